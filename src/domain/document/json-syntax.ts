/** What is expected next. */
type Expected = 'value' | 'first-item' | 'first-key' | 'key' | 'end-of-value'

const code = (character: string) => character.charCodeAt(0)
const [quote, backslash, comma, colon] = [code('"'), code('\\'), code(','), code(':')]
const [beginArray, endArray, beginObject, endObject] = [code('['), code(']'), code('{'), code('}')]
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y
const literal = /true|false|null/y
const escapeSequence = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/**
 * Whether a text is JSON (RFC 8259). Nothing is made of it, so that it takes next to no memory, however long the text is
 * and whatever it holds; `JSON.parse` takes many times its length.
 */
export function isJson(text: string): boolean {
  return new Scanner(text).isJson()
}

class Scanner {
  readonly #text: string
  #at = 0
  /** The collections that are open, by how they end. */
  #open = new Uint8Array(64)
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  isJson(): boolean {
    for (let expected: Expected | undefined = 'value'; ; ) {
      this.#skipBlanks()
      if (expected === 'end-of-value' && this.#depth === 0) return this.#at === this.#text.length
      expected = this.#take(expected)
      if (expected === undefined) return false
    }
  }

  /** What may follow; undefined where the text is no JSON. */
  #take(expected: Expected): Expected | undefined {
    const next = this.#text.charCodeAt(this.#at)
    if (expected === 'end-of-value') return this.#takeEnd(next)
    if (expected === 'first-item' && next === endArray) return this.#close()
    if (expected === 'first-key' && next === endObject) return this.#close()
    if (expected === 'key' || expected === 'first-key') return this.#takeKey()
    if (next === beginArray) return this.#begin(endArray, 'first-item')
    if (next === beginObject) return this.#begin(endObject, 'first-key')
    const isTaken = next === quote ? this.#takeString() : this.#takes(number) || this.#takes(literal)
    return isTaken ? 'end-of-value' : undefined
  }

  #takeEnd(next: number): Expected | undefined {
    const end = this.#open[this.#depth - 1]
    if (next === end) return this.#close()
    if (next !== comma) return undefined
    this.#at++
    return end === endArray ? 'value' : 'key'
  }

  #takeKey(): Expected | undefined {
    if (this.#text.charCodeAt(this.#at) !== quote || !this.#takeString()) return undefined
    this.#skipBlanks()
    if (this.#text.charCodeAt(this.#at++) !== colon) return undefined
    return 'value'
  }

  #begin(end: number, expected: Expected): Expected {
    this.#at++
    if (this.#depth === this.#open.length) {
      const larger = new Uint8Array(2 * this.#open.length)
      larger.set(this.#open)
      this.#open = larger
    }
    this.#open[this.#depth++] = end
    return expected
  }

  #close(): Expected {
    this.#at++
    this.#depth--
    return 'end-of-value'
  }

  #takeString(): boolean {
    for (this.#at++; this.#at < this.#text.length; ) {
      const next = this.#text.charCodeAt(this.#at)
      if (next < 0x20) return false
      if (next === backslash) {
        if (!this.#takes(escapeSequence)) return false
        continue
      }
      this.#at++
      if (next === quote) return true
    }
    return false
  }

  #takes(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    if (!pattern.test(this.#text)) return false
    this.#at = pattern.lastIndex
    return true
  }

  #skipBlanks(): void {
    for (; ; this.#at++) {
      const next = this.#text.charCodeAt(this.#at)
      if (next !== 0x20 && next !== 0x0a && next !== 0x0d && next !== 0x09) return
    }
  }
}
