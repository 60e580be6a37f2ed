import { createHash } from 'node:crypto'

/** A key that stands for texts which together may be longer than a key. */
export function digestKeyOf(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('base64url')
}
