import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** The path below which `startPortContracts` has its contracts. */
export const template = '/rest/2.0/dataproducts/{data_product}/ports/{port}/contracts'

/**
 * A server with the API that dc43 had for Collibra before Collibra's own: by path, what was put there as text. Ends after
 * the test.
 */
export async function startPortContracts(): Promise<{ url: string; kept: Map<string, string> }> {
  const kept = new Map<string, string>()
  const server = createServer(async (request, response) => {
    const { method, url = '' } = request
    let body = ''
    for await (const part of request) body += part
    if (method === 'PUT') kept.set(url, body)
    const versions = [...kept].filter(([path]) => path.startsWith(`${url}/`))
    const list = versions.map(([path, text]) => {
      const version = decodeURIComponent(path.slice(url.length + 1))
      return { version, status: JSON.parse(text).status, updatedAt: '2024-05-06T07:08:09Z' }
    })
    const answer = kept.get(url) ?? (list.length > 0 ? JSON.stringify({ data: list }) : undefined)
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(answer ?? '{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, kept }
}
