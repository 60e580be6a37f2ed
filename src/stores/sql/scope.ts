import { and, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Scope } from '../../domain/scope.ts'
import type { ContractRow, TableOf } from './tables.ts'

/** Above every character that may follow a prefix. */
const highest = '\u{10ffff}'

/** Is true of the rows whose contract is in a scope; undefined for the scope of everything. */
export function inScope(
  table: Pick<TableOf<ContractRow>, 'contractId'>,
  scope: Scope | undefined,
): SQL | undefined {
  if (!scope) return undefined
  const { contractId } = table
  const ids = scope.ids.length > 0 ? [inArray(contractId, [...scope.ids])] : []
  const prefixes = scope.prefixes.map(prefix =>
    and(gte(contractId, prefix), lt(contractId, prefix + highest)),
  )
  return or(...ids, ...prefixes) ?? sql`1 = 0`
}
