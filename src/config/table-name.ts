import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'
import { identifierPattern, identifierRule, tableName } from './sections/sql-database.ts'
import type { StoreType } from './sections/store-type.ts'
import { quoted, valueText } from './values/value-text.ts'

/**
 * What is wrong with the name of a table that only a `delta` store can have. What nobody can have, the schema refuses.
 *
 * @param type of the store; undefined when it cannot be told.
 */
export function tableNameProblems(given: GivenValue | undefined, type: StoreType | undefined): Problem[] {
  const { success, data } = tableName.safeParse(given?.value)
  if (!given || !success || type === 'delta' || identifierPattern.test(data)) return []
  const shown = given.origin.kind === 'variable' ? quoted(data) : valueText(data)
  const others = type === undefined ? ', unless contract_store.type is "delta"' : ''
  return [
    { origin: given.origin, text: `${given.key.name} is ${shown}; expected ${identifierRule}${others}` },
  ]
}
