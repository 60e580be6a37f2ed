import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'
import { identifierPattern, identifierRule, tableName } from './sections/sql-database.ts'
import { quoted, valueText } from './values/value-text.ts'

/** What is wrong with the name of a table that only a `delta` store can have. What nobody can have, the schema refuses. */
export function tableNameProblems(given: GivenValue | undefined): Problem[] {
  const { success, data } = tableName.safeParse(given?.value)
  if (!given || !success || identifierPattern.test(data)) return []
  const shown = given.origin.kind === 'variable' ? quoted(data) : valueText(data)
  return [{ origin: given.origin, text: `${given.key.name} is ${shown}; expected ${identifierRule}` }]
}
