/** SIGHUP while the service starts: it must neither end the process nor be forgotten. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { renameSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { cleanEnvironment, executable } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

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
  const child = spawn(process.execPath, [executable], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = once(child, 'close')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  let printed = ''
  child.stdout.on('data', text => (printed += text))
  child.stderr.on('data', text => (printed += text))
  // opens when the other end is opened too: the service is in the midst of its start
  const pipe = await open(file, 'w')
  return { child, exited, file, pipe, url: `http://127.0.0.1:${port}`, printed: () => printed }
}

test.skipIf(process.platform === 'win32')('a SIGHUP during the start is obeyed when it is over', async () => {
  const service = await startAtPipe()
  service.child.kill('SIGHUP')
  writeFileSync(`${service.file}.new`, configOf('second'))
  renameSync(`${service.file}.new`, service.file)
  await service.pipe.writeFile(configOf('first'))
  await service.pipe.close()
  for (const text of ['the tokens were renewed', 'listening on'])
    await until(() => service.printed().includes(text) || `not printed: ${text}\n${service.printed()}`)
  const statusWith = async (token: string) =>
    (await fetch(`${service.url}/contracts`, { headers: { authorization: `Bearer ${token}` } })).status
  expect(await statusWith('second')).toBe(200)
  expect(await statusWith('first')).toBe(401)
  service.child.kill('SIGTERM')
  expect(await service.exited).toEqual([0, null])
})
