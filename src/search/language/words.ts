import { foldCase, isAscii, plainText } from './fold.ts'

/** What divides a part of a chunk from the part before it. The greater, the more it divides. */
const joint = {
  /** the change of case in `customerId` */
  case: 1,
  /** what writes a compound: `customer_id`, `e-mail`, `don't` */
  connector: 2,
  /** all other punctuation: `orders.id`, `I/O` */
  punctuation: 3,
  /** a character that is a word by itself; it is joined to nothing */
  script: 4,
} as const
type Joint = (typeof joint)[keyof typeof joint]

/** What stands between two blanks, as the words it is made of. */
export interface Chunk {
  /** Where it stands in the text, in UTF-16 code units. */
  readonly start: number
  readonly end: number
  /** Its words, folded. */
  readonly parts: readonly string[]
  /** What divides each part from the one before it; the first is 0. */
  readonly joints: readonly number[]
}

/** One way to read a text: its words in order, and for each the index of the chunk that it comes from. */
export interface Reading {
  readonly words: readonly string[]
  readonly chunks: readonly number[]
}

/** A longer chunk, such as a URL, is not read as one word. */
const maxJoinedParts = 8

/**
 * The words of a text: for each chunk between blanks the parts it has at punctuation and at changes of case, folded.
 * `customerId`, `customer_id` and `CUSTOMER-ID` are all `customer`, `id`. Digits stay with the letters they touch. In
 * scripts without blanks between words each character is a part. Chunks without letters and digits have none and vanish.
 */
export function wordsOf(text: string): string[][] {
  return chunksOf(text).map(({ parts }) => [...parts])
}

/**
 * The chunks of a text between blanks, each with its place and with what divides its parts. One of more than 1,000
 * characters counts as several.
 *
 * @param isTaken says whether to take a chunk and go on.
 */
export function chunksOf(text: string, isTaken: (chunk: Chunk) => boolean = () => true): Chunk[] {
  return isAscii(text) ? chunksOfAscii(text, isTaken) : chunksOfAny(text, isTaken)
}

/** How many characters a chunk has at most. */
export const longestChunk = 1000

function chunksOfAscii(text: string, isTaken: (chunk: Chunk) => boolean): Chunk[] {
  const chunks: Chunk[] = []
  // publishing reads hundreds of chunks: a loop over their characters takes a third of the time of a pattern
  for (let start = 0; start < text.length; ) {
    if (isBlank(text.charCodeAt(start))) {
      start++
      continue
    }
    const most = Math.min(text.length, start + longestChunk)
    let end = start + 1
    while (end < most && !isBlank(text.charCodeAt(end))) end++
    const chunk = chunkOf(text.slice(start, end), start)
    start = end
    if (chunk.parts.length === 0) continue
    if (!isTaken(chunk)) break
    chunks.push(chunk)
  }
  return chunks
}

/** Whether a character of ASCII is white space. */
function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}

function chunksOfAny(text: string, isTaken: (chunk: Chunk) => boolean): Chunk[] {
  const chunks: Chunk[] = []
  const pattern = new RegExp(chunkPattern)
  // a loop over `matchAll` takes several times as long
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const chunk = chunkOf(match[0], match.index)
    if (chunk.parts.length === 0) continue
    if (!isTaken(chunk)) break
    chunks.push(chunk)
  }
  return chunks
}

const chunkPattern = /\S{1,1000}/gu

/**
 * Every way to read a text in which it differs from the ways before: by parts (`big query user id`), with changes of
 * case overlooked (`bigquery user id`), with compounds joined (`bigquery userid`), with whole chunks joined. A text and
 * a question that differ in case and in punctuation only, have a reading in common.
 */
export function readingsOf(chunks: readonly Chunk[]): Reading[] {
  if (chunks.every(({ parts }) => parts.length === 1)) return [readingOf(chunks, 0)]
  const levels = [joint.case, joint.connector, joint.punctuation].filter(level =>
    chunks.some(({ joints }) => joints.includes(level)),
  )
  return [0, ...levels].map(level => readingOf(chunks, level))
}

function readingOf(chunks: readonly Chunk[], level: number): Reading {
  const words: string[] = []
  const origins: number[] = []
  let index = 0
  for (const { parts, joints } of chunks) {
    const upTo = parts.length > maxJoinedParts ? Math.min(level, joint.connector) : level
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at] ?? ''
      const divided = at === 0 || (joints[at] ?? 0) > upTo
      if (divided) origins.push(index)
      words.push(divided ? part : `${words.pop()}${part}`)
    }
    index++
  }
  return { words, chunks: origins }
}

/** What a word is made of; marks are here those which spell a letter. */
const wordRun = /[\p{L}\p{N}\p{M}]+/gu
const letterOrDigit = /[\p{L}\p{N}]/u
const onlyConnectors = /^[\p{Pc}\p{Pd}\p{Cf}'’`]*$/u
/** What a word is made of in ASCII texts, which most are. */
const asciiRun = /[A-Za-z0-9]+/g

/** The joints of a chunk that is one word. */
const undivided: readonly number[] = [0]

/** Whether a text has only small letters and digits from a place on. */
function isPlainFrom(text: string, start: number): boolean {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isPlain = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
    if (!isPlain) return false
  }
  return true
}

function isCapital(code: number): boolean {
  return code >= 0x41 && code <= 0x5a
}

function chunkOf(text: string, start: number): Chunk {
  const end = start + text.length
  if (isPlainFrom(text, 0)) return { start, end, parts: [text], joints: undivided }
  // as the first word of a sentence: no change of case divides it
  if (isCapital(text.charCodeAt(0)) && text.length > 1 && isPlainFrom(text, 1))
    return { start, end, parts: [text.toLowerCase()], joints: undivided }
  const parts: string[] = []
  const joints: number[] = []
  let lastEnd = 0
  let unspaced = false
  const plain = plainText(text)
  for (const { run, index } of runsOf(plain)) {
    let divider: Joint = onlyConnectors.test(plain.slice(lastEnd, index))
      ? joint.connector
      : joint.punctuation
    lastEnd = index + run.length
    for (const part of partsOf(run)) {
      const alone = !isAscii(part) && unspacedCharacter.test(part)
      if (alone || unspaced) divider = joint.script
      joints.push(parts.length === 0 ? 0 : divider)
      parts.push(foldCase(part))
      unspaced = alone
      divider = joint.case
    }
  }
  return { start, end, parts, joints }
}

/** The runs of letters, digits and marks. */
function runsOf(plain: string): { run: string; index: number }[] {
  const pattern = isAscii(plain) ? asciiRun : wordRun
  const runs: { run: string; index: number }[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
    // a mark without a letter spells nothing
    if (letterOrDigit.test(match[0])) runs.push({ run: match[0], index: match.index })
  }
  return runs
}

/** A character of a script that writes no blanks between words. */
const unspacedCharacter =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u
/** Such a character, or a run of others. */
const unspacedOrRun = new RegExp(
  `${unspacedCharacter.source}|[^${unspacedCharacter.source.slice(1, -1)}]+`,
  'gu',
)
const upperCase = /\p{Lu}/u
const changeOfCase = /(?<=\p{Ll})(?=\p{Lu})|(?<=[\p{Lu}\p{N}])(?=\p{Lu}\p{Ll})/u

function partsOf(run: string): string[] {
  const spaced = isAscii(run) || !unspacedCharacter.test(run)
  const pieces = spaced ? [run] : (run.match(unspacedOrRun) ?? [])
  return pieces.flatMap(piece => (upperCase.test(piece) ? piece.split(changeOfCase) : [piece]))
}

/** The exact key of an owner, a domain, a tag and the like: case, accents and the amount of white space do not matter. */
export function keyOf(text: string): string {
  return foldCase(plainText(text)).replace(/\s+/g, ' ').trim()
}

/** The key of a field's name: `customer_id`, `customerId`, `CUSTOMER-ID` and `customerid` have the same. */
export function compactKeyOf(name: string): string {
  return lettersOf(name) || keyOf(name)
}

/** All words of a text in one. */
function lettersOf(text: string): string {
  if (isAscii(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return chunksOf(text)
    .map(({ parts }) => parts.join(''))
    .join('')
}
