const blank = 0x20

/** How long a page is at most, in characters; one that has a single entry may be longer. */
const pageLength = 7500
/** Of a short text the characters are copied one by one: a call takes longer. */
const shortLength = 32

/** Writes entries into pages, in the order of their terms and with blanks between them. */
export class PageWriter {
  #bytes = Buffer.allocUnsafe(pageLength)
  #length = 0

  /** Begins an entry of so many characters, which are to be put next; returns the page before it if that is full. */
  begin(length: number): string | undefined {
    const isFull = this.#length > 0 && this.#length + 1 + length > pageLength
    const page = isFull ? this.end() : undefined
    if (this.#length > 0) this.#bytes[this.#length++] = blank
    if (length > this.#bytes.length) this.#bytes = Buffer.allocUnsafe(length)
    return page
  }

  /** Puts a part of ASCII text. */
  putBytes(bytes: Uint8Array, from: number, to: number): void {
    const target = this.#bytes
    const shift = this.#length - from
    for (let at = from; at < to; at++) target[at + shift] = bytes[at] as number
    this.#length = to + shift
  }

  /** Puts a part of an ASCII text. */
  putText(text: string, from: number, to: number): void {
    if (to - from > shortLength) {
      this.#length += this.#bytes.write(text.slice(from, to), this.#length, 'latin1')
      return
    }
    const target = this.#bytes
    const shift = this.#length - from
    for (let at = from; at < to; at++) target[at + shift] = text.charCodeAt(at)
    this.#length = to + shift
  }

  /** The last page; undefined when nothing was put since the one before it. */
  end(): string | undefined {
    if (this.#length === 0) return undefined
    const page = this.#bytes.toString('latin1', 0, this.#length)
    this.#length = 0
    return page
  }
}

/** The term of the first entry of a page. */
export function firstTermOf(page: string): string {
  return page.slice(0, page.indexOf(':'))
}
