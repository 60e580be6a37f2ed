import { hash } from 'node:crypto'
import { pairName } from './pair-name.ts'

/** The first two letters of a token say what it tells about a version. */
export const tokenClass = {
  /** a word of a text that can be searched */
  word: 'wx',
  /** two words that stand side by side in such a text; only in the index of a contract, and the last to be in it */
  pair: 'xp',
  /** a word of the id, the name, a tag, the owner or a field's name */
  keyword: 'kx',
  /** a word of the id or the name */
  title: 'tx',
  fieldName: 'fn',
  /** the first letters of a field's name; only in the index of a contract */
  fieldBeginning: 'fb',
  fieldType: 'ft',
  classification: 'fc',
  owner: 'ow',
  domain: 'dm',
  dataProduct: 'dp',
  tag: 'tg',
  status: 'st',
  serverType: 'sv',
  tenant: 'te',
  /** what hits are counted by, spelled as it is; see `search/catalogue/facet-terms.ts` */
  facet: 'fa',
} as const
export type TokenClass = (typeof tokenClass)[keyof typeof tokenClass]

/** Stands between texts, so that no phrase is found across two of them. */
export const barrier = 'zzz'

/** Of a longer word only the beginning is compared, after encoding. With its class a token has 80 characters at most. */
export const maxEncodedLength = 76
/** How much of a long filter value stands before its hash. */
const hashedBeginning = 56

/**
 * A word in `[a-z0-9]`, which every database's index takes as one word. `z` is `zz`, and what is neither a small letter
 * nor a digit is `z` with the code point in four digits of base 36, of which none begins with `z`. So two words differ
 * as long as they differ within the first 76 characters, and the beginning of a word is the beginning of its encoding.
 */
export function encodeWord(part: string): string {
  if (part.length <= maxEncodedLength && isPlain(part)) return part
  return encodeText(part.slice(0, maxEncodedLength)).slice(0, maxEncodedLength)
}

/** The token that says that some member of a contract has this very key. Long keys end in a hash, so that they differ too. */
export function filterToken(kind: TokenClass, key: string): string {
  const encoded = encodeText(key)
  if (encoded.length < maxEncodedLength) return kind + encoded
  const digest = hash('sha256', key)
  return kind + encoded.slice(0, hashedBeginning) + digest.slice(0, maxEncodedLength - hashedBeginning)
}

/** The token that says that the words of two tokens stand side by side, in this order. */
export function pairToken(first: string, second: string): string {
  return tokenClass.pair + pairName(first, second)
}

/** The beginning of the tokens whose keys begin like this. */
export function beginningToken(kind: TokenClass, keyBeginning: string): string {
  return kind + encodeWord(keyBeginning)
}

/** The tokens of a key that is asked for by its beginning, too. */
export function beginnableTokens(kind: TokenClass, key: string): string[] {
  const exact = filterToken(kind, key)
  // the hash of a long key hides what follows its beginning
  const whole = beginningToken(kind, key)
  return exact === whole ? [exact] : [exact, whole]
}

/**
 * How many letters the longest beginning of a field's name has in the index, which has all shorter ones, too: it finds one
 * of these at once, and a range slowly.
 */
export const maxBeginning = 5

/** The one token by which an index finds the names of fields with that beginning; undefined when it is longer than these. */
export function indexedBeginning(beginning: string): string | undefined {
  const letters = beginning.slice(tokenClass.fieldName.length)
  return letters.length > 0 && letters.length <= maxBeginning
    ? tokenClass.fieldBeginning + letters
    : undefined
}

/** Whether a text is encoded as it is. A loop is quicker than a pattern. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (!((code >= 0x61 && code <= 0x79) || (code >= 0x30 && code <= 0x39))) return false
  }
  return true
}

/** A text of any length in `[a-z0-9]`, as words are encoded; `decodeText` has it back. */
export function encodeText(text: string): string {
  if (isPlain(text)) return text
  return text.replace(/[^a-y0-9]/gu, character => {
    if (character === 'z') return 'zz'
    return `z${(character.codePointAt(0) ?? 0).toString(36).padStart(4, '0')}`
  })
}

/** The text of which `encodeText` has made this. */
export function decodeText(encoded: string): string {
  return encoded.replace(/z(z|[^z]...)/g, (_, code: string) => {
    return code === 'z' ? 'z' : String.fromCodePoint(Number.parseInt(code, 36))
  })
}
