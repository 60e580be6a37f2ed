import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { requestLogOf } from '../../src/commands/log.ts'
import { keptLog } from '../support/log-lines.ts'
import { get, publish, requestsInFlight } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

describe('the log', () => {
  test('has a line for a request, with all that is known of it', async () => {
    const { log, lines } = keptLog()
    const app = await testApp({ requestLog: requestLogOf(log) })
    await publish(app, 'sales.orders', '1.0.0')
    lines.length = 0
    const answer = await get(app, '/contracts/sales.orders/latest?status=*', { 'x-request-id': 'abc-1' })
    await expect
      .poll(() => lines)
      .toEqual([
        {
          level: 30,
          time: expect.any(Number),
          pid: process.pid,
          hostname: expect.any(String),
          msg: 'request',
          operation: 'get_latest',
          method: 'GET',
          route: '/contracts/:contract_id/latest',
          path: '/contracts/sales.orders/latest',
          status: 200,
          duration: expect.any(Number),
          caller: 'anonymous',
          address: '127.0.0.1',
          requestId: 'abc-1',
          bytes: Buffer.byteLength(answer.body),
        },
      ])
  })

  test('has nothing of the query, the header and the body', async () => {
    const { log, lines } = keptLog('trace')
    const app = await testApp({ requestLog: requestLogOf(log), logger: log, token: 'hunter2' })
    await get(app, '/contracts?token=hunter2', { authorization: 'Bearer hunter2' })
    await get(app, '/contracts', { authorization: 'Bearer hunter3', 'x-api-key': 'hunter4' })
    await expect.poll(() => lines).toHaveLength(2)
    expect(JSON.stringify(lines)).not.toMatch(/hunter/)
  })

  test('has no credential that its caller puts into the path, too', async () => {
    const { log, lines } = keptLog()
    const app = await testApp({ requestLog: requestLogOf(log), token: 'hunter2hunter2' })
    await get(app, '/contracts/hunter2hunter2', { 'x-api-key': 'hunter2hunter2' })
    await get(app, '/contracts/a-wrong-one/latest', { authorization: 'Bearer a-wrong-one' })
    await expect.poll(() => lines.map(line => line.path)).toEqual(['/contracts/***', '/contracts/***/latest'])
  })

  test('does not name a caller who was not let in', async () => {
    const { log, lines } = keptLog()
    await get(await testApp({ requestLog: requestLogOf(log), token: 'secret' }), '/contracts')
    await expect.poll(() => lines).toMatchObject([{ status: 401, level: 30 }])
    expect(lines[0]).not.toHaveProperty('caller')
  })

  test('warns when the service failed', async () => {
    const { log, lines } = keptLog()
    const store = await openSqliteStore()
    await store.close()
    const app = await testApp({ requestLog: requestLogOf(log), store })
    const answer = await get(app, '/contracts')
    expect(answer.statusCode).toBeGreaterThanOrEqual(500)
    await expect.poll(() => lines).toMatchObject([{ status: answer.statusCode, level: 40 }])
  })

  test.each(['/health', '/health/live', '/health/ready'])('mentions %s only when debugging', async url => {
    for (const [level, count] of [
      ['info', 0],
      ['debug', 1],
    ] as const) {
      const { log, lines } = keptLog(level)
      const app = await testApp({ requestLog: requestLogOf(log) })
      await get(app, url)
      await get(app, '/contracts')
      await expect.poll(() => lines.at(-1)?.path).toBe('/contracts')
      expect(lines).toHaveLength(count + 1)
    }
  })

  test('has a line for what no route takes, cut where it is long', async () => {
    const { log, lines } = keptLog()
    const app = await testApp({ requestLog: requestLogOf(log) })
    await get(app, `/nothing/${'x'.repeat(5000)}`)
    await get(app, '/contracts/%ff/latest')
    await app.inject({ method: 'PATCH', url: '/contracts' })
    await expect
      .poll(() => lines)
      .toMatchObject([{ status: 404 }, { status: 400 }, { status: 405, method: 'PATCH' }])
    expect(String(lines[0]?.path)).toHaveLength(500)
  })

  test('has a line with the status 499 when the client went away', async () => {
    const { log, lines } = keptLog()
    const app = await testApp({ requestLog: requestLogOf(log) })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      'PUT /contracts/a/versions/1 HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    )
    await expect.poll(() => requestsInFlight(app)).toBe(2)
    socket.destroy()
    await expect.poll(() => lines).toMatchObject([{ operation: 'put_version', status: 499 }])
  })
})

describe('x-request-id', () => {
  test.each([
    '/health',
    '/contracts',
    '/nothing',
    '/contracts/%ff/latest',
  ])('is on the answer of %s', async url => {
    const app = await testApp({ token: url === '/contracts' ? 'secret' : undefined })
    expect((await get(app, url, { 'x-request-id': 'mine' })).headers['x-request-id']).toBe('mine')
    const made = (await get(app, url)).headers['x-request-id']
    expect(made).toMatch(/^[0-9a-f-]{36}$/)
    expect((await get(app, url, { 'x-request-id': 'no spaces' })).headers['x-request-id']).not.toBe(
      'no spaces',
    )
  })
})
