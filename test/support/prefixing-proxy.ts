import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * A proxy that has a service under a prefix, as load balancers do, and passes requests on without it.
 *
 * @returns where it has the service: `http://127.0.0.1:1234/prefix`.
 */
export async function prefixingProxy(port: number, prefix: string): Promise<string> {
  const proxy = createServer((incoming, answer) => {
    const target = incoming.url ?? '/'
    if (!target.startsWith(prefix)) return void answer.writeHead(404).end('not behind the prefix')
    const path = target.slice(prefix.length)
    const { method, headers } = incoming
    const onwards = request({ port, host: '127.0.0.1', method, headers, path: path || '/' }, received => {
      answer.writeHead(received.statusCode ?? 502, received.headers)
      received.pipe(answer)
    })
    incoming.pipe(onwards)
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}${prefix}`
}
