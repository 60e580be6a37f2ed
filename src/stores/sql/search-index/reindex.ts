import { type AnyColumn, and, asc, desc, eq, gt, gte, type SQL, sql, type Table } from 'drizzle-orm'
import { type VersionIdentity, versionKey } from '../../../domain/identity.ts'
import type { ReindexOptions, ReindexProgress } from '../../transfer-store.ts'
import type { VersionTable } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'
import { lockIndex } from './index-position.ts'
import type { Indexer, RecordDeletions } from './indexer.ts'
import { removeSegmentsUpTo, type SegmentMerges } from './segment-merges.ts'

/** How many contracts are looked at together. */
const batchSize = 100

/** Rebuilds the index of the contracts from their documents, some contracts at a time, while others read and write. */
export class Reindexer {
  readonly #database: StoreDatabase
  readonly #recordDeletions: RecordDeletions
  readonly #indexer: Indexer
  readonly #merges: SegmentMerges
  #isStopped = false

  constructor(
    database: StoreDatabase,
    recordDeletions: RecordDeletions,
    indexer: Indexer,
    merges: SegmentMerges,
  ) {
    this.#database = database
    this.#recordDeletions = recordDeletions
    this.#indexer = indexer
    this.#merges = merges
  }

  async run({ onlyMissing, after, onProgress }: ReindexOptions): Promise<ReindexProgress> {
    // an index that is damaged takes nothing over before it is rebuilt
    const behind = await this.#indexer.catchUp().catch((error: unknown) => ({ error }))
    if (behind && onlyMissing) throw behind.error
    const lastBefore = await this.#lastSegment()
    let progress: ReindexProgress = { seen: 0, rebuilt: 0, last: after ?? '' }
    for (let from = after; ; from = progress.last) {
      const contractIds = await this.#contractsAfter(from)
      const last = contractIds.at(-1)
      if (last === undefined) break
      const wanted = onlyMissing ? await this.#incomplete(contractIds) : contractIds
      await this.#rebuild(wanted)
      progress = {
        seen: progress.seen + contractIds.length,
        rebuilt: progress.rebuilt + wanted.length,
        last,
      }
      onProgress?.(progress)
      if (this.#isStopped) return progress
    }
    await this.#removeLeftovers()
    if (behind) await this.#indexer.catchUp()
    if (this.#isStopped) return progress
    if (onlyMissing) return progress
    if (!after) await this.#removeSegmentsUpTo(lastBefore)
    await this.#merges.mergeAll()
    return progress
  }

  /** Has a run end at the next contracts, as if it were interrupted. */
  stop(): void {
    this.#isStopped = true
  }

  async #lastSegment(): Promise<number> {
    const { id } = this.#database.tables.segments
    const rows = await this.#database.select({
      fields: { id },
      from: this.#database.tables.segments,
      orderBy: [desc(id)],
      limit: 1,
    })
    return rows[0]?.id ?? 0
  }

  /** All that counted in these is in later ones. They may be damaged, and would keep merges from going on. */
  #removeSegmentsUpTo(id: number): Promise<void> {
    const { tables } = this.#database
    return this.#database.transaction(async session => {
      await lockIndex(session, tables)
      await removeSegmentsUpTo(session, tables, id)
    })
  }

  async #rebuild(contractIds: readonly string[]): Promise<void> {
    if (contractIds.length === 0) return
    await this.#recordDeletions(contractIds)
    await this.#indexer.rebuild(contractIds)
  }

  async #contractsAfter(contractId: string | undefined): Promise<string[]> {
    const { contracts } = this.#database.tables
    const rows = await this.#database.select({
      fields: { contractId: contracts.contractId },
      from: contracts,
      where: behind(contracts.contractId, contractId),
      distinct: true,
      orderBy: [asc(contracts.contractId)],
      limit: batchSize,
    })
    return rows.map(row => row.contractId)
  }

  /** Takes out the contracts of which another program has deleted all versions. */
  async #removeLeftovers(): Promise<void> {
    const { contracts, search } = this.#database.tables
    const isThere = sql`exists (select 1 from ${contracts} where ${eq(contracts.contractId, search.contractId)})`
    for (let last: string | undefined; ; ) {
      const rows = await this.#database.select({
        fields: { contractId: search.contractId },
        from: search,
        where: and(behind(search.contractId, last), sql`not ${isThere}`),
        orderBy: [asc(search.contractId)],
        limit: batchSize,
      })
      await this.#rebuild(rows.map(({ contractId }) => contractId))
      const end = rows.at(-1)
      if (!end || this.#isStopped) return
      last = end.contractId
    }
  }

  /** The contracts of which some version is not in the index, or is gone and still in it. */
  async #incomplete(contractIds: readonly string[]): Promise<string[]> {
    const { contracts, search, texts } = this.#database.tables
    const left = new Map<string, VersionIdentity>()
    for (const row of await this.#versionsIn(contracts, contractIds)) left.set(versionKey(row), row)
    const indexed = await this.#versionsIn(texts, contractIds)
    const odd = indexed.filter(row => !left.delete(versionKey(row)))
    const listed = await this.#database.select({
      fields: { contractId: search.contractId },
      from: search,
      where: this.#database.isOneOf(search.contractId, contractIds),
    })
    const isListed = new Set(listed.map(({ contractId }) => contractId))
    const incomplete = [...left.values(), ...odd].map(({ contractId }) => contractId)
    return [...new Set([...incomplete, ...contractIds.filter(id => !isListed.has(id))])]
  }

  #versionsIn(table: Table & VersionTable, contractIds: readonly string[]): Promise<VersionIdentity[]> {
    const { contractId, version } = table
    const where = this.#database.isOneOf(contractId, contractIds)
    return this.#database.select({ fields: { contractId, version }, from: table, where })
  }
}

/** The contracts behind one, or from the first one on: another program may have left its id empty. */
function behind(contractId: AnyColumn, last: string | undefined): SQL {
  return last === undefined ? gte(contractId, '') : gt(contractId, last)
}
