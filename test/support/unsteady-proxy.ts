import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What becomes of one request: it is passed on, answered by somebody else, or its connection breaks. */
export type Fate =
  | 'pass'
  | 'break'
  /** It is passed on, and its answer is lost. */
  | 'lose'
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }

/** A proxy before a service. It decides of each request what becomes of it. */
export async function startUnsteadyProxy(port: number, fateOf: (request: IncomingMessage) => Fate) {
  const seen: string[] = []
  // connections break where a test says so, and not for want of use
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url}`)
    const fate = fateOf(incoming)
    if (fate === 'break') incoming.socket.destroy()
    else if (typeof fate === 'object') outgoing.writeHead(fate.status, fate.headers).end(fate.body)
    else passOn(port, incoming, outgoing, fate === 'lose')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

function passOn(port: number, incoming: IncomingMessage, outgoing: ServerResponse, isLost: boolean): void {
  const { method, url, headers } = incoming
  const passed = request({ host: '127.0.0.1', port, method, path: url, headers }, answer => {
    if (isLost) answer.resume().on('end', () => incoming.socket.destroy())
    else answer.pipe(outgoing.writeHead(answer.statusCode ?? 500, answer.headers))
  })
  passed.on('error', () => incoming.socket.destroy())
  incoming.pipe(passed)
}
