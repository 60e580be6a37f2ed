import type { Server as HttpServer } from 'node:http'
import type { Socket } from 'node:net'
import { networkOf } from '../../client-address.ts'
import type { Exchange, Exchanges } from './exchanges.ts'
import { hasBody } from './request-body.ts'

/**
 * Keeps the number of connections within a limit. When there is no room for a new one, one is closed that only waits for
 * its client: for a request, or for the rest of one. Of these, the address that has the most loses its oldest.
 */
export function limitConnections(server: HttpServer, exchanges: Exchanges, most: number): void {
  // in the order in which they came
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    if (open.size >= most) {
      const waiting = mostExpendable(open, exchanges)
      if (!waiting) return void socket.destroy()
      open.delete(waiting)
      waiting.destroy()
    }
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
}

function mostExpendable(open: ReadonlySet<Socket>, exchanges: Exchanges): Socket | undefined {
  const busy = new Set([...exchanges.open].filter(isBeingAnswered).map(({ request }) => request.raw.socket))
  const waiting = Map.groupBy(
    [...open].filter(socket => !busy.has(socket)),
    ({ remoteAddress = '' }) => networkOf(remoteAddress),
  )
  const [largest] = [...waiting.values()].sort((a, b) => b.length - a.length)
  return largest?.[0]
}

function isBeingAnswered({ request }: Exchange): boolean {
  return request.raw.complete || !hasBody(request)
}
