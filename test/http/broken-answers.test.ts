import { connect } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { requestLogOf } from '../../src/commands/log.ts'
import { keptLog } from '../support/log-lines.ts'
import { nextPart } from '../support/raw-exchange.ts'
import { get, put } from '../support/requests.ts'
import { type Engine, engines } from '../support/storages.ts'
import { testApp } from '../support/test-app.ts'

/** The service with more in the store than fits on the way to a client, and its log. */
async function service(engine: Engine) {
  const storage = await engine.create()
  const store = await storage.open()
  onTestFinished(async () => {
    await store.close()
    await storage.remove()
  })
  const { log, lines } = keptLog()
  const app = await testApp({ store, logger: log, requestLog: requestLogOf(log) })
  const usage = 'x'.repeat(1_000_000)
  for (let at = 0; at < 25; at++) {
    const body = JSON.stringify({ version: '1.0.0', description: { usage: `${at} ${usage}` } })
    expect((await put(app, `/contracts/c${at}/versions/1.0.0`, body)).statusCode).toBe(204)
  }
  await app.listen({ port: 0, host: '127.0.0.1' })
  lines.length = 0
  const address = app.server.address()
  return { app, storage, lines, port: typeof address === 'object' && address ? address.port : 0 }
}

/** Asks for everything, and takes the beginning of it. */
async function beginExport(port: number, version: string) {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  let error: Error | undefined
  socket.on('error', cause => (error = cause))
  socket.write(`GET /contracts?format=ndjson&expand=document HTTP/${version}\r\nhost: x\r\n\r\n`)
  received += await nextPart(socket)
  socket.pause()
  socket.on('data', data => (received += data.toString('latin1')))
  return { socket, received: () => received, error: () => error }
}

async function brokenIn(app: Parameters<typeof get>[0]): Promise<string[]> {
  const { body } = await get(app, '/metrics')
  return body.split('\n').filter(line => /^dc43_registry_http_answers_broken_total.* [1-9]/.test(line))
}

const counted = (reason: string) =>
  `dc43_registry_http_answers_broken_total{operation="list_contracts",reason="${reason}"} 1`

for (const engine of engines) {
  describe.skipIf(!engine.isThere)(`an export from ${engine.name}`, () => {
    // how an answer ends is the same whichever engine it came from
    const protocols = engine === engines[0] ? ['1.1', '1.0'] : ['1.1']
    test.each(
      protocols,
    )('that fails half way over HTTP/%s is broken off, logged and counted', async version => {
      const { app, storage, lines, port } = await service(engine)
      const { socket, received, error } = await beginExport(port, version)
      await storage.execute('drop view contracts_current')
      await storage.execute('drop table contracts')
      socket.resume()
      await new Promise(resolve => socket.once('close', resolve))
      expect(received()).toMatch(/^HTTP\/1.1 200 /)
      // neither the last chunk nor, where there are none, a regular end
      expect(received().endsWith('\r\n0\r\n\r\n')).toBe(false)
      if (version === '1.0') expect(error()).toMatchObject({ code: 'ECONNRESET' })
      await expect
        .poll(() => lines)
        .toMatchObject([
          { requestId: expect.any(String), path: '/contracts' },
          { operation: 'list_contracts', status: 200, level: 40, broken: 'failed' },
        ])
      expect(Number(lines[0]?.level)).toBeGreaterThanOrEqual(40)
      expect(lines[0]?.requestId).toBe(lines[1]?.requestId)
      expect(lines[1]?.cause).toMatch(/contracts/)
      expect(await brokenIn(app)).toEqual([counted('failed')])
    })
  })
}

test('an export that its client leaves is not a failure, and is told apart', async () => {
  const [engine] = engines
  if (!engine) throw new Error('there is no engine')
  const { app, lines, port } = await service(engine)
  const { socket } = await beginExport(port, '1.1')
  socket.destroy()
  await expect
    .poll(() => lines)
    .toMatchObject([{ operation: 'list_contracts', status: 200, level: 30, broken: 'closed' }])
  expect(lines[0]).not.toHaveProperty('cause')
  expect(await brokenIn(app)).toEqual([counted('closed')])
})

test('answers that come to their end are not broken', async () => {
  const { log, lines } = keptLog()
  const app = await testApp({ requestLog: requestLogOf(log) })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  for (const path of ['/contracts?format=ndjson', '/contracts', '/nothing', '/docs', '/openapi.json'])
    for (const method of ['GET', 'HEAD', 'OPTIONS']) await (await fetch(url + path, { method })).text()
  await get(app, '/contracts')
  await expect.poll(() => lines).toHaveLength(16)
  for (const line of lines) expect(line).not.toHaveProperty('broken')
  expect(await brokenIn(app)).toEqual([])
})
