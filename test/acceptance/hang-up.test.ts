/** SIGHUP while the service starts: it must neither end the process nor be forgotten. */
import { execFileSync } from 'node:child_process'
import { closeSync, constants, openSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startChild } from '../support/child.ts'
import { freePort } from '../support/free-port.ts'
import { cleanEnvironment, executable } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'

const configOf = (token: string) => `[auth]\ntoken = "${token}"\n`

/** A service that stays where it reads its configuration, until that is written to the pipe. */
async function startAtPipe() {
  const cwd = tempFolder()
  const file = join(cwd, 'dc43-service-backends.toml')
  execFileSync('mkfifo', [file])
  const port = await freePort()
  const env = cleanEnvironment({
    DC43_CONTRACT_STORE_DSN: 'sqlite:///./contracts.db',
    DC43_SERVER_HOST: '127.0.0.1',
    DC43_SERVER_PORT: String(port),
    DC43_SERVER_DRAIN_DELAY: '0',
  })
  const service = startChild(process.execPath, [executable], { cwd, env })
  onTestFinished(async () => void (await service.kill()))
  // opens when the other end is opened too: the service is in the midst of its start
  let pipe: number | undefined
  await service.until(() => {
    pipe = openedForWriting(file)
    return pipe !== undefined || 'it has not opened its configuration'
  })
  const configure = (text: string) => {
    if (pipe === undefined) return
    writeFileSync(pipe, text)
    closeSync(pipe)
  }
  return { service, file, configure, url: `http://127.0.0.1:${port}` }
}

/** Undefined as long as nobody reads the pipe. */
function openedForWriting(file: string): number | undefined {
  try {
    return openSync(file, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENXIO') return undefined
    throw error
  }
}

test.skipIf(process.platform === 'win32')('a SIGHUP during the start is obeyed when it is over', async () => {
  const { service, file, configure, url } = await startAtPipe()
  service.process.kill('SIGHUP')
  writeFileSync(`${file}.new`, configOf('second'))
  renameSync(`${file}.new`, file)
  configure(configOf('first'))
  for (const text of ['the tokens were renewed', 'listening on'])
    await service.until(() => service.stdout().includes(text) || `not printed: ${text}`)
  const statusWith = async (token: string) =>
    (await fetch(`${url}/contracts`, { headers: { authorization: `Bearer ${token}` } })).status
  expect(await statusWith('second')).toBe(200)
  expect(await statusWith('first')).toBe(401)
  service.process.kill('SIGTERM')
  expect(await service.ended, service.stderr()).toEqual([0, null])
})
