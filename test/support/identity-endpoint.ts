import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands for the endpoint that gives tokens to the apps of Azure. */
export interface IdentityEndpoint {
  /** What tells an app where it is. */
  readonly env: Record<string, string>
  /** What was asked for so far: the resource, and the client ID of the identity. */
  readonly asked: { readonly resource: string | null; readonly clientId: string | null }[]
  /** The token that is given from now on; undefined when none is. */
  token: string | undefined
  stop(): Promise<void>
}

/** Starts an endpoint whose tokens are so short-lived that none is used twice. */
export async function startIdentityEndpoint(): Promise<IdentityEndpoint> {
  const asked: { resource: string | null; clientId: string | null }[] = []
  const secret = 'endpoint-secret'
  const server = createServer((request, reply) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://endpoint')
    asked.push({ resource: searchParams.get('resource'), clientId: searchParams.get('client_id') })
    const isAllowed = request.headers['x-identity-header'] === secret && endpoint.token !== undefined
    const expires = Math.floor(Date.now() / 1000) + 60
    const body = isAllowed
      ? { access_token: endpoint.token, expires_on: expires, resource: 'r', token_type: 'Bearer' }
      : { statusCode: 400, message: 'no such identity' }
    reply.writeHead(isAllowed ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const endpoint: IdentityEndpoint = {
    env: { IDENTITY_ENDPOINT: `http://127.0.0.1:${port}/msi/token`, IDENTITY_HEADER: secret },
    asked,
    token: undefined,
    async stop() {
      server.closeAllConnections()
      server.close()
    },
  }
  return endpoint
}
