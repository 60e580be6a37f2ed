import type { FastifyReply, FastifyRequest } from 'fastify'

/** What clients may send, but which would end a link or is no part of a field value. */
const unsafeInLink = /[^\u0021-\u007e]|[<>"]/gu
const cursorPair = /^(c|%63)(u|%75)(r|%72)(s|%73)(o|%6f)(r|%72)(=|$)/i

/** Where the next page of a request is: a reference (RFC 3986) to its own path with another cursor. */
function nextPage(url: string, cursor: string): string {
  const [target = ''] = url.split('#', 1)
  const start = target.indexOf('?')
  const query = start === -1 ? '' : target.slice(start + 1)
  // as they were sent: read and written again, what is no UTF-8 would not be the same
  const others = query.split('&').filter(pair => pair !== '' && !cursorPair.test(pair))
  const next = `?${[...others, `cursor=${cursor}`].join('&')}`
  return next.toWellFormed().replace(unsafeInLink, encodeURIComponent)
}

/** Names the next page of a list in the header `Link` (RFC 8288). */
export function linkNextPage(request: FastifyRequest, reply: FastifyReply, cursor: string): void {
  reply.header('link', `<${nextPage(request.url, cursor)}>; rel="next"`)
}
