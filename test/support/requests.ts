import type { LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { Server } from '../../src/http/server.ts'

type Headers = Record<string, string>

/** The path of a contract version, as careful clients write it. */
export function versionPath(id: string, version: string): string {
  return `/contracts/${encodeURIComponent(id)}/versions/${encodeURIComponent(version)}`
}

/** Puts a body on a path: JSON when it is an object, and as it is otherwise. */
export async function put(
  app: Server,
  url: string,
  body: unknown,
  headers: Headers = {},
): Promise<LightMyRequestResponse> {
  const raw = typeof body === 'string' || Buffer.isBuffer(body)
  const payload = raw ? body : JSON.stringify(body)
  return app.inject({
    method: 'PUT',
    url,
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** Publishes a contract version and expects it to work. */
export async function publish(app: Server, id: string, version: string, members: object = {}): Promise<void> {
  const answer = await put(app, versionPath(id, version), { version, id, ...members })
  expect(answer.statusCode, answer.body).toBe(204)
}

/** Publishes a YAML text and expects it to work. */
export async function publishYaml(
  app: Server,
  id: string,
  version: string,
  text: string | Buffer,
): Promise<void> {
  const answer = await put(app, versionPath(id, version), text, { 'content-type': 'application/yaml' })
  expect(answer.statusCode, answer.body).toBe(204)
}

/** Reads a path, asking for these media types. */
export async function get(app: Server, url: string, headers: Headers = {}): Promise<LightMyRequestResponse> {
  return app.inject({ url, headers })
}

/** Moves a version to another status. */
export function putStatus(
  app: Server,
  id: string,
  version: string,
  body: object | string,
  headers: Headers = {},
): Promise<LightMyRequestResponse> {
  return put(app, `${versionPath(id, version)}/status`, body, headers)
}

/** Deletes a version. */
export async function remove(
  app: Server,
  url: string,
  headers: Headers = {},
): Promise<LightMyRequestResponse> {
  return app.inject({ method: 'DELETE', url, headers })
}

/** Posts a JSON body. */
export async function post(
  app: Server,
  url: string,
  body: unknown,
  headers: Headers = {},
): Promise<LightMyRequestResponse> {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  return app.inject({
    method: 'POST',
    url,
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** How many requests are being answered, the one that asks for it among them. */
export async function requestsInFlight(app: Server): Promise<number> {
  const { body } = await get(app, '/metrics')
  return Number(/^dc43_registry_http_requests_in_flight (\d+)$/m.exec(body)?.[1])
}
