/** `npm start` as a supervisor runs it: it knows the process of npm only. */
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startService } from '../support/service.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A working directory in which `npm start` runs the build. */
function checkout(): string {
  const cwd = mkdtempSync(join(tmpdir(), 'dc43-registry-npm-'))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  for (const name of ['package.json', 'dist', 'node_modules']) symlinkSync(join(root, name), join(cwd, name))
  return cwd
}

test.each([
  'SIGTERM',
  'SIGINT',
] as const)('%s for npm alone ends the service, in good order', async signal => {
  const service = await startService({ cwd: checkout(), command: ['npm', 'start'] })
  const [, pid] = /"pid":(\d+)/.exec(service.stdout()) ?? []
  onTestFinished(() => {
    if (isAlive(Number(pid))) process.kill(Number(pid), 'SIGKILL')
  })
  const ended = once(service.process, 'exit')
  service.process.kill(signal)
  expect(await ended).toEqual([0, null])
  expect(isAlive(Number(pid))).toBe(false)
  expect(service.stdout()).toContain(`"signal":"${signal}","msg":"ending: not ready any more"`)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
