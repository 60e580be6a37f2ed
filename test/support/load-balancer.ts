import { once } from 'node:events'
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** How often a load balancer asks each service whether it is ready, in milliseconds. */
const interval = 50

/**
 * Sends requests in turn to those of the services on these ports that are ready, over connections that are kept open,
 * until the test ends. Like a simple load balancer it tries nothing twice: what it cannot do is answered 502. The URL.
 */
export async function startLoadBalancer(ports: readonly number[]): Promise<string> {
  const agent = new Agent({ keepAlive: true })
  const ready = new Set<number>()
  let turn = 0
  const forward = (request: IncomingMessage, response: ServerResponse) => {
    const choice = [...ready]
    const port = choice[turn++ % choice.length]
    if (port === undefined) return void response.writeHead(502).end('no service is ready')
    const { method, url, headers } = request
    const onward = httpRequest({ agent, host: '127.0.0.1', port, method, path: url, headers }, answer => {
      const { connection: _, ...forwarded } = answer.headers
      response.writeHead(answer.statusCode ?? 502, forwarded)
      answer.pipe(response)
    })
    onward.on('error', error => response.headersSent || response.writeHead(502).end(String(error)))
    request.pipe(onward)
  }
  const server = createServer(forward).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const probe = async (port: number) => {
    const signal = AbortSignal.timeout(1000)
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal }).catch(() => undefined)
    if (answer?.ok) ready.add(port)
    else ready.delete(port)
  }
  const timer = setInterval(() => ports.forEach(port => void probe(port)), interval)
  await Promise.all(ports.map(probe))
  onTestFinished(() => {
    clearInterval(timer)
    server.closeAllConnections()
    server.close()
    agent.destroy()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
