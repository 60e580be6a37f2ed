import type { FastifyRequest } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'
import { queryOf } from './url.ts'

/**
 * Refuses a request that could be understood in more than one way, before anything else looks at it: what it leaves out
 * or says twice, Node passes over.
 *
 * @throws RegistryError `invalid-request`.
 */
export function requireWellFormed({ raw, headers, url }: FastifyRequest): void {
  const repeated = repeatedField(raw.rawHeaders)
  if (repeated !== undefined)
    throw invalid(`the request has more than one ${repeated} header; expected one at most`)
  // RFC 9112, section 3.2; Node's own refusal has no body, and nobody would learn of it
  if (headers.host === undefined && raw.httpVersion === '1.1') throw invalid('the request has no Host header')
  if (!host.test(headers.host ?? ''))
    throw invalid('the Host header is not a host, or a host with a port, such as registry.example:8001')
  if (!isDecodable(queryOf(url)))
    throw invalid('the query is not percent-encoded UTF-8, in which é is %C3%A9')
}

/** A host and its port (RFC 9110, section 7.2), or nothing. */
const host = /^(?:\[[\w:.]+\]|[\w.~!$&'()*+,;=%-]*)(?::\d*)?$/

/**
 * The fields of which Node keeps the first and drops the others, as far as anything here depends on them; and the one
 * whose values it joins to a token that nobody has.
 */
const singleFields = new Set(['host', 'authorization', 'content-type', 'x-api-key'])

function repeatedField(rawHeaders: readonly string[]): string | undefined {
  const seen: string[] = []
  // names and values take turns
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const field = rawHeaders[at] ?? ''
    const name = field.toLowerCase()
    if (!singleFields.has(name)) continue
    if (seen.includes(name)) return field
    seen.push(name)
  }
  return undefined
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function invalid(detail: string): RegistryError {
  return new RegistryError('invalid-request', detail)
}
