/** A text that every database takes: they refuse half surrogate pairs and, some of them, U+0000. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}
