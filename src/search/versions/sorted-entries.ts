const blank = 0x20
const colon = 0x3a

/**
 * Entries in the order of their keys, in one text with blanks between them: `a b:1-2 c`. What stands before the colon of an
 * entry, or all of it, is its key. A few of many entries are read and changed in the text, which is quicker than to take
 * all of it apart.
 */
export type SortedEntries = string

/** The entry of a key; undefined when there is none. */
export function entryIn(text: SortedEntries, key: string): string | undefined {
  const [start, end] = find(text, key, 0, text.length + 1)
  return end > start ? text.slice(start, end) : undefined
}

/**
 * Changes some entries.
 *
 * @param keys those of the entries, in their order and each once.
 * @param change is given the entry there is of a key, if any, and returns what it becomes; undefined for none.
 */
export function withEntries(
  text: SortedEntries,
  keys: readonly string[],
  change: (key: string, entry: string | undefined) => string | undefined,
): SortedEntries {
  const parts: string[] = []
  let from = 0
  for (const key of keys) {
    const [start, end] = find(text, key, from, reach(text, key, from))
    if (start > from) parts.push(text.slice(from, start - 1))
    const entry = change(key, end > start ? text.slice(start, end) : undefined)
    if (entry !== undefined) parts.push(entry)
    from = end > start ? end + 1 : start
  }
  if (from < text.length) parts.push(text.slice(from))
  return parts.join(' ')
}

/** How far ahead an entry is looked for first; keys that are looked for together are not far from each other. */
const firstReach = 128

/** The beginning of an entry, not far from a place, that is behind the one of a key; or behind all. */
function reach(text: string, key: string, from: number): number {
  for (let ahead = firstReach; from + ahead < text.length; ahead *= 2) {
    const next = text.indexOf(' ', from + ahead) + 1
    if (next === 0) break
    if (compare(text, next, key) > 0) return next
  }
  return text.length + 1
}

/** Where the entry of a key stands, between the beginnings of two entries; where it would begin when there is none. */
function find(text: string, key: string, from: number, to: number): readonly [start: number, end: number] {
  let low = from
  let high = text === '' ? 0 : to
  while (low < high) {
    const middle = (low + high) >> 1
    let start = middle
    // entries are short: a call takes longer
    while (start > low && text.charCodeAt(start - 1) !== blank) start--
    const next = text.indexOf(' ', start)
    const end = next === -1 ? text.length : next
    const order = compare(text, start, key)
    if (order === 0) return [start, end]
    if (order < 0) low = end + 1
    else high = start
  }
  return [low, low]
}

/** Whether the entry that begins at a place comes before a key, or after it. */
function compare(text: string, start: number, key: string): number {
  for (let at = 0; ; at++) {
    const code = text.charCodeAt(start + at)
    const isEnd = Number.isNaN(code) || code === blank || code === colon
    if (at === key.length) return isEnd ? 0 : 1
    if (isEnd) return -1
    const difference = code - key.charCodeAt(at)
    if (difference !== 0) return difference
  }
}
