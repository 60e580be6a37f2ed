/** What a terminal would take for a command, or for the end of a line. Documents may have anything in them. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu

/** A text from elsewhere, as one that is safe to print in a line: a line feed becomes `\u{a}`. */
export function plain(text: string): string {
  return text.replace(unprintable, one => `\\u{${one.codePointAt(0)?.toString(16)}}`)
}
