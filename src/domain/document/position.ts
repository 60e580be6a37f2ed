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
  const pointer = path
    .map(step => `/${excerpt(String(step), maxStepLength).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('')
  return excerpt(pointer, maxPointerLength)
}

/** Line and column, both from 1, of an offset into a text; CR LF, LF and CR each end one line. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let lineStart = 0
  for (let at = 0; at < offset; at++) {
    const unit = text.charCodeAt(at)
    const endsLine = unit === 0x0a || (unit === 0x0d && text.charCodeAt(at + 1) !== 0x0a)
    if (!endsLine) continue
    line++
    lineStart = at + 1
  }
  return { line, column: offset - lineStart + 1 }
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
