import type { LightMyRequestResponse } from 'fastify'

/** Where a reference of an answer leads to, as clients find out: resolved against the URL of the request (RFC 3986). */
export function resolved(reference: unknown, url: string): string {
  const { pathname, search } = new URL(String(reference), new URL(url, 'http://registry'))
  return pathname + search
}

/** Where the link of an answer with that relation leads to; undefined when there is none. */
export function linkOf(answer: LightMyRequestResponse, url: string, relation = 'next'): string | undefined {
  const links = String(answer.headers.link ?? '').split(', ')
  const found = links
    .map(link => /^<([^<>]*)>; rel="([a-z-]+)"$/.exec(link))
    .find(link => link?.[2] === relation)
  return found ? resolved(found[1], url) : undefined
}
