import type { DocumentNode } from './node.ts'

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
  switch (node.kind) {
    case 'object':
      return `{${node.members.map(member => `${quoteAscii(member.key)}:${writeJson(member.value)}`).join(',')}}`
    case 'array':
      return `[${node.items.map(writeJson).join(',')}]`
    case 'string':
      return quoteAscii(node.value)
    case 'number':
      return node.token
    case 'literal':
      return String(node.value)
  }
}
