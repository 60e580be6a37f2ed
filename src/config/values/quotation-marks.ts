/** Whether text has quotation marks around it. People write `TOKEN='"secret"'` by mistake; the marks are not meant. */
export function isQuoted(text: string): boolean {
  return /^(["'`]).*\1$/s.test(text)
}
