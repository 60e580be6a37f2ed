import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Service } from './service.ts'

/** The most memory a running service has taken so far, in MiB. Linux tells it. */
export function peakMemory(service: Service): number {
  const status = readFileSync(`/proc/${service.process.pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

/**
 * Sends a body whatever is answered meanwhile. The status, or 0 when the connection was broken before there was one.
 *
 * @param headers without a `content-length` the body is sent in chunks.
 */
export function send(
  service: Service,
  body: Iterable<Buffer | string>,
  headers: Record<string, string | number>,
) {
  return new Promise<number>(resolve => {
    const options = {
      method: 'PUT',
      agent: false,
      headers: { 'content-type': 'application/json', ...headers },
    }
    const id = Math.random().toString(36).slice(2)
    const request = httpRequest(`${service.url}/contracts/hostile.${id}/versions/1.0.0`, options)
    request.on('response', answer => {
      resolve(answer.statusCode ?? 0)
      answer.resume()
    })
    request.on('error', () => resolve(0))
    request.on('close', () => resolve(0))
    request.setMaxListeners(0)
    void pour(body, request)
  })
}

async function pour(body: Iterable<Buffer | string>, request: ReturnType<typeof httpRequest>) {
  for (const piece of body) {
    if (request.destroyed) return
    if (!request.write(piece))
      await Promise.race([once(request, 'drain'), once(request, 'close')]).catch(() => 0)
  }
  request.end()
}

/**
 * A connection on which these bytes are sent, and then one more every now and then. Resolves with what was answered when it
 * is closed by the service.
 */
export async function trickle(service: Service, start: string, pause: number): Promise<string> {
  const socket: Socket = connect(service.port, '127.0.0.1')
  let received = ''
  socket.on('error', () => undefined)
  socket.on('data', text => (received += text))
  socket.write(start)
  const closed = new Promise(resolve => socket.once('close', resolve))
  const timer = setInterval(() => socket.writable && socket.write('a'), pause)
  await closed
  clearInterval(timer)
  return received
}

/** How long the thread of a service that answers requests has worked so far, in milliseconds of its processor. */
function worked({ process: { pid } }: Service): number {
  // behind the name in brackets, which may hold spaces; Linux counts hundredths of a second
  const [, fields = ''] = readFileSync(`/proc/${pid}/task/${pid}/stat`, 'utf8').split(/\) (?=\w )/)
  const [user, system] = fields.split(' ').slice(11, 13)
  return (Number(user) + Number(system)) * 10
}

/** Asks whether the service is alive, again and again, until it is stopped: the most it worked before it answered. */
export function watchHealth(service: Service) {
  let running = true
  let most = 0
  const statuses = new Set<number>()
  const watching = (async () => {
    while (running) {
      const before = worked(service)
      const answer = await fetch(`${service.url}/health`).catch(() => undefined)
      await answer?.arrayBuffer()
      statuses.add(answer?.status ?? 0)
      most = Math.max(most, worked(service) - before)
      await delay(20)
    }
  })()
  return {
    async stop() {
      running = false
      await watching
      return { most, statuses: [...statuses] }
    },
  }
}
