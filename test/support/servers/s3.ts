import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from '../child.ts'
import { freePort } from '../free-port.ts'
import { repositoryRoot } from '../python.ts'

/** The program, if it is there. */
const program = join(repositoryRoot, '.venv/bin/moto_server')

/** Why there is no server with the API of S3, or undefined when there may be one. */
export const missingS3 = existsSync(program)
  ? undefined
  : 'there is no .venv/bin/moto_server; install test/python/requirements.txt'

/** A server with the API of S3, which keeps its objects in memory. */
export async function startS3(): Promise<{ readonly endpoint: string; stop(): Promise<void> }> {
  const port = await freePort()
  const child = startChild(program, ['-H', '127.0.0.1', '-p', String(port)])
  const endpoint = `http://127.0.0.1:${port}`
  await child.until(async () => {
    const answer = await fetch(endpoint).catch(() => undefined)
    return answer?.ok || 'moto_server does not answer'
  })
  return { endpoint, stop: async () => void (await child.kill()) }
}
