import { type AddressInfo, connect } from 'node:net'
import type { Server } from '../../src/http/server.ts'

/** What a listening service answers to these bytes, until it closes the connection or has nothing to say for a while. */
export async function exchange(app: Server, request: string, patience = 300): Promise<string> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(request, 'latin1')))
    let received = ''
    socket.setTimeout(patience, () => socket.destroy())
    socket.on('data', chunk => {
      received += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(received))
  })
}

/** The statuses of the answers on a connection, in their order. */
export function statusesIn(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) [A-Z]/g)].map(match => Number(match[1]))
}
