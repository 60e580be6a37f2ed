import { createHash } from 'node:crypto'
import { decodeUtf8 } from '../../domain/utf8.ts'

/** What names a disk keeps as they are. */
export interface NameRules {
  /** The longest name, in bytes of UTF-8. */
  readonly longest: number
  /** Characters that cannot be in a name, besides `/` and U+0000. */
  readonly refused: ReadonlySet<string>
  /** Whether a name may not end with a dot. */
  readonly refusesLastDot: boolean
  /** Whether names that differ in case, or in the form of accents, may be one name. */
  readonly foldsNames: boolean
}

/** The folder of the registry itself, beside those of the contracts. */
export const privateName = '.registry'

/** What marks a name that is a digest; the real one is in the log. */
const hashMark = '%~'
/** A percent sign that would be taken for one of ours, on some disk. */
const ambiguousPercent = /%(?=[0-9A-Fa-f]{2})|^%(?=~)/g
const escapes = /(?:%[0-9A-F]{2})+/g
/** What a disk that folds names may take for something else. Without these, only the digits of escapes are capitals. */
const folded = /[A-Z]|[^\0-\x7f]/gu

/**
 * The file name for a contract id or a version: the name itself, as dc43 has it, wherever the disk can keep it. Else what
 * it cannot keep is escaped by `%` and hexadecimal digits; what is too long then, or empty, becomes a digest. Two names never have the
 * same file name, and no file name leads out of its folder.
 *
 * @param suffix what the file name ends with, such as `.json`.
 */
export function fileNameOf(name: string, suffix: string, rules: NameRules): string {
  const fileName = escaped(name, suffix, rules) + suffix
  if (name !== '' && name.isWellFormed() && Buffer.byteLength(fileName) <= rules.longest) return fileName
  return `${hashMark}${createHash('sha256').update(name, 'utf16le').digest('hex').slice(0, 32)}${suffix}`
}

/** The name that a file name stands for; undefined when it has another suffix, or only the log knows the name. */
export function nameOfFile(fileName: string, suffix: string): string | undefined {
  const name = fileName.slice(0, fileName.length - suffix.length)
  if (!fileName.endsWith(suffix) || name === '' || name.startsWith(hashMark)) return undefined
  return name.replaceAll(escapes, some => {
    const bytes = Buffer.from(some.replaceAll('%', ''), 'hex')
    return decodeUtf8(bytes) ?? some
  })
}

function escaped(name: string, suffix: string, rules: NameRules): string {
  let text = name.replaceAll(ambiguousPercent, percentEscaped).replaceAll(/[/\0]/g, percentEscaped)
  if (rules.refused.size > 0)
    text = text.replaceAll(/[^%]/gu, one => (rules.refused.has(one) ? percentEscaped(one) : one))
  if (rules.foldsNames) text = withoutEscapes(text, part => part.replaceAll(folded, percentEscaped))
  if (name === '.' || name === '..' || name.toLowerCase() === privateName)
    text = text.replace('.', percentEscaped)
  if (rules.refusesLastDot && suffix === '' && text.endsWith('.'))
    text = `${text.slice(0, -1)}${percentEscaped('.')}`
  return text
}

/** Changes a text but for the escapes in it. */
function withoutEscapes(text: string, change: (part: string) => string): string {
  return text
    .split(/(%[0-9A-F]{2})/)
    .map((part, at) => (at % 2 === 0 ? change(part) : part))
    .join('')
}

function percentEscaped(characters: string): string {
  return [...Buffer.from(characters)]
    .map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('')
}
