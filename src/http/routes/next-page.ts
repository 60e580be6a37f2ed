import type { FastifyReply, FastifyRequest } from 'fastify'

/** What clients may send, but which would end a link or is no part of a field value. */
const unsafeInLink = /[^\u0021-\u007e]|[<>"]/gu

/** Where another page of a request is: a reference (RFC 3986) to its own path with another value of a parameter. */
function pageWith(url: string, parameter: string, value: string): string {
  const [target = ''] = url.split('#', 1)
  const start = target.indexOf('?')
  const query = start === -1 ? '' : target.slice(start + 1)
  // as they were sent: read and written again, what is no UTF-8 would not be the same
  const others = query.split('&').filter(pair => pair !== '' && nameIn(pair) !== parameter)
  const next = `?${[...others, `${parameter}=${value}`].join('&')}`
  return next.toWellFormed().replace(unsafeInLink, encodeURIComponent)
}

function nameIn(pair: string): string {
  const [name = ''] = pair.split('=', 1)
  return name.replaceAll(/%[0-9a-f]{2}/gi, code => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
}

/** Names the next page of a list in the header `Link` (RFC 8288). */
export function linkNextPage(request: FastifyRequest, reply: FastifyReply, cursor: string): void {
  reply.header('link', linkTo(request, 'next', 'cursor', cursor))
}

/** The pages before and after one that has a number, from 0, in the header `Link`. */
export function linkPages(
  request: FastifyRequest,
  reply: FastifyReply,
  parameter: string,
  { page, isLast }: { readonly page: number; readonly isLast: boolean },
): void {
  const links = [
    ...(isLast ? [] : [linkTo(request, 'next', parameter, String(page + 1))]),
    ...(page === 0 ? [] : [linkTo(request, 'prev', parameter, String(page - 1))]),
  ]
  if (links.length > 0) reply.header('link', links.join(', '))
}

function linkTo({ url }: FastifyRequest, relation: string, parameter: string, value: string): string {
  return `<${pageWith(url, parameter, value)}>; rel="${relation}"`
}
