import { isJson } from './document/json-syntax.ts'

/** Stands before the digest of a text that is no JSON object, so that no read has to look at the text to know. */
const unreadableMark = '~'

/** A digest that tells whether its text can be answered with. */
export function markedDigest(digest: string, isReadable: boolean): string {
  return isReadable ? digest : unreadableMark + digest
}

/** Whether a stored text can be answered with. What another program has stored may be anything. */
export function isReadable({ digest }: { readonly digest: string }): boolean {
  return !digest.startsWith(unreadableMark)
}

/** Whether a text is a JSON object (RFC 8259), as readers of JSON take it: names may stand twice, which `parseJson` refuses. */
export function isJsonObject(text: string): boolean {
  const json = withoutMark(text)
  return /^[\t\n\r ]*\{/.test(json) && isJson(json)
}

/** The text without a byte order mark, which no JSON on a network may begin with (RFC 8259, section 8.1). */
export function withoutMark(json: string): string {
  return json.startsWith('\ufeff') ? json.slice(1) : json
}

/** A stored text as it is sent: in UTF-8, without a byte order mark. */
export function sentBytes(json: string): Buffer {
  return Buffer.from(withoutMark(json))
}

/** Ends a line, to JSON between two tokens or to some reader of lines within a string. */
const lineEnds = /[\n\r\u0085\u2028\u2029]/
const eachLineEnd = new RegExp(lineEnds, 'g')

/** A JSON text in one line, to stand among others: without a byte order mark, and with its values as they are. */
export function inOneLine(json: string): string {
  const text = withoutMark(json)
  return lineEnds.test(text) ? text.replace(eachLineEnd, withoutLineEnd) : text
}

const lineEndsInUtf8 = [...'\u0085\u2028\u2029'].map(end => Buffer.from(end))
const [lineFeed, carriageReturn] = [0x0a, 0x0d]

/** A JSON text in UTF-8 in one line, as `inOneLine` makes it. Most texts are in one line already, and are not copied. */
export function bytesInOneLine(sent: Buffer): Buffer {
  const isInOneLine =
    !sent.includes(lineFeed) &&
    !sent.includes(carriageReturn) &&
    !lineEndsInUtf8.some(end => sent.includes(end))
  return isInOneLine ? sent : Buffer.from(inOneLine(sent.toString()))
}

/** Line feeds stand between tokens only, where a blank means the same; the others within strings only. */
function withoutLineEnd(end: string): string {
  return end < ' ' ? ' ' : `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`
}
