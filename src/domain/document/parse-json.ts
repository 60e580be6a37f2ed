import { quotedExcerpt } from '../excerpt.ts'
import { type ArrayNode, type DocumentNode, type Member, maxDepth, type ObjectNode } from './node.ts'
import { numberGrammar, numberProblem } from './number-token.ts'
import { malformed, type PathStep } from './position.ts'

/**
 * Reads a text by RFC 8259 and nothing else: no comments, no trailing commas, no NaN, no repeated member names.
 * A byte order mark before the text is passed over, as section 8.1 allows.
 *
 * @throws RegistryError `malformed-document` with the place of the first fault.
 */
export function parseJson(text: string): DocumentNode {
  return new JsonReader(text).document()
}

const escapes: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
/** How many values a text may hold: each takes a third of a kilobyte of memory and a third of a microsecond. */
const maxValues = 500_000
const anyValue = 'a value (an object, an array, a string, a number, true, false or null)'
const literals = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const
const whitespace = /[ \t\n\r]*/y
/** No white space is above it. */
const space = 0x20
const [quote, backslash] = [0x22, 0x5c]
/** Up to how many members are looked through for a key that stands there before; of more there is a set. */
const fewMembers = 16

class JsonReader {
  readonly #text: string
  readonly #path: PathStep[] = []
  #at: number
  #values = 0

  constructor(text: string) {
    this.#text = text
    this.#at = text.startsWith('\ufeff') ? 1 : 0
  }

  document(): DocumentNode {
    const root = this.#value()
    this.#skipWhitespace()
    if (this.#at < this.#text.length) throw this.#unexpected('the end of the document')
    return root
  }

  #value(): DocumentNode {
    this.#skipWhitespace()
    if (++this.#values > maxValues) throw this.#fault(this.#at, `more than ${maxValues} values`)
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object()
      case '[':
        return this.#array()
      case '"':
        return { kind: 'string', offset: this.#at, value: this.#string() }
      case 't':
      case 'f':
      case 'n':
        return this.#literal()
    }
    return this.#number()
  }

  #object(): ObjectNode {
    const offset = this.#at
    const members: Member[] = []
    let seen: Set<string> | undefined
    for (let more = this.#begins('}'); more; more = this.#goesOn('}')) {
      if (this.#text.charCodeAt(this.#at) !== quote) throw this.#unexpected('a member name in double quotes')
      const at = this.#at
      const key = this.#string()
      this.#path.push(key)
      if (members.length === fewMembers) seen = new Set(members.map(member => member.key))
      if (seen ? seen.has(key) : hasKey(members, key))
        throw this.#fault(at, `the key ${quotedExcerpt(key)} stands here a second time`)
      seen?.add(key)
      this.#skipWhitespace()
      this.#expect(':')
      members.push({ key, offset: at, value: this.#value() })
      this.#path.pop()
    }
    return { kind: 'object', offset, members }
  }

  #array(): ArrayNode {
    const offset = this.#at
    const items: DocumentNode[] = []
    for (let more = this.#begins(']'); more; more = this.#goesOn(']')) {
      this.#path.push(items.length)
      items.push(this.#value())
      this.#path.pop()
    }
    return { kind: 'array', offset, items }
  }

  /** Goes behind an opening bracket, and behind its closing one if nothing is between them. */
  #begins(close: '}' | ']'): boolean {
    if (this.#path.length >= maxDepth) throw this.#fault(this.#at, `more than ${maxDepth} levels of nesting`)
    this.#at++
    this.#skipWhitespace()
    if (this.#text[this.#at] !== close) return true
    this.#at++
    return false
  }

  /** Goes behind the comma before the next element, or behind the closing bracket. */
  #goesOn(close: '}' | ']'): boolean {
    this.#skipWhitespace()
    if (this.#text[this.#at] === close) {
      this.#at++
      return false
    }
    this.#expect(',', `"," or "${close}"`)
    this.#skipWhitespace()
    return true
  }

  #string(): string {
    const start = this.#at++
    let value = ''
    for (;;) {
      const from = this.#at
      this.#passPlain()
      const run = this.#text.slice(from, this.#at)
      const stop = this.#text.charCodeAt(this.#at)
      if (stop === quote) {
        this.#at++
        return value === '' ? run : value + run
      }
      value += run
      if (Number.isNaN(stop)) throw this.#fault(start, 'the string that begins here does not end')
      if (stop !== backslash)
        throw this.#fault(this.#at, 'a control character in a string; write it as an escape')
      value += this.#escape()
    }
  }

  /** Goes behind what stands for itself in a string: no quote, no backslash, no control character. */
  #passPlain(): void {
    const text = this.#text
    for (let at = this.#at; ; at++) {
      const unit = text.charCodeAt(at)
      // behind the end there is no number, which is not greater than anything
      if (unit > 0x1f && unit !== quote && unit !== backslash) continue
      this.#at = at
      return
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? ''
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(digits))
        throw this.#fault(this.#at, 'four hexadecimal digits must follow \\u')
      this.#at += 6
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const character = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined
    if (character === undefined) throw this.#fault(this.#at, 'an escape that JSON does not have')
    this.#at += 2
    return character
  }

  #number(): DocumentNode {
    const offset = this.#at
    numberGrammar.lastIndex = offset
    const token = numberGrammar.exec(this.#text)?.[0]
    if (token === undefined) throw this.#unexpected(this.#isNumeric() ? 'a number' : anyValue)
    const problem = numberProblem(token)
    if (problem) throw this.#fault(offset, problem)
    this.#at += token.length
    return { kind: 'number', offset, token }
  }

  #isNumeric(): boolean {
    return /^[-0-9]/.test(this.#text.slice(this.#at, this.#at + 1))
  }

  #literal(): DocumentNode {
    for (const [word, value] of literals) {
      if (!this.#text.startsWith(word, this.#at)) continue
      const offset = this.#at
      this.#at += word.length
      return { kind: 'literal', offset, value }
    }
    throw this.#unexpected(anyValue)
  }

  #skipWhitespace(): void {
    // most documents that are stored have none
    if (this.#text.charCodeAt(this.#at) <= space) this.#pass(whitespace)
  }

  /** Goes behind what a sticky pattern, which may match nothing, matches here. */
  #pass(pattern: RegExp): void {
    pattern.lastIndex = this.#at
    pattern.test(this.#text)
    this.#at = pattern.lastIndex
  }

  #expect(character: string, wanted = `"${character}"`): void {
    if (this.#text[this.#at] !== character) throw this.#unexpected(wanted)
    this.#at++
  }

  #unexpected(wanted: string): Error {
    const found =
      this.#at < this.#text.length
        ? JSON.stringify(this.#text.slice(this.#at, this.#at + 12))
        : 'the end of the text'
    return this.#fault(this.#at, `expected ${wanted}, found ${found}`)
  }

  #fault(offset: number, detail: string): Error {
    return malformed('JSON', this.#text, offset, this.#path, detail)
  }
}

function hasKey(members: readonly Member[], key: string): boolean {
  for (const member of members) if (member.key === key) return true
  return false
}
