import { describe, expect, test } from 'vitest'
import { requestLogOf } from '../../src/commands/log.ts'
import type { Limits } from '../../src/http/edge/limits.ts'
import type { Server } from '../../src/http/server.ts'
import { keptLog } from '../support/log-lines.ts'
import { patience } from '../support/patient.ts'
import { breakOff, exchange, statusesIn } from '../support/raw-exchange.ts'
import { get, publish } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const head = 'Host: h\r\n'
const impatient: Partial<Limits> = { headersTimeout: 0.2, requestTimeout: 0.2 }
const longer = patience

async function started(limits: Partial<Limits> = {}) {
  const { log, lines } = keptLog()
  return { app: await testApp({ requestLog: requestLogOf(log), limits }), lines }
}

async function counted(app: Server): Promise<number> {
  const { body } = await get(app, '/metrics')
  const series = 'http_requests_total{operation="unreadable",method="unknown",status="4xx"}'
  return Number(body.split(`${series} `)[1]?.split('\n', 1)[0])
}

const headerOf = (answer: string, name: string) => new RegExp(`^${name}: (.*)\r$`, 'm').exec(answer)?.[1]

describe('a request that cannot be read', () => {
  test('because its query is not percent-encoded is told so', async () => {
    const { app } = await started()
    const answer = await exchange(app, `GET /search?q=Größe HTTP/1.1\r\n${head}\r\n`, longer)
    expect(statusesIn(answer)).toEqual([400])
    expect(answer).toContain('percent-encoded only, as é is %C3%A9')
  })

  test.each([
    ['rubbish', 'hunter2\r\n\r\n', 400, 'HPE_INVALID_METHOD'],
    [
      'a header that is too large',
      `GET /hunter2 HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`,
      431,
      'HPE_HEADER_OVERFLOW',
    ],
    ['a header that is too slow', 'GET /hunter2 HTTP/1.1\r\nX:', 408, 'ERR_HTTP_REQUEST_TIMEOUT'],
  ])('because it is %s is answered, logged and counted as others are', async (_, request, status, cause) => {
    const { app, lines } = await started(impatient)
    expect(await counted(app)).toBe(0)
    lines.length = 0
    const begin = Date.now()
    const answer = await exchange(app, request, longer)
    const requestId = headerOf(answer, 'x-request-id')
    expect(statusesIn(answer)).toEqual([status])
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(headerOf(answer, 'x-content-type-options')).toBe('nosniff')
    expect(headerOf(answer, 'referrer-policy')).toBe('no-referrer')
    expect(headerOf(answer, 'cross-origin-resource-policy')).toBe('same-origin')
    expect(headerOf(answer, 'connection')).toBe('close')
    expect(Date.parse(headerOf(answer, 'date') ?? '')).toBeGreaterThan(begin - 2000)
    const bytes = Number(headerOf(answer, 'content-length'))
    expect(answer.split('\r\n\r\n')[1]).toHaveLength(bytes)
    await expect
      .poll(() => lines)
      .toEqual([
        {
          level: 30,
          time: expect.any(Number),
          pid: process.pid,
          hostname: expect.any(String),
          msg: 'request',
          status,
          address: '127.0.0.1',
          requestId,
          bytes,
          cause,
        },
      ])
    expect(await counted(app)).toBe(1)
  })

  test('is one line and one answer, however much comes behind it', async () => {
    const { app, lines } = await started()
    const answer = await exchange(app, `rubbish\r\n\r\n${'more '.repeat(50_000)}`).catch(() => '')
    expect(statusesIn(answer).length).toBeLessThan(2)
    await expect.poll(() => lines).toHaveLength(1)
    expect(await counted(app)).toBe(1)
  })

  test('is answered behind the requests before it, which are answered as ever', async () => {
    const { app, lines } = await started()
    await publish(app, 'a', '1.0.0')
    lines.length = 0
    const reads = `GET /contracts/a/latest HTTP/1.1\r\n${head}\r\nGET /contracts/b/latest HTTP/1.1\r\n${head}\r\n`
    expect(statusesIn(await exchange(app, `${reads}rubbish\r\n\r\n`))).toEqual([200, 404, 400])
    await expect.poll(() => lines.map(({ status }) => status)).toEqual([200, 404, 400])
  })

  test('and has a body is logged once, by what was asked for', async () => {
    for (const [body, limits, status] of [
      ['Content-Length: 9\r\n\r\n{', impatient, 408],
      ['Transfer-Encoding: chunked\r\n\r\nzz\r\n', {}, 400],
    ] as const) {
      const { app, lines } = await started(limits)
      const put =
        'PUT /contracts/a/versions/1 HTTP/1.1\r\nX-Request-Id: mine\r\nContent-Type: application/json\r\n'
      const answer = await exchange(app, `${put}${head}${body}`, longer)
      expect(statusesIn(answer)).toEqual([status])
      expect(headerOf(answer, 'x-request-id')).toBe('mine')
      const bytes = Number(headerOf(answer, 'content-length'))
      await expect
        .poll(() => lines)
        .toMatchObject([{ operation: 'put_version', status, requestId: 'mine', bytes }])
      expect(await counted(app)).toBe(0)
    }
  })

  test('because its client went away within it is logged with the status 499', async () => {
    const { app, lines } = await started()
    await breakOff(app, `GET /contracts HTTP/1.1\r\n${head}`)
    await expect.poll(() => lines).toMatchObject([{ status: 499, cause: 'HPE_INVALID_EOF_STATE' }])
    expect(lines[0]).not.toHaveProperty('bytes')
    expect(await counted(app)).toBe(1)
  })

  test('is not counted when it is the rest of one that was answered', async () => {
    const { app, lines } = await started(impatient)
    const answer = await exchange(app, `POST /nothing HTTP/1.1\r\n${head}Content-Length: 9\r\n\r\n{`, longer)
    expect(statusesIn(answer)).toEqual([404])
    expect(lines).toMatchObject([{ status: 404 }])
    expect(await counted(app)).toBe(0)
  })

  test('is not counted when nothing was sent at all', async () => {
    const { app, lines } = await started(impatient)
    expect(statusesIn(await exchange(app, '', longer))).toEqual([408])
    expect(lines).toEqual([])
    expect(await counted(app)).toBe(0)
  })
})

describe('a process that was busy when requests came', () => {
  const busy = (milliseconds: number) => {
    const end = performance.now() + milliseconds
    while (performance.now() < end);
  }

  // else the connection would stay open for the next request
  const last = `${head}Connection: close\r\n`

  test.each([
    ['a request', `GET /health HTTP/1.1\r\n${last}\r\n`, 200],
    [
      'a request with a body',
      `PUT /contracts/a/versions/1 HTTP/1.1\r\n${last}Content-Type: application/json\r\nContent-Length: 300002\r\n\r\n{${' '.repeat(300_000)}}`,
      204,
    ],
  ])('does not take %s that came in time for late', async (_, request, status) => {
    const { app } = await started(impatient)
    await app.listen({ port: 0, host: '127.0.0.1' })
    // the connection is accepted, and then nothing is read before all times are over
    app.server.once('connection', () => setImmediate(() => busy(1500)))
    expect(statusesIn(await exchange(app, request, longer))).toEqual([status])
  })
})
