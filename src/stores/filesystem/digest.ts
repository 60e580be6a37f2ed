import { createHash } from 'node:crypto'
import type { FileContent } from './files.ts'

/** What tells the content of a file from all others; undefined for no file. */
export function digestOf(bytes: Buffer | undefined): string | undefined {
  return bytes && createHash('sha256').update(bytes).digest('base64url')
}

/** What tells the content of a file from all others; all that are larger than any document have the same. */
export function digestOfFile(file: FileContent | undefined): string | undefined {
  return file && (digestOf(file.bytes) ?? 'too large')
}
