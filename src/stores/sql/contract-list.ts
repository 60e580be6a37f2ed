import { inArray } from 'drizzle-orm'
import type { ContractPage } from '../store.ts'
import type { SqlDatabase } from './database.ts'
import { ignoreStoreFault } from './faults.ts'
import type { Queries } from './queries.ts'
import type { Reindexer } from './reindex.ts'

/** The longest page that is taken from the index, after a look whether its contracts are still there. */
const verifiedPage = 1000

type Page = { readonly limit: number | undefined; readonly offset: number }

/** Lists contracts: from the index, which has one row for each, where it can be relied on. */
export class ContractList {
  readonly #database: SqlDatabase
  readonly #queries: Queries
  readonly #reindexer: Reindexer

  constructor(database: SqlDatabase, queries: Queries, reindexer: Reindexer) {
    this.#database = database
    this.#queries = queries
    this.#reindexer = reindexer
  }

  /** @param isIndexed whether the index has all that this service and others have written. */
  async page(page: Page, isIndexed: boolean): Promise<ContractPage> {
    if (isIndexed && page.limit !== undefined && page.limit <= verifiedPage) {
      const listed = await this.#pageOf(this.#queries.indexed, page)
      const deleted = await this.#deletedOn(listed)
      if (deleted.length === 0) return listed
      await this.#reindexer.rebuild(deleted).catch(ignoreStoreFault)
    }
    // from the versions themselves, which takes longer
    return this.#pageOf(this.#queries, page)
  }

  /** Takes those of some contracts out of the index that another program has deleted, or versions of them. */
  async forgetDeleted(contractIds: readonly string[]): Promise<void> {
    await this.#reindexer.rebuildIncomplete([...new Set(contractIds)]).catch(ignoreStoreFault)
  }

  async #pageOf(
    { contracts, countContracts }: Pick<Queries, 'contracts' | 'countContracts'>,
    page: Page,
  ): Promise<ContractPage> {
    const limit = page.limit ?? Number.MAX_SAFE_INTEGER
    const [rows, [count]] = await Promise.all([
      // SQL Server has no page of no rows
      limit === 0 ? [] : contracts({ limit, offset: page.offset }),
      countContracts({}),
    ])
    return { contractIds: rows.map(row => row.contractId), total: Number(count?.total ?? 0) }
  }

  /** The contracts on a page of the index which are there no more; of a page without any, of the first page. */
  async #deletedOn({ contractIds, total }: ContractPage): Promise<readonly string[]> {
    if (contractIds.length === 0) {
      const isEmpty = total > 0 && (await this.#queries.any({})).length === 0
      if (!isEmpty) return []
      return (await this.#pageOf(this.#queries.indexed, { limit: verifiedPage, offset: 0 })).contractIds
    }
    const { contracts } = this.#database.tables
    const rows = await this.#database.select({
      fields: { contractId: contracts.contractId },
      from: contracts,
      where: inArray(contracts.contractId, [...contractIds]),
      distinct: true,
    })
    const present = new Set(rows.map(row => row.contractId))
    return contractIds.filter(id => !present.has(id))
  }
}
