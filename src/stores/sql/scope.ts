import { type AnyColumn, and, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { afterPrefix } from '../../domain/order.ts'
import type { Scope } from '../../domain/scope.ts'
import type { TableOf } from '../../sql/tables.ts'
import type { ContractRow } from './tables.ts'

/** Is true of the rows whose contract is in a scope; undefined for the scope of everything. */
export function inScope(
  table: Pick<TableOf<ContractRow>, 'contractId'>,
  scope: Scope | undefined,
): SQL | undefined {
  if (!scope) return undefined
  const { contractId } = table
  const ids = scope.ids.length > 0 ? [inArray(contractId, [...scope.ids])] : []
  const prefixes = scope.prefixes.map(prefix => and(gte(contractId, prefix), isBelowEnd(contractId, prefix)))
  return or(...ids, ...prefixes) ?? sql`1 = 0`
}

/** Is true of the ids that begin with a prefix and of those before, in whichever order the database compares. */
function isBelowEnd(contractId: AnyColumn, prefix: string): SQL | undefined {
  const end = afterPrefix(prefix)
  if (end !== undefined) return lt(contractId, end)
  // the highest character of each order: where it is not the highest, the other condition takes in what it leaves out
  return or(...['\uffff', '\u{10ffff}'].map(highest => lt(contractId, prefix + highest.repeat(2))))
}
