import { once } from 'node:events'
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { until } from './until.ts'

/** How often a load balancer asks each service whether it is ready, in milliseconds. */
const interval = 50

export interface LoadBalancer {
  readonly url: string
  /** Resolves when the service on that port is sent no more requests, and has answered those it was sent. */
  untilUnused(port: number): Promise<void>
}

/**
 * Sends requests in turn to those of the services on these ports that are ready, over connections that are kept open,
 * until the test ends. Like a simple load balancer it tries nothing twice: what it cannot do is answered 502.
 */
export async function startLoadBalancer(ports: readonly number[]): Promise<LoadBalancer> {
  const agent = new Agent({ keepAlive: true })
  const ready = new Set<number>()
  const unanswered = new Map(ports.map(port => [port, 0]))
  const count = (port: number, change: number) => unanswered.set(port, (unanswered.get(port) ?? 0) + change)
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
    count(port, 1)
    onward.once('close', () => count(port, -1))
    onward.on('error', error => response.headersSent || response.writeHead(502).end(String(error)))
    request.pipe(onward)
  }
  // a connection is not ended for want of use while its client, held up by a busy machine, is about to use it
  const server = createServer({ keepAliveTimeout: 0 }, forward).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const probe = async (port: number) => {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined)
    if (answer?.ok) ready.add(port)
    else ready.delete(port)
  }
  let isRunning = true
  await Promise.all(ports.map(probe))
  for (const port of ports) void watch(port)
  async function watch(port: number): Promise<void> {
    while (isRunning) {
      await delay(interval)
      await probe(port)
    }
  }
  onTestFinished(() => {
    isRunning = false
    server.closeAllConnections()
    server.close()
    agent.destroy()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    untilUnused: port =>
      until(() => (!ready.has(port) && unanswered.get(port) === 0) || `port ${port} is in use`),
  }
}
