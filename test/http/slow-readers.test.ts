import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { nextPart } from '../support/raw-exchange.ts'
import { get, put } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

/** Asks, takes the first bytes of the answer and no more. */
async function askAndStop(
  port: number,
  localAddress = '127.0.0.1',
  path = '/contracts/large/versions/1.0.0',
): Promise<{ socket: Socket; begun: string }> {
  const socket = connect({ port, host: '127.0.0.1', localAddress })
  socket.on('error', () => undefined)
  socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`)
  const begun = (await nextPart(socket)).slice(0, 2000)
  socket.pause()
  return { socket, begun }
}

test('a caller who takes no answers gets no more than half of 256 MiB, and others get theirs', async () => {
  const app = await testApp()
  const body = JSON.stringify({ version: '1.0.0', description: { usage: 'x'.repeat(8_000_000) } })
  expect((await put(app, '/contracts/large/versions/1.0.0', body)).body).toBe('')
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const asked: Awaited<ReturnType<typeof askAndStop>>[] = []
  const leave = () => {
    for (const { socket } of asked.splice(0)) socket.destroy()
  }
  onTestFinished(leave)
  for (let count = 0; count < 20; count++) asked.push(await askAndStop(port))
  const statuses = asked.map(({ begun }) => begun.slice(9, 12))
  // 16 of 8 MB are as much as is still free then
  expect(statuses).toEqual([...Array(16).fill('200'), ...Array(4).fill('503')])
  expect(asked.at(-1)?.begun).toMatch(/^retry-after: \d+\r$/im)
  expect(asked.at(-1)?.begun).not.toMatch(/^(etag|content-location|dc43-[a-z-]+):/im)
  expect(asked.at(-1)?.begun).toMatch(/^cache-control: no-store\r$/im)
  expect((await get(app, '/contracts/large')).statusCode).toBe(200)
  for (let count = 0; count < 3; count++) asked.push(await askAndStop(port, '127.0.0.2'))
  expect(asked.at(-1)?.begun).toMatch(/^HTTP\/1.1 200/)
  leave()
  await expect.poll(async () => (await get(app, '/contracts/large/versions/1.0.0')).statusCode).toBe(200)
})

test('an export of which nothing is read ends when nothing has moved for two minutes, and its place is free', async () => {
  const app = await testApp()
  for (let count = 0; count < 25; count++) {
    const body = JSON.stringify({ version: '1.0.0', description: { usage: 'x'.repeat(1_000_000) } })
    expect((await put(app, `/contracts/c${count}/versions/1.0.0`, body)).statusCode).toBe(204)
  }
  const sockets: Socket[] = []
  app.server.on('connection', (socket: Socket) => sockets.push(socket))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const begin = async () => {
    const { socket, begun } = await askAndStop(port, undefined, '/contracts?format=ndjson&expand=document')
    onTestFinished(() => void socket.destroy())
    return begun.slice(9, 12)
  }
  let places = 0
  while (places < 20 && (await begin()) === '200') places++
  expect(places).toBeLessThan(20)
  expect(sockets.slice(0, places).map(({ timeout }) => timeout)).toEqual(Array(places).fill(120_000))
  for (const socket of sockets) socket.setTimeout(20)
  await expect.poll(() => sockets.slice(0, places).every(({ destroyed }) => destroyed)).toBe(true)
  await expect.poll(begin).toBe('200')
})
