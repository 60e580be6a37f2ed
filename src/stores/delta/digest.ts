import { createHash } from 'node:crypto'
import type { Entry } from '../entry.ts'

/** Of an entry whose document is not known. No text has it. */
const unknown = 'unknown'

/** The digest of the document after an entry, as SQL's `sha2(json, 256)` has it; undefined where there is no document. */
export function digestOf(entry: Entry): string | undefined {
  if (entry.kind === 'link' || !entry.state) return undefined
  const { document } = entry.state
  return document ? createHash('sha256').update(document.json).digest('hex') : unknown
}
