import { asc, countDistinct, inArray } from 'drizzle-orm'
import { SharedRuns } from '../../../concurrency/single-flight.ts'
import type { Scope } from '../../../domain/scope.ts'
import { ignoreStoreFault } from '../../../sql/faults.ts'
import type { ContractPage, ListQuery } from '../../store.ts'
import { countRows } from '../count-rows.ts'
import type { Queries } from '../queries.ts'
import { inScope } from '../scope.ts'
import type { RecordDeletions } from '../search-index/indexer.ts'
import type { StoreDatabase } from '../store-database.ts'

/** The longest page that is taken from the index, after a look whether its contracts are still there. */
const verifiedPage = 1000

/** The two questions of a list. */
interface ListQueries {
  contracts(page: { limit: number; offset: number }): Promise<{ contractId: string }[]>
  countContracts(values: Record<string, never>): Promise<{ total: number }[]>
}

/** Lists contracts: from the index, which has one row for each, where it can be relied on. */
export class ContractList {
  readonly #database: StoreDatabase
  readonly #queries: Queries
  readonly #recordDeletions: RecordDeletions
  readonly #pages = new SharedRuns<ContractPage>()

  constructor(database: StoreDatabase, queries: Queries, recordDeletions: RecordDeletions) {
    this.#database = database
    this.#queries = queries
    this.#recordDeletions = recordDeletions
  }

  /**
   * Equal lists that are asked for together are one.
   *
   * @param isIndexed whether the index has all that this service and others have written.
   */
  page(query: ListQuery, isIndexed: boolean): Promise<ContractPage> {
    const key = JSON.stringify([query, isIndexed])
    return this.#pages.run(key, () => this.#page(query, isIndexed))
  }

  async #page(query: ListQuery, isIndexed: boolean): Promise<ContractPage> {
    const { scope, limit } = query
    if (isIndexed && limit !== undefined && limit <= verifiedPage) {
      const listed = await this.#pageOf(this.#queriesOf(scope, true), query)
      const deleted = await this.#deletedOn(listed, scope)
      if (deleted.length === 0) return listed
      await this.#recordDeletions(deleted).catch(ignoreStoreFault)
    }
    // from the versions themselves, which takes longer
    return this.#pageOf(this.#queriesOf(scope, false), query)
  }

  /** Takes those of some contracts out of the index that another program has deleted, or versions of them. */
  async forgetDeleted(contractIds: readonly string[]): Promise<void> {
    await this.#recordDeletions([...new Set(contractIds)]).catch(ignoreStoreFault)
  }

  /** How many versions each of some contracts has, in their order. */
  countVersions(contractIds: readonly string[]): Promise<number[]> {
    return countRows(this.#database, this.#database.tables.contracts, contractIds)
  }

  async #pageOf(
    { contracts, countContracts }: ListQueries,
    page: Pick<ListQuery, 'limit' | 'offset'>,
  ): Promise<ContractPage> {
    const limit = page.limit ?? Number.MAX_SAFE_INTEGER
    const [rows, [count]] = await Promise.all([
      // SQL Server has no page of no rows
      limit === 0 ? [] : contracts({ limit, offset: page.offset }),
      countContracts({}),
    ])
    return { contractIds: rows.map(row => row.contractId), total: Number(count?.total ?? 0) }
  }

  /** The queries of a list: for a scope they are built, for everything they are prepared. */
  #queriesOf(scope: Scope | undefined, isIndexed: boolean): ListQueries {
    if (!scope) return isIndexed ? this.#queries.indexed : this.#queries
    const { search, contracts } = this.#database.tables
    const from = isIndexed ? search : contracts
    const { contractId } = from
    const where = inScope(from, scope)
    return {
      contracts: page =>
        this.#database.select({
          ...{ fields: { contractId }, from, where, distinct: !isIndexed },
          ...{ orderBy: [asc(contractId)], ...page },
        }),
      countContracts: () =>
        this.#database.select({ fields: { total: countDistinct(contractId) }, from, where }),
    }
  }

  /** The contracts on a page of the index which are there no more; of a page without any, of the first page. */
  async #deletedOn(
    { contractIds, total }: ContractPage,
    scope: Scope | undefined,
  ): Promise<readonly string[]> {
    if (contractIds.length === 0) {
      const isEmpty = total > 0 && (await this.#queries.any({})).length === 0
      if (!isEmpty) return []
      return (await this.#pageOf(this.#queries.indexed, { limit: verifiedPage, offset: 0 })).contractIds
    }
    const rows = await (scope ? this.#presentOf(contractIds) : this.#presentAmong(contractIds))
    const present = new Set(rows.map(row => row.contractId))
    return contractIds.filter(id => !present.has(id))
  }

  /** Those of some contracts that have a version. */
  #presentOf(contractIds: readonly string[]): Promise<{ contractId: string }[]> {
    const { contracts } = this.#database.tables
    return this.#database.select({
      fields: { contractId: contracts.contractId },
      from: contracts,
      where: inArray(contracts.contractId, [...contractIds]),
      distinct: true,
    })
  }

  /** Those of some contracts, between which there are no others, that have a version: by a query that is always the same. */
  #presentAmong(contractIds: readonly string[]): Promise<{ contractId: string }[]> {
    return this.#queries.contractsBetween({ first: contractIds[0], last: contractIds.at(-1) })
  }
}
