const blank = 0x20
const colon = 0x3a

/**
 * Entries in the order of their keys, in one text with blanks between them: `a b:1-2 c`. What stands before the colon of an
 * entry, or all of it, is its key. A few of many entries are read and changed in the text, which is quicker than to take
 * all of it apart.
 */
export class SortedEntries {
  readonly #text: string
  /** What became of entries by their keys; undefined where they are gone. */
  readonly #changed = new Map<string, string | undefined>()

  constructor(text: string) {
    this.#text = text
  }

  get(key: string): string | undefined {
    if (this.#changed.has(key)) return this.#changed.get(key)
    const { start, end } = this.#find(key, 0)
    return end > start ? this.#text.slice(start, end) : undefined
  }

  set(key: string, entry: string | undefined): void {
    this.#changed.set(key, entry)
  }

  /** All entries, with what was changed. */
  text(): string {
    const parts: string[] = []
    let from = 0
    for (const key of [...this.#changed.keys()].sort()) {
      const { start, end } = this.#find(key, from)
      if (start > from) parts.push(this.#text.slice(from, start - 1))
      const entry = this.#changed.get(key)
      if (entry !== undefined) parts.push(entry)
      from = end > start ? end + 1 : start
    }
    if (from < this.#text.length) parts.push(this.#text.slice(from))
    return parts.join(' ')
  }

  /** Where the entry of a key stands, from the beginning of an entry on; where it would begin when there is none. */
  #find(key: string, from: number): { start: number; end: number } {
    const text = this.#text
    let low = from
    let high = text === '' ? 0 : text.length + 1
    while (low < high) {
      const middle = (low + high) >> 1
      const start = Math.max(low, text.lastIndexOf(' ', middle - 1) + 1)
      const next = text.indexOf(' ', start)
      const end = next === -1 ? text.length : next
      const order = this.#compare(start, key)
      if (order === 0) return { start, end }
      if (order < 0) low = end + 1
      else high = start
    }
    return { start: low, end: low }
  }

  /** Whether the entry that begins at a place comes before a key, or after it. */
  #compare(start: number, key: string): number {
    for (let at = 0; ; at++) {
      const code = this.#text.charCodeAt(start + at)
      const isEnd = Number.isNaN(code) || code === blank || code === colon
      if (at === key.length) return isEnd ? 0 : 1
      if (isEnd) return -1
      const difference = code - key.charCodeAt(at)
      if (difference !== 0) return difference
    }
  }
}
