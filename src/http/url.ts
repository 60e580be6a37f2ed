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

/** What clients may send in a path, but which would end a link or is no part of a field value. */
const unsafeInLink = /[^\u0021-\u007e]|[<>"]/g

/** The target of a request with another cursor: where its next page is. */
export function nextUrl(url: string, cursor: string): string {
  const start = url.indexOf('?')
  const path = start === -1 ? url : url.slice(0, start)
  const parameters = new URLSearchParams(start === -1 ? '' : url.slice(start))
  parameters.set('cursor', cursor)
  return `${path.replace(unsafeInLink, encodeURIComponent)}?${parameters}`
}
