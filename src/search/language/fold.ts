/** Marks that only decorate a letter. Those of Indic scripts and of Kana (`か` and `が`) spell another one, and stay. */
const accents =
  /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]/gu
const beyondAscii = /[\u0080-\uffff]/

/** A text without accents and without the look of its characters (`ﬁ`, `①`, full-width letters); its case is kept. */
export function plainText(text: string): string {
  // composed again, so that a Hangul syllable is one character and not three
  return isAscii(text) ? text : text.normalize('NFKD').replace(accents, '').normalize('NFC')
}

/** A text as it is compared when case does not matter: `ß` is `ss`, and the sigma at the end of a word is a sigma. */
export function foldCase(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  // down first, because the upper case of the capital sharp s is not SS
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
}

export function isAscii(text: string): boolean {
  return !beyondAscii.test(text)
}
