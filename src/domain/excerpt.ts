/** A text for an error message: as it is when it is short, else its beginning. What a caller sent is never echoed whole. */
export function excerpt(text: string, length = 80): string {
  return text.length > length ? `${text.slice(0, length).toWellFormed()}…` : text
}

/** An excerpt in JSON quotes. */
export function quotedExcerpt(text: string, length = 80): string {
  return JSON.stringify(excerpt(text, length))
}

/** An id or a version in JSON quotes: whole when it may be one, the beginning of what is asked for otherwise. */
export function quotedName(text: string): string {
  return quotedExcerpt(text, 255)
}
