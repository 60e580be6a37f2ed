const strayPercent = /%(?![0-9a-fA-F]{2})/g
/** Where clients write an id as it is. */
interface PlainId {
  /** What stands before it in a path. */
  readonly start: string
  /** What comes after it. */
  readonly end: RegExp
  /** What may stand between the id and a version, which is written as it is as well. */
  readonly between?: string
}

const plainIds: readonly PlainId[] = [
  { start: '/contracts/datasets/', end: /\/linked\/?$/ },
  { start: '/api/datacontracts/', end: /(?:\/datacontract\.yaml)?\/?$/ },
  { start: '/datasets/', end: /\/metrics\/?$/ },
  { start: '/datasets/', end: /\/(?:status|link|activity)\/?$/, between: '/versions/' },
]
/** The start of a target that names the host as well (RFC 9112, section 3.2.2). */
const absoluteForm = /^https?:\/\/[^/?#]*/i

/**
 * Mends the request targets of clients that do not write them as servers read them.
 *
 * - dc43's put ids into paths as they are: `50%` arrives as `/contracts/50%/latest`, and the dataset `path:/x/y` as
 *   `/contracts/datasets/path:/x/y/linked`. The Data Contract CLI does so, too.
 * - Clients of proxies name the host, which says nothing here: this service has one only.
 */
export function mendTarget(url: string): string {
  const target = url.startsWith('/') ? url : url.replace(absoluteForm, '').replace(/^(?![/*])/, '/')
  const mended = target.includes('%') ? target.replace(strayPercent, '%25') : target
  for (const place of plainIds) {
    const found = mended.startsWith(place.start) && withEncodedSlashes(mended, place)
    if (found) return found
  }
  return mended
}

/** Undefined for a path with another end. */
function withEncodedSlashes(target: string, { start, end, between = '' }: PlainId): string | undefined {
  const rest = pathOf(target, target.length).slice(start.length)
  const tail = end.exec(rest)
  if (!tail) return undefined
  const id = rest.slice(0, tail.index)
  // an id may have what stands between as well
  const at = between === '' ? -1 : id.lastIndexOf(between)
  const hasVersion = at > 0 && at + between.length < id.length
  const names = hasVersion ? [id.slice(0, at), id.slice(at + between.length)] : [id]
  const encoded = names.map(name => name.replaceAll('/', '%2F')).join(between)
  return start + encoded + target.slice(start.length + tail.index)
}

/** As much of a path as a line of the log holds: requests for long paths must not fill it. */
export const maxPathLength = 500

/** The path of a request target: without the query, where secrets may be, and no more than that many characters of it. */
export function pathOf(url: string, maxLength: number): string {
  const end = url.indexOf('?')
  return url.slice(0, Math.min(end < 0 ? url.length : end, maxLength))
}

/** The query of a request target, without its `?`; empty when it has none. */
export function queryOf(url: string): string {
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start + 1)
}
