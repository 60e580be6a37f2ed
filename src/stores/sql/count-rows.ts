import { and, count, inArray, type SQL } from 'drizzle-orm'
import type { TableOf } from '../../sql/tables.ts'
import { slicesOf } from './columns.ts'
import type { StoreDatabase } from './store-database.ts'

/** Of how many contracts the rows are counted in one statement: each of them may have thousands. */
const contractsAtOnce = 100

/** How many rows of a table each of some contracts has, in the order of the contracts. */
export async function countRows(
  database: StoreDatabase,
  table: TableOf<{ contractId: string }>,
  contractIds: readonly string[],
  condition?: SQL,
): Promise<number[]> {
  const { contractId } = table
  const counts = new Map<string, number>()
  for (const some of slicesOf(contractIds, contractsAtOnce)) {
    const rows = await database.select({
      fields: { contractId, rows: count() },
      from: table,
      where: and(inArray(contractId, some), condition),
      groupBy: [contractId],
    })
    // databases write such a number in several ways
    for (const row of rows) counts.set(row.contractId, Number(row.rows))
  }
  return contractIds.map(id => counts.get(id) ?? 0)
}
