import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Server } from '../../src/http/server.ts'

/** How often a quiet connection is looked at: a process that others keep from running has only missed one of them. */
const looks = 30

/**
 * What a listening service answers to these bytes, until it closes the connection or has nothing more to say for a while.
 *
 * @param patience that while, in milliseconds.
 */
export async function exchange(app: Server, request: string, patience = 300): Promise<string> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(request, 'latin1')))
    let received = ''
    let quiet = 0
    const look = setInterval(() => {
      if (received !== '' && ++quiet > looks) socket.destroy()
    }, patience / looks)
    socket.on('data', chunk => {
      quiet = 0
      received += chunk
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearInterval(look)
      resolve(received)
    })
  })
}

/**
 * What comes next on a connection.
 *
 * @throws Error when the other side ends it and nothing came.
 */
export function nextPart(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('data', part => resolve(part.toString('latin1')))
    for (const event of ['end', 'close'])
      socket.once(event, () => reject(new Error('the connection was ended without an answer')))
  })
}

/** Sends the beginning of a request, and goes away. Resolves when the service has noticed that. */
export async function breakOff(app: Server, request: string): Promise<void> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const isTaken = once(app.server, 'connection')
  const socket = connect(port, '127.0.0.1', () => socket.end(Buffer.from(request, 'latin1')))
  const [[taken]] = await Promise.all([isTaken, once(socket.resume(), 'close')])
  if (!taken.destroyed) await once(taken, 'close')
}

/** The statuses of the answers on a connection, in their order. */
export function statusesIn(received: string): number[] {
  return [...received.matchAll(/HTTP\/1\.1 (\d{3}) [A-Z]/g)].map(match => Number(match[1]))
}
