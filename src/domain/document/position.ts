import { type Finding, RegistryError } from '../errors.ts'
import { excerpt } from '../excerpt.ts'

/** One step from a node to its child: a member's key or an item's index. */
export type PathStep = string | number

/** Of a longer key a pointer has the beginning only. */
const maxStepLength = 200
/** Of a longer pointer there is the beginning only; line and column still tell the place. */
const maxPointerLength = 500

/** The JSON Pointer (RFC 6901) of a path of keys and indexes. */
export function pointerOf(path: readonly PathStep[]): string {
  let pointer = ''
  for (const step of path) {
    if (pointer.length > maxPointerLength) break
    pointer += `/${typeof step === 'number' ? step : escaped(step)}`
  }
  return excerpt(pointer, maxPointerLength)
}

function escaped(step: string): string {
  const shown = excerpt(step, maxStepLength)
  return /[~/]/.test(shown) ? shown.replaceAll('~', '~0').replaceAll('/', '~1') : shown
}

/** Where something stands in a text: line and column, both from 1; the column in UTF-16 code units. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** Tells the places of many offsets into one text, which it goes through once where they are asked in ascending order. */
export class Places {
  readonly #text: string
  #at = 0
  #line = 1
  #lineStart = 0

  constructor(text: string) {
    this.#text = text
  }

  /** The place of an offset. CR LF, LF and CR each end one line. */
  of(offset: number): Place {
    if (offset < this.#at) {
      this.#at = 0
      this.#line = 1
      this.#lineStart = 0
    }
    for (; this.#at < offset; this.#at++) {
      const unit = this.#text.charCodeAt(this.#at)
      const endsLine = unit === 0x0a || (unit === 0x0d && this.#text.charCodeAt(this.#at + 1) !== 0x0a)
      if (!endsLine) continue
      this.#line++
      this.#lineStart = this.#at + 1
    }
    return { line: this.#line, column: offset - this.#lineStart + 1 }
  }
}

/** Line and column of one offset into a text, see `Places`. */
export function positionOf(text: string, offset: number): Place {
  return new Places(text).of(offset)
}

/** A finding at a place in the source text. */
export function findingAt(text: string, offset: number, path: readonly PathStep[], detail: string): Finding {
  return { detail, pointer: pointerOf(path), ...positionOf(text, offset) }
}

/** The error for a text that is no JSON or YAML document, naming the place. */
export function malformed(
  format: 'JSON' | 'YAML',
  text: string,
  offset: number,
  path: readonly PathStep[],
  detail: string,
): RegistryError {
  const finding = findingAt(text, offset, path, detail)
  const where = `line ${finding.line}, column ${finding.column}`
  return new RegistryError(
    'malformed-document',
    `the ${format} document is malformed at ${where}: ${detail}`,
    [finding],
  )
}
