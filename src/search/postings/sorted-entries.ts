const blank = 0x20
const colon = 0x3a

/**
 * Entries in the order of their keys, in one text with blanks between them: `a b:1-2 c`. What stands before the colon of an
 * entry, or all of it, is its key. A few of many entries are read in the text, which is quicker than to take all of it
 * apart.
 */
export type SortedEntries = string

/** Where the first entry begins that does not come before a key; the length of the text when there is none. */
export function placeOf(text: SortedEntries, key: string): number {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high) >> 1
    let start = middle
    // most entries are short: a call takes longer
    while (start > low && text.charCodeAt(start - 1) !== blank) start--
    if (compareEntry(text, start, key) >= 0) high = start
    else low = nextEntry(text, middle)
  }
  return low
}

/** Whether an entry begins at a place that has a key. */
export function isEntryOf(text: SortedEntries, start: number, key: string): boolean {
  return start < text.length && compareEntry(text, start, key) === 0
}

/** Whether the entry that begins at a place comes before a key, or after it: below 0, 0 or above. */
export function compareEntry(text: SortedEntries, start: number, key: string): number {
  for (let at = 0; ; at++) {
    const code = start + at < text.length ? text.charCodeAt(start + at) : blank
    const isEnd = code === blank || code === colon
    if (at === key.length) return isEnd ? 0 : 1
    if (isEnd) return -1
    const difference = code - key.charCodeAt(at)
    if (difference !== 0) return difference
  }
}

/** Where the entry ends that a place is in. */
export function endOfEntry(text: SortedEntries, at: number): number {
  const end = text.indexOf(' ', at)
  return end === -1 ? text.length : end
}

/** Where the next entry begins; the length of the text when there is none. */
export function nextEntry(text: SortedEntries, at: number): number {
  return Math.min(endOfEntry(text, at) + 1, text.length)
}
