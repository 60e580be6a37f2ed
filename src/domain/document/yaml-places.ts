import type { DocumentNode, ObjectNode } from './node.ts'

/** Lists and objects in brackets and braces: where they begin, and where the lines end that they may take. */
interface FlowText {
  readonly start: number
  readonly end: number
}

/** Where the values of a document stand in a YAML text. */
export interface YamlPlaces {
  /** By value; what is empty has no place, and what is in a flow collection has none here. */
  readonly offsets: ReadonlyMap<DocumentNode, number>
  readonly flows: ReadonlyMap<DocumentNode, FlowText>
}

/**
 * Finds where the values of a document stand in the YAML that it was read from. It reads no YAML, which takes twenty times
 * as long: it follows the lines by their indentation, and the document by its keys.
 *
 * @param document what JSON says of it, in which `id` and `version` may be filled in.
 * @returns undefined for YAML that is written in another way than nearly all is: with anchors, tags or odd keys.
 */
export function placesInYaml(text: string, document: ObjectNode): YamlPlaces | undefined {
  const follower = new Follower(text)
  return follower.follows(document) ? follower : undefined
}

const plainKey = /([A-Za-z_$][\w$.-]*|"[^"\\\n]*"|'[^'\n]*'):(?=[ \r\n]|$)/y
/** Anchors, aliases, tags, and what no plain text may begin with. */
const oddStart = /[&*!%@`?]/
const beginOfDocument = /---[ ]*\r?\n/y
const filledIn: readonly (string | undefined)[] = ['id', 'version']

class Follower implements YamlPlaces {
  readonly offsets = new Map<DocumentNode, number>()
  readonly flows = new Map<DocumentNode, FlowText>()
  readonly #text: string
  #lineStart = 0
  /** What is looked at, and its column from 0; -1 at the end. */
  #at = 0
  #column = 0
  #isLost = false

  constructor(text: string) {
    this.#text = text
  }

  follows(document: ObjectNode): boolean {
    this.#beginLine(this.#text.startsWith('\ufeff') ? 1 : 0)
    beginOfDocument.lastIndex = this.#at
    if (beginOfDocument.test(this.#text)) this.#beginLine(beginOfDocument.lastIndex)
    this.#mapping(document, true)
    return !this.#isLost && this.#column === -1
  }

  #mapping(node: DocumentNode | undefined, isRoot = false): void {
    if (node?.kind !== 'object') {
      this.#lose()
      return
    }
    this.offsets.set(node, this.#at)
    const column = this.#column
    const { members } = node
    let next = 0
    while (this.#column === column && !this.#isLost) {
      const key = this.#key()
      while (isRoot && members[next]?.key !== key && filledIn.includes(members[next]?.key)) next++
      const member = members[next++]
      if (key !== undefined && member?.key === key) this.#value(member.value, column, true)
      else this.#lose()
    }
    while (isRoot && filledIn.includes(members[next]?.key)) next++
    if (this.#column > column || next !== members.length) this.#lose()
  }

  #sequence(node: DocumentNode | undefined): void {
    if (node?.kind !== 'array') {
      this.#lose()
      return
    }
    this.offsets.set(node, this.#at)
    const column = this.#column
    let next = 0
    while (this.#column === column && this.#isDash() && !this.#isLost) {
      this.#at++
      this.#value(node.items[next++], column, false)
    }
    if (this.#column > column || next !== node.items.length) this.#lose()
  }

  /** What stands behind a key or a dash, or in the lines below that are indented more. */
  #value(node: DocumentNode | undefined, column: number, isMember: boolean): void {
    while (this.#text[this.#at] === ' ') this.#at++
    const first = this.#text[this.#at]
    if (first === undefined || first === '\n' || first === '\r' || first === '#') {
      this.#nextLine()
      if (this.#column > column) this.#block(node, column)
      else if (isMember && this.#column === column && this.#isDash()) this.#sequence(node)
      else if (node?.kind !== 'literal') this.#lose()
      return
    }
    this.#column = this.#at - this.#lineStart
    // behind a key there is no other on the same line
    if (isMember) this.#flow(node, column)
    else this.#block(node, column)
  }

  #block(node: DocumentNode | undefined, column: number): void {
    plainKey.lastIndex = this.#at
    if (this.#isDash()) this.#sequence(node)
    else if (plainKey.test(this.#text)) this.#mapping(node)
    else this.#flow(node, column)
  }

  /** A scalar or a flow collection: it takes all lines that are indented more. */
  #flow(node: DocumentNode | undefined, column: number): void {
    const start = this.#at
    const first = this.#text[start] ?? ''
    const isCollection = first === '[' || first === '{'
    const isOdd = oddStart.test(first) || isCollection !== (node?.kind === 'array' || node?.kind === 'object')
    if (!node || isOdd) {
      this.#lose()
      return
    }
    this.offsets.set(node, start)
    do this.#nextLine()
    while (this.#column > column)
    if (isCollection) this.flows.set(node, { start, end: this.#lineStart })
  }

  #key(): string | undefined {
    plainKey.lastIndex = this.#at
    const key = plainKey.exec(this.#text)?.[1]
    this.#at = plainKey.lastIndex
    return key?.startsWith('"') || key?.startsWith("'") ? key.slice(1, -1) : key
  }

  #isDash(): boolean {
    const next = this.#text[this.#at + 1]
    return (
      this.#text[this.#at] === '-' && (next === undefined || next === ' ' || next === '\n' || next === '\r')
    )
  }

  #nextLine(): void {
    const end = this.#text.indexOf('\n', this.#at)
    this.#beginLine(end === -1 ? this.#text.length : end + 1)
  }

  /** Goes to the first line from there on that says something. */
  #beginLine(from: number): void {
    for (let start = from; ; ) {
      let at = start
      while (this.#text.charCodeAt(at) === 0x20) at++
      const first = this.#text[at]
      if (first === undefined) {
        this.#lineStart = this.#at = this.#text.length
        this.#column = -1
        return
      }
      const isEmpty = first === '\n' || first === '\r' || first === '#'
      if (!isEmpty) {
        this.#lineStart = start
        this.#at = at
        this.#column = at - start
        return
      }
      const end = this.#text.indexOf('\n', at)
      start = end === -1 ? this.#text.length : end + 1
    }
  }

  /** The lines are not those of the document. */
  #lose(): void {
    this.#isLost = true
    this.#column = -1
  }
}
