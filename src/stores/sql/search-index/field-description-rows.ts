import type { DescriptionsPart } from '../../../search/catalogue/field-descriptions.ts'
import { type SqlSession, together } from '../../../sql/database.ts'
import { slicesOf } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'

/** Of how many contracts the rows are deleted with one statement: giant ones have more than a thousand each. */
const contractsAtOnce = 10

/** How many rows are inserted with one statement: they have some hundreds of kilobytes. */
const rowsAtOnce = 100

/** What the catalogue is to have of a contract. */
export interface ContractDescriptions {
  readonly contractId: string
  readonly parts: readonly DescriptionsPart[]
  /** Whether the catalogue has nothing of it yet. */
  readonly isNew: boolean
}

/** Makes these the descriptions of the fields of some contracts. They take the place of others, see `FieldCatalogue`. */
export async function writeDescriptions(
  session: SqlSession,
  { tables, isOneOf }: Pick<StoreDatabase, 'tables' | 'isOneOf'>,
  contracts: readonly ContractDescriptions[],
): Promise<void> {
  const { fieldDescriptions: table } = tables
  const known = contracts.filter(({ isNew }) => !isNew).map(({ contractId }) => contractId)
  const rows = contracts.flatMap(({ contractId, parts }) => parts.map(part => ({ contractId, ...part })))
  const deletions = slicesOf(known, contractsAtOnce).map(some => {
    return () => session.delete(table, isOneOf(table.contractId, some))
  })
  await together(session, ...deletions, async () => {
    for (const some of slicesOf(rows, rowsAtOnce)) await session.insertAll(table, some)
  })
}
