import { createHash } from 'node:crypto'

/** What tells the content of a file from all others; undefined for no file. */
export function digestOf(bytes: Buffer | undefined): string | undefined {
  return bytes && createHash('sha256').update(bytes).digest('base64url')
}
