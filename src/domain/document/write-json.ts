import type { DocumentNode, Member } from './node.ts'

/** The characters outside printable ASCII which `JSON.stringify` leaves as they are. */
const outsideAscii = /[\u007f-\uffff]/g
const hasOutsideAscii = /[\u007f-\uffff]/
/** What stands between quotes as it is. */
const isPlain = /^[ !#-[\]-~]*$/

/**
 * A JSON string in printable ASCII, each other character as lower-case `\uXXXX`: the form Python's `json.dumps`
 * writes, so that a Python reader and writer of the same table sees the text it would have written itself.
 */
export function quoteAscii(value: string): string {
  if (isPlain.test(value)) return `"${value}"`
  const quoted = JSON.stringify(value)
  if (!hasOutsideAscii.test(quoted)) return quoted
  return quoted.replace(outsideAscii, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The document as compact JSON: its own member order and number tokens, no white space, ASCII only. */
export function writeJson(node: DocumentNode): string {
  const writer = new JsonWriter()
  write(node, writer)
  return writer.text()
}

function write(node: DocumentNode, writer: JsonWriter): void {
  if (node.kind === 'object') writer.members(node.members, writeMember)
  else if (node.kind === 'array') writer.list(node.items, write)
  else if (node.kind === 'string') writer.string(node.value)
  else writer.ascii(node.kind === 'number' ? node.token : String(node.value))
}

function writeMember({ value }: Member, writer: JsonWriter): void {
  write(value, writer)
}

const comma = 0x2c
const colon = 0x3a
const bracket = 0x5b
const closingBracket = 0x5d
const brace = 0x7b
const closingBrace = 0x7d
const quote = 0x22
const backslash = 0x5c

/** How many bytes there are before the first letter is written; most documents have fewer. */
const firstSize = 16 * 1024

/** Writes JSON in ASCII letter by letter into bytes: quicker than to put texts together, and with a third of the memory. */
export class JsonWriter {
  #bytes = Buffer.allocUnsafe(firstSize)
  #length = 0

  /** What was written. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  /** What was written, as a text. */
  text(): string {
    return this.#bytes.toString('latin1', 0, this.#length)
  }

  /** Writes an object. */
  members(members: readonly Member[], writeValue: (member: Member, writer: JsonWriter) => void): void {
    this.#letter(brace)
    for (let at = 0; at < members.length; at++) {
      const member = members[at] as Member
      if (at > 0) this.#letter(comma)
      this.string(member.key)
      this.#letter(colon)
      writeValue(member, this)
    }
    this.#letter(closingBrace)
  }

  /** Writes a list. */
  list(items: readonly DocumentNode[], writeItem: (item: DocumentNode, writer: JsonWriter) => void): void {
    this.#letter(bracket)
    for (let at = 0; at < items.length; at++) {
      if (at > 0) this.#letter(comma)
      writeItem(items[at] as DocumentNode, this)
    }
    this.#letter(closingBracket)
  }

  /** Writes what is ASCII as it is. */
  ascii(text: string): void {
    this.#makeRoom(text.length)
    for (let at = 0; at < text.length; at++) this.#bytes[this.#length++] = text.charCodeAt(at)
  }

  /** Writes a text as `quoteAscii` does. */
  string(value: string): void {
    this.#makeRoom(value.length + 2)
    const bytes = this.#bytes
    let length = this.#length
    bytes[length++] = quote
    for (let at = 0; at < value.length; at++) {
      const unit = value.charCodeAt(at)
      if (unit < 0x20 || unit > 0x7e || unit === quote || unit === backslash) {
        this.ascii(quoteAscii(value))
        return
      }
      bytes[length++] = unit
    }
    bytes[length++] = quote
    this.#length = length
  }

  #letter(code: number): void {
    this.#makeRoom(1)
    this.#bytes[this.#length++] = code
  }

  #makeRoom(more: number): void {
    const needed = this.#length + more
    if (needed <= this.#bytes.length) return
    const bytes = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes.length))
    this.#bytes.copy(bytes, 0, 0, this.#length)
    this.#bytes = bytes
  }
}
