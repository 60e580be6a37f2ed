import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
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
  const child = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const exited = once(child, 'exit')
  const endpoint = `http://127.0.0.1:${port}`
  for (;;) {
    if (child.exitCode !== null) throw new Error(`moto_server ended with ${child.exitCode}`)
    if (
      await fetch(endpoint).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break
    await delay(100)
  }
  return {
    endpoint,
    async stop() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
