/** The path of an exact contract version. */
export function locationOf(contractId: string, version: string): string {
  return `/contracts/${encodeURIComponent(contractId)}/versions/${encodeURIComponent(version)}`
}

/** What a field value may not hold as it is, and `%`, so that decoding is unambiguous. */
const unsafe = /[^\u0020-\u0024\u0026-\u007e]|^ | $/
const eachUnsafe = new RegExp(unsafe, 'gu')

/** Text as a header field value: as it is where that is possible, else percent-encoded UTF-8. */
export function headerText(text: string): string {
  return unsafe.test(text) ? text.toWellFormed().replace(eachUnsafe, encodeURIComponent) : text
}
