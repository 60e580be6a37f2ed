import { z } from 'zod'
import { explain } from '../values/explain.ts'
import { listFromText } from '../values/list.ts'
import { quoted } from '../values/value-text.ts'
import { statusList } from './statuses.ts'

/** By status, the statuses one may move to from there. All are in lower case. */
type TransitionTable = Record<string, string[]>

type Row = readonly [status: string, next: string[]]

/**
 * Which moves between statuses are allowed: a table, `any` of them, or the `default` table of the registry, which is
 * not known here. Text may be a table too, so that one variable can hold it: `draft>proposed,active; proposed>draft`.
 */
export const transitions = z.union([
  z.string().trim().toLowerCase().transform(transitionsOfText),
  z.record(z.string(), statusList).transform((table, context) => tableOf(Object.entries(table), context)),
])

/** A table in the form of text that is read as the same table. */
export function showTransitions(value: z.output<typeof transitions>): string {
  if (typeof value === 'string') return value
  return Object.entries(value)
    .map(([status, next]) => `${status}>${next.join(',')}`)
    .join('; ')
}

function transitionsOfText(text: string, context: z.RefinementCtx): 'default' | 'any' | TransitionTable {
  if (text === 'default' || text === 'any') return text
  const rows = text.split(';').flatMap(rule => (rule.trim() === '' ? [] : [rowOf(rule)]))
  const known = rows.filter(row => row !== undefined)
  if (known.length === rows.length) return tableOf(known, context)
  context.addIssue({ code: 'invalid_format', format: 'transitions', input: text })
  return z.NEVER
}

/** `draft>proposed,active`; without anything behind `>`, no move is allowed from that status. */
function rowOf(rule: string): Row | undefined {
  const [status, next, ...others] = rule.split('>')
  return status === undefined || next === undefined || others.length > 0
    ? undefined
    : [status, listFromText(next)]
}

function tableOf(rows: readonly Row[], context: z.RefinementCtx): TransitionTable {
  const table = new Map<string, string[]>()
  for (const [name, next] of rows) {
    const status = name.trim().toLowerCase()
    if (status === '') return explain(context, 'has a row for a status without a name')
    // Which of the two would count? Spellings that differ in case are the same status.
    if (table.has(status)) return explain(context, `has two rows for the status ${quoted(status)}`)
    table.set(status, next)
  }
  // It might be meant as "none" or as "all": better to ask than to guess.
  if (table.size === 0) return explain(context, 'has no row; write "any" to allow every move')
  return Object.fromEntries(table)
}
