import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { executable, type Service, startService } from '../support/service.ts'
import { ask, logOf, publishTo, untilLogged } from '../support/service-requests.ts'
import { tempFolder } from '../support/temp-folder.ts'

async function started(env: Record<string, string> = {}): Promise<Service> {
  const service = await startService({ env })
  onTestFinished(async () => void (await service.stop()))
  return service
}

test('each request is a line, complete when the service has ended', async () => {
  const service = await started()
  expect((await publishTo(service, 'a', '1.0.0')).status).toBe(204)
  for (let count = 0; count < 50; count++) await ask(service, '/contracts/a/latest')
  expect(await service.stop()).toBe(0)
  const lines = logOf(service).filter(line => line.msg === 'request')
  expect(lines).toHaveLength(51)
  expect(lines[0]).toMatchObject({
    operation: 'put_version',
    method: 'PUT',
    status: 204,
    caller: 'anonymous',
  })
  expect(lines[50]).toMatchObject({ operation: 'get_latest', status: 200, bytes: expect.any(Number) })
})

test('no request is a line when that is turned off', async () => {
  const service = await started({ DC43_SERVER_REQUEST_LOG: 'no' })
  await ask(service, '/contracts')
  expect(await service.stop()).toBe(0)
  expect(logOf(service).filter(line => line.msg === 'request')).toEqual([])
})

test('log_sql has the statements, and not what is in them', async () => {
  const service = await started({ DC43_CONTRACT_STORE_LOG_SQL: 'true' })
  expect((await publishTo(service, 'hush', '1.0.0', { name: 'confidential' })).status).toBe(204)
  expect(await service.stop()).toBe(0)
  const statements = logOf(service).filter(line => line.msg === 'SQL statement')
  expect(statements).toContainEqual(
    expect.objectContaining({
      sql: expect.stringMatching(/^insert into "contracts"/),
      parameters: expect.arrayContaining(['***']),
    }),
  )
  expect(JSON.stringify(statements)).not.toMatch(/hush|confidential/)
})

test.each([
  ['an exception', `throw new Error('out of the blue')`, 1],
  ['a rejection', `void Promise.reject(new Error('out of the blue'))`, 1],
  ['its end', 'process.exit(7)', 7],
])('no line is lost when the process ends by %s', async (_, end, code) => {
  const cwd = tempFolder()
  const hook = join(cwd, 'dies.mjs')
  // it comes from outside of the service, right behind the line of a request
  writeFileSync(
    hook,
    `import http from 'node:http'
    const { end } = http.ServerResponse.prototype
    http.ServerResponse.prototype.end = function (...values) {
      if (this.req.url === '/die') this.once('close', () => { ${end} })
      return end.apply(this, values)
    }`,
  )
  const service = await startService({ command: [process.execPath, '--import', hook, executable] })
  onTestFinished(async () => void (await service.stop()))
  for (let count = 0; count < 100; count++) await ask(service, '/contracts')
  await ask(service, '/die')
  expect(await service.stop()).toBe(code)
  // those that were written on the way out may come before the ones that were being written
  const lines = logOf(service)
  expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(101)
  expect(lines.some(({ msg }) => msg === 'ending: an error was caught nowhere')).toBe(code === 1)
})

test('no line is lost when a second signal ends the process at once', async () => {
  const service = await started({ DC43_SERVER_DRAIN_DELAY: '300' })
  for (let count = 0; count < 100; count++) await ask(service, '/contracts')
  service.process.kill('SIGTERM')
  await untilLogged(service, 'not ready any more')
  // signals that come close together are one
  await delay(600)
  await ask(service, '/contracts')
  service.process.kill('SIGTERM')
  await service.ended
  const lines = logOf(service)
  expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(101)
  // it may stand before a line that was being written
  expect(lines.map(({ msg }) => msg)).toContain('ending at once: a second signal')
})

test('a line is written soon, while the service goes on', async () => {
  const service = await started()
  await ask(service, '/contracts')
  await untilLogged(service, '"operation":"list_contracts"')
})

test('the service ends though nobody reads its log any more', async () => {
  const service = await started()
  service.process.stdout?.destroy()
  await ask(service, '/contracts')
  expect(await service.stop()).toBe(0)
})
