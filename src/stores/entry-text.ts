import type { z } from 'zod'
import type { Entry } from './entry.ts'
import { entryForJson, entrySchema } from './entry-json.ts'

/** A line is not an entry. The message says what is wrong, and where in the line. */
export class EntryTextError extends Error {}

/**
 * An entry as one line of JSON, without the end of the line. Of each entry there is one such text, and `readEntry` makes
 * the same entry of it.
 */
export function writeEntry(entry: Entry): string {
  return JSON.stringify(entryForJson(entry))
}

/**
 * The entry that a line holds.
 *
 * @throws EntryTextError when it holds none.
 */
export function readEntry(line: string): Entry {
  return readLine(entrySchema, line)
}

/**
 * What a line of JSON holds.
 *
 * @throws EntryTextError when it is not what is expected.
 */
export function readLine<Schema extends z.ZodType>(schema: Schema, line: string): z.output<Schema> {
  const { data, error } = schema.safeParse(parsed(line))
  if (error) throw new EntryTextError(explainIssue(error))
  return data
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new EntryTextError(`not JSON: ${jsonFault(error as Error)}`)
  }
}

/** What the parser says without its quotation of the line, which may be confidential. */
function jsonFault({ message }: Error): string {
  const place = /at position \d+/.exec(message)?.[0]
  return place ? `unexpected character ${place}` : 'it ends too early'
}

/** The first thing that is wrong with a line, and which member has it. */
export function explainIssue({ issues: [issue] }: z.ZodError): string {
  const place = (issue?.path ?? []).join('.')
  return place === '' ? String(issue?.message) : `${place}: ${issue?.message}`
}
