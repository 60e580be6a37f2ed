import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VersionIdentity } from '../../domain/identity.ts'
import { pathOf } from '../edge/url.ts'

type Asked = Pick<FastifyRequest, 'originalUrl'>

/** A reference to an exact contract version for the answer to a request, see `referenceTo`. */
export function locationOf(request: Asked, identity: VersionIdentity): string {
  return referenceTo(request, pathTo(identity))
}

/** The URL of an exact contract version, see `absoluteUrl`. */
export function urlOf(request: FastifyRequest, identity: VersionIdentity): string | undefined {
  return absoluteUrl(request, pathTo(identity))
}

/**
 * The URL of a path of this service, for people who see it in what a client prints; undefined when the client did not name
 * the host. A prefix that a proxy puts before all paths is not in it.
 */
export function absoluteUrl({ protocol, host }: FastifyRequest, path: string): string | undefined {
  return host ? `${protocol}://${host}${path}` : undefined
}

function pathTo({ contractId, version }: VersionIdentity): string {
  return `/contracts/${encodeURIComponent(contractId)}/versions/${encodeURIComponent(version)}`
}

/** Says in the header which version comes before the one that the answer is about, or behind it (RFC 5829). */
export function linkVersion(
  request: Asked,
  reply: FastifyReply,
  relation: 'predecessor-version' | 'successor-version',
  identity: VersionIdentity,
): void {
  const others = reply.getHeader('link')
  const link = `<${locationOf(request, identity)}>; rel="${relation}"`
  reply.header('link', others === undefined ? link : `${others}, ${link}`)
}

/**
 * A path of this service as a relative reference (RFC 3986, section 4.2), which clients resolve against the URL of their
 * request. So it leads there behind a proxy that puts a prefix before all paths, which the service does not know.
 */
export function referenceTo({ originalUrl }: Asked, path: string): string {
  const from = pathOf(originalUrl, originalUrl.length)
  let common = 0
  for (let at = 0; at < path.length && from[at] === path[at]; at++) if (path[at] === '/') common = at + 1
  let reference = path.slice(common)
  // what stands behind the last slash is no folder
  for (let at = from.indexOf('/', common); at !== -1; at = from.indexOf('/', at + 1))
    reference = `../${reference}`
  return reference
}

/** What a field value may not hold as it is, and `%`, so that decoding is unambiguous. */
const unsafe = /[^\u0020-\u0024\u0026-\u007e]|^ | $/
const eachUnsafe = new RegExp(unsafe, 'gu')

/** Text as a header field value: as it is where that is possible, else percent-encoded UTF-8. */
export function headerText(text: string): string {
  return unsafe.test(text) ? text.toWellFormed().replace(eachUnsafe, encodeURIComponent) : text
}
