const strayPercent = /%(?![0-9a-fA-F]{2})/g
const linkedDataset = /^(\/contracts\/datasets\/)([^?]*\/[^?]*)(\/linked\/?(?:\?.*)?)$/s

/**
 * Mends the request targets of dc43's clients, which put ids into paths as they are: `50%` arrives as
 * `/contracts/50%/latest`, and the dataset `path:/x/y` as `/contracts/datasets/path:/x/y/linked`.
 */
export function mendTarget(url: string): string {
  const mended = url.includes('%') ? url.replace(strayPercent, '%25') : url
  if (!mended.startsWith('/contracts/datasets/')) return mended
  return mended.replace(linkedDataset, (_, start: string, id: string, end: string) => {
    return start + id.replaceAll('/', '%2F') + end
  })
}

/** The path of a request target: without the query, where secrets may be, and no more than that many characters of it. */
export function pathOf(url: string, maxLength: number): string {
  const end = url.indexOf('?')
  return url.slice(0, Math.min(end < 0 ? url.length : end, maxLength))
}

/** What clients may send, but which would end a link or is no part of a field value. */
const unsafeInLink = /[^\u0021-\u007e]|[<>"]/gu
const cursorPair = /^(c|%63)(u|%75)(r|%72)(s|%73)(o|%6f)(r|%72)(=|$)/i

/** The target of a request with another cursor: where its next page is. */
export function nextUrl(url: string, cursor: string): string {
  const [target = ''] = url.split('#', 1)
  const start = target.indexOf('?')
  const path = start === -1 ? target : target.slice(0, start)
  const query = start === -1 ? '' : target.slice(start + 1)
  // as they were sent: read and written again, what is no UTF-8 would not be the same
  const others = query.split('&').filter(pair => pair !== '' && !cursorPair.test(pair))
  const next = `${path}?${[...others, `cursor=${cursor}`].join('&')}`
  return next.toWellFormed().replace(unsafeInLink, encodeURIComponent)
}
