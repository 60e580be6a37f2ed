/** One entity tag of a list (RFC 9110, section 8.8.3), the weakness mark aside; an empty list element is allowed. */
const listElement = /[ \t]*(?:(?:W\/)?("[\u0021\u0023-\u007e\u0080-\u00ff]*"))?[ \t]*(?:,|$)/y

/**
 * Whether an `If-None-Match` field says that the client has the representation already (RFC 9110, section 13.1.2):
 * `*` or a list of tags, compared weakly. A field that does not follow the grammar matches nothing.
 *
 * @param etag the strong entity tag of the representation, quotes included.
 */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch === etag || ifNoneMatch.trim() === '*') return true
  let found = false
  listElement.lastIndex = 0
  while (listElement.lastIndex < ifNoneMatch.length) {
    const element = listElement.exec(ifNoneMatch)
    if (!element) return false
    found ||= element[1] === etag
  }
  return found
}
