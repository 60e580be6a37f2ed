/**
 * Whether text stands in a pair of quotation marks. Those who write `TOKEN='"secret"'`, or put quotes into a file that
 * needs none, do not mean them to be part of the value.
 */
export function isQuoted(text: string): boolean {
  return /^(["'`]).*\1$/s.test(text)
}
