import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { patience } from '../support/patient.ts'
import { exchange, nextPart, statusesIn } from '../support/raw-exchange.ts'
import { get, publish, put, requestsInFlight } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const mebibyte = 1024 ** 2
const document = { name: 'x'.repeat(4 * mebibyte) }
const soon = { timeout: patience, interval: 20 }

/** A client that sends this and then nothing more, and never closes its side. */
async function silentClient(app: Server, sent: string | Buffer, localAddress = '127.0.0.1'): Promise<Socket> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const socket = connect({ port, host: '127.0.0.1', localAddress, allowHalfOpen: true })
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  socket.write(sent)
  await once(socket, 'connect')
  return socket
}

const putHead = (...fields: string[]) =>
  [
    'PUT /contracts/slow/versions/1 HTTP/1.1',
    'Host: h',
    'Content-Type: application/json',
    ...fields,
    '',
    '',
  ].join('\r\n')

const connections = (app: Server) =>
  new Promise<number>((resolve, reject) =>
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

describe('clients that announce a body and send nothing', () => {
  test.each([
    ['with a length', [`Content-Length: ${8 * mebibyte}`]],
    ['in chunks', ['Transfer-Encoding: chunked']],
    ['zipped', [`Content-Length: ${8 * mebibyte}`, 'Content-Encoding: gzip']],
  ])('%s keep neither memory nor turns from others', async (_, fields) => {
    const app = await testApp({ limits: { maxRequests: 5 } })
    for (let count = 0; count < 30; count++) await silentClient(app, putHead(...fields))
    await vi.waitFor(async () => expect(await requestsInFlight(app)).toBeGreaterThanOrEqual(30), soon)
    await publish(app, 'large', '1.0.0', document)
    expect((await get(app, '/contracts/large/versions/1.0.0')).statusCode).toBe(200)
  })

  test('are answered 408 in time, and their connections are gone though they do not close them', async () => {
    const app = await testApp({ limits: { requestTimeout: 0.2 } })
    const socket = await silentClient(app, putHead('Content-Length: 9'))
    const answer = await nextPart(socket)
    expect(statusesIn(answer)).toEqual([408])
    await vi.waitFor(async () => expect(await connections(app)).toBe(0), soon)
  })

  test('are timed on a connection that was used before, too', async () => {
    const app = await testApp({ limits: { requestTimeout: 0.2 } })
    const socket = await silentClient(app, 'GET /health HTTP/1.1\r\nHost: h\r\n\r\n')
    await nextPart(socket)
    socket.write(putHead('Transfer-Encoding: chunked'))
    const answer = await nextPart(socket)
    expect(statusesIn(answer)).toEqual([408])
    await vi.waitFor(async () => expect(await connections(app)).toBe(0), soon)
  })
})

describe('clients that stop within a body', () => {
  const limits = { bodyMemory: 1024 }
  const half = `${putHead('Content-Length: 10000')}${'x'.repeat(9000)}`

  test('keep no more than half of the memory, and what they keep they lose to those who send', async () => {
    // 40,000 bytes, of which a caller may have 20,000
    const app = await testApp({ bodyLimit: 10_000, limits })
    const slow = [await silentClient(app, half), await silentClient(app, half), await silentClient(app, half)]
    const refused = await Promise.race(slow.map(nextPart))
    expect(statusesIn(refused)).toEqual([503])
    const other = await app.inject({
      method: 'PUT',
      url: '/contracts/other/versions/1.0.0',
      remoteAddress: '10.0.0.1',
      payload: { name: 'x'.repeat(9000) },
    })
    expect(other.statusCode).toBe(204)
    const same = () => put(app, '/contracts/same/versions/1.0.0', { name: 'x'.repeat(9000) })
    await vi.waitFor(async () => expect((await same()).statusCode).toBe(204), soon)
  })

  test('give back what they had when they are gone', async () => {
    const app = await testApp({ bodyLimit: 10_000, limits })
    for (let round = 0; round < 10; round++) {
      const slow = await silentClient(app, half)
      await vi.waitFor(async () => expect(await requestsInFlight(app)).toBeGreaterThan(1), soon)
      slow.destroy()
      await vi.waitFor(async () => expect(await requestsInFlight(app)).toBe(1), soon)
    }
    await publish(app, 'after', '1.0.0', { name: 'x'.repeat(9000) })
  })
})

test('what a body unzips to counts as it grows, and is refused when there is no room for it', async () => {
  const app = await testApp({ bodyLimit: 10_000, limits: { bodyMemory: 1024 } })
  const half = `${putHead('Content-Length: 10000')}${'x'.repeat(9000)}`
  const slow = [await silentClient(app, half), await silentClient(app, half)]
  expect(slow).toHaveLength(2)
  await vi.waitFor(async () => expect(await requestsInFlight(app)).toBeGreaterThan(2), soon)
  const zipped = gzipSync(JSON.stringify({ name: 'x'.repeat(9000) }))
  const upload = () => put(app, '/contracts/zipped/versions/1.0.0', zipped, { 'content-encoding': 'gzip' })
  await vi.waitFor(async () => expect((await upload()).statusCode).toBe(204), soon)
})

test.each([
  ['with a length', 'Content-Length: 9437184\r\n\r\n'],
  ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n900000\r\n'],
])('who sends too much %s before reading anything is told why it is refused', async (_, field) => {
  const app = await testApp()
  const body = `${putHead(field).trimEnd()}\r\n\r\n${'x'.repeat(9 * mebibyte)}`
  const socket = await silentClient(app, '')
  socket.pause()
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject)
    socket.write(body, error => (error ? reject(error) : resolve()))
  })
  const answer = await nextPart(socket.resume())
  expect(statusesIn(answer)).toEqual([413])
})

describe('when there are as many connections as are allowed', () => {
  test('one that only waits for its client makes room for a new one', async () => {
    const app = await testApp({ limits: { maxConnections: 3 } })
    const slow = [
      await silentClient(app, 'GET / HTTP/1.1\r\nX:', '127.0.0.2'),
      await silentClient(app, 'GET / HTTP/1.1\r\nX:', '127.0.0.3'),
      await silentClient(app, putHead('Content-Length: 9'), '127.0.0.3'),
    ]
    await vi.waitFor(async () => expect(await connections(app)).toBe(3), soon)
    const closed = Promise.race(slow.map(async (socket, at) => (await once(socket.resume(), 'end')) && at))
    expect(statusesIn(await exchange(app, 'GET /health HTTP/1.1\r\nHost: h\r\n\r\n'))).toEqual([200])
    // of those of the address that has the most, the oldest
    expect(await closed).toBe(1)
  })
})

describe('a client that does not read its answers', () => {
  const reads = 'GET /contracts/large/versions/1.0.0 HTTP/1.1\r\nHost: h\r\n\r\n'

  test('does not keep large documents of others waiting for their turn', async () => {
    const app = await testApp()
    await publish(app, 'large', '1.0.0', document)
    const body = JSON.stringify({ name: 'y'.repeat(300_000) })
    const slow = await silentClient(
      app,
      `${reads.repeat(4)}${putHead(`Content-Length: ${body.length}`)}${body}`,
    )
    slow.pause()
    await vi.waitFor(async () => {
      expect((await get(app, '/contracts/slow/versions/1')).statusCode).toBe(200)
    }, soon)
    await publish(app, 'other', '1.0.0', document)
  })

  test('is not waited for', async () => {
    const app = await testApp({ limits: { requestTimeout: 0.5 } })
    await publish(app, 'large', '1.0.0', document)
    const accepted = once(app.server, 'connection')
    const slow = await silentClient(app, reads.repeat(4))
    slow.pause()
    await accepted
    await vi.waitFor(async () => expect(await connections(app)).toBe(0), soon)
  })
})
