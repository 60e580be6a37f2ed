import { createHash } from 'node:crypto'

/**
 * Names in the repository. A contract id or version is one part of a path and of a tag, and the same in both:
 * what git refuses in either is written as `%` and the two hexadecimal digits of each of its bytes.
 */

/** Longer ones do not fit into a file system beside `.lock`, which has 255 bytes for a name. */
const longest = 200

/**
 * What git refuses in refs; what Windows refuses in files; `%` itself; white space, control characters and those that are
 * not seen, because HFS+ passes over some of them, so that `.git` could hide behind one.
 */
const refused = /[\s%/\\~^:?*[<>|"\x7f\p{C}]/gu
const refusedTogether = /^\.|\.(?=\.|$)|(?<=\.)\.|(?<=@)\{|\.(?=lock$)/gi
const hashed = /^(?:.*)%-([0-9a-f]{32})$/s

/** A contract id or version as a part of a path or tag. */
export function fileName(text: string): string {
  const name = text.replace(refused, escaped).replace(refusedTogether, escaped)
  if (name !== '' && Buffer.byteLength(name) <= longest) return name
  return `${beginning(name)}%-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
}

/** The text that `fileName` made a name of; undefined when the name is not one of its names, or is too short to tell. */
export function textOf(name: string): string | undefined {
  if (isHashed(name)) return undefined
  const digits = name.replace(/%[0-9A-F]{2}|[^%]/gsu, part => (part[0] === '%' ? part : escaped(part)))
  const text = Buffer.from(digits.replaceAll('%', ''), 'hex').toString()
  return fileName(text) === name ? text : undefined
}

/** Whether a name stands for a longer text, or the empty one, which cannot be told from it. */
export function isHashed(name: string): boolean {
  return hashed.test(name)
}

function escaped(character: string): string {
  return [...Buffer.from(character)].map(hex).join('')
}

function hex(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
}

/** The first characters of a name, none of them cut. */
function beginning(name: string): string {
  let start = ''
  for (const part of name.match(/%[0-9A-F]{2}|./gsu) ?? []) {
    if (Buffer.byteLength(start + part) > 100) break
    start += part
  }
  return start
}
