import { z } from 'zod'
import type { Entry } from '../entry.ts'
import { entryForJson, entrySchema } from '../entry-json.ts'

/** What a file held before a change and holds after it, by digest; undefined where there is none. */
export interface FileChange {
  readonly before: string | undefined
  readonly after: string | undefined
  /** Whether another program had made the file what it is, so that there was nothing to write. */
  readonly wasFound: boolean
}

/** What the log keeps at a place: an entry, and what it makes of the file of its version. */
export interface LogRecord {
  readonly entry: Entry
  /** Undefined for a link, which has no file. */
  readonly file: FileChange | undefined
}

const recordSchema = z.object({
  entry: entrySchema,
  file: z
    .object({
      before: z.string().optional(),
      after: z.string().optional(),
      found: z.literal(true).optional(),
    })
    .optional(),
})

/** A record in one line, without an end of line. */
export function recordLine({ entry, file }: LogRecord): string {
  const change = file && { before: file.before, after: file.after, ...(file.wasFound && { found: true }) }
  return JSON.stringify({ entry: entryForJson(entry), file: change })
}

/**
 * Reads a line that `recordLine` has made.
 *
 * @throws Error when it is none.
 */
export function readRecord(line: string): LogRecord {
  const { entry, file } = recordSchema.parse(JSON.parse(line))
  return {
    entry,
    file: file && { before: file.before, after: file.after, wasFound: file.found ?? false },
  }
}
