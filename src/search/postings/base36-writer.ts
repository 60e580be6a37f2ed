const digits = Buffer.from('0123456789abcdefghijklmnopqrstuvwxyz')
/** No number that is written is longer with what stands before it. */
const longest = 8

/** Writes numbers in base 36: millions of them are written in a fifth of the time that their strings take. */
export class Base36Writer {
  #bytes = Buffer.allocUnsafe(32 * longest)
  #length = 0

  /** What was written; it is gone when more is. */
  get bytes(): Uint8Array {
    return this.#bytes
  }

  /** How many bytes were written. */
  get length(): number {
    return this.#length
  }

  /** Begins again. */
  clear(): void {
    this.#length = 0
  }

  /**
   * @param before the code of the character before the number.
   * @param number an integer from 0 to below 2^31.
   */
  write(before: number, number: number): void {
    if (this.#length + longest > this.#bytes.length) this.#grow()
    const bytes = this.#bytes
    const start = this.#length
    bytes[start] = before
    let end = start + 2
    for (let rest = number; rest >= 36; rest = (rest / 36) | 0) end++
    this.#length = end
    let rest = number
    for (let at = end - 1; at > start; at--) {
      const left = (rest / 36) | 0
      bytes[at] = digits[rest - left * 36] as number
      rest = left
    }
  }

  /** All that was written but the first character. */
  get text(): string {
    return this.#bytes.toString('latin1', 1, this.#length)
  }

  #grow(): void {
    const bytes = Buffer.allocUnsafe(2 * this.#bytes.length)
    this.#bytes.copy(bytes)
    this.#bytes = bytes
  }
}
