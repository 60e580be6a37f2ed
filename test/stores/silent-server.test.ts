import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
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

describe.each([
  ['postgresql', ''],
  ['postgresql', '?sslmode=disable'],
  ['postgresql', '?sslmode=require'],
  ['mysql', ''],
  ['mysql', '?ssl=true'],
])('a proxy that hangs up: %s %s', (scheme, options) => {
  const refusal = /^the database could not be used \(.*\)$/

  async function open(startTimeout: string, onTry = () => undefined, signal?: AbortSignal) {
    const proxy = await startProxy()
    const variables = {
      DC43_CONTRACT_STORE_DSN: `${scheme}://u:p@127.0.0.1:${proxy.port}/d${options}`,
      DC43_CONTRACT_STORE_START_TIMEOUT: startTimeout,
    }
    const opening = openStoreOf(variables, { info: () => undefined, warn: onTry }, signal)
    await expect(opening).rejects.toThrow(refusal)
    return proxy.connections()
  }

  test('is tried again', async () => {
    const stopping = new AbortController()
    let tries = 0
    const connections = await open('86400', () => void (++tries === 3 && stopping.abort()), stopping.signal)
    expect(tries).toBe(3)
    expect(connections).toBeGreaterThanOrEqual(3)
  })

  test('is given up after the start time-out, until which there are pauses', async () => {
    expect(await open('1')).toBeLessThan(12)
  })
})
