import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openStoreOf } from '../support/open-store.ts'

/** A proxy whose server is away: it takes connections and ends each without a word. */
async function startProxy() {
  let connections = 0
  const server: Server = createServer(socket => {
    connections++
    socket.on('error', () => undefined).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  return { port, connections: () => connections }
}

test.each([
  ['postgresql', ''],
  ['postgresql', '?sslmode=disable'],
  ['postgresql', '?sslmode=require'],
  ['mysql', ''],
  ['mysql', '?ssl=true'],
])('a proxy that hangs up is tried again with pauses until the start time-out: %s %s', async (scheme, options) => {
  const proxy = await startProxy()
  const begin = Date.now()
  const opening = openStoreOf({
    DC43_CONTRACT_STORE_DSN: `${scheme}://u:p@127.0.0.1:${proxy.port}/d${options}`,
    DC43_CONTRACT_STORE_START_TIMEOUT: '1',
  })
  await expect(opening).rejects.toThrow(/^the database could not be used \(.*\)$/)
  expect(Date.now() - begin).toBeLessThan(30_000)
  expect(proxy.connections()).toBeGreaterThan(1)
  expect(proxy.connections()).toBeLessThan(20)
})
