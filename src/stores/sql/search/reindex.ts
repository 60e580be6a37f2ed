import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import { noTerms, versionsIn } from '../../../search/versions/contract-terms.ts'
import type { SqlSession } from '../../../sql/database.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import { ofVersion } from '../columns.ts'
import { lockContract } from '../contract-lock.ts'
import { appendEvent, externalDeletion, lastEvent } from '../history/events.ts'
import type { Feed } from '../history/feed.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { rebuildContract } from './rebuild-contract.ts'
import { joinSlots, slotColumns } from './search-rows.ts'

/** How many contracts are looked at together. */
const batchSize = 100

/** The row of the feed's table that is there once the index was made as a whole. */
const completeId = 2

/** How far a rebuild has come. */
export interface ReindexProgress {
  /** How many contracts were looked at, and made anew. */
  readonly seen: number
  readonly rebuilt: number
  /** The last contract that was looked at: where to go on when the rebuild is interrupted. */
  readonly last: string
}

/** What a rebuild is to do. */
export interface ReindexOptions {
  /** Only what is missing, rather than everything. */
  readonly onlyMissing: boolean
  /** Begins behind this contract. */
  readonly after?: string | undefined
  readonly onProgress?: (progress: ReindexProgress) => void
}

/** Makes the index of the contracts anew from their documents, one contract at a time, while others read and write. */
export class Reindexer {
  readonly #database: StoreDatabase
  readonly #documents: DocumentWorkers
  readonly #feed: Feed
  #isStopped = false

  constructor(database: StoreDatabase, documents: DocumentWorkers, feed: Feed) {
    this.#database = database
    this.#documents = documents
    this.#feed = feed
  }

  /** Whether the index was once made as a whole. */
  async isComplete(): Promise<boolean> {
    const { feed } = this.#database.tables
    const rows = await this.#database.select({
      fields: { id: feed.id },
      from: feed,
      where: eq(feed.id, completeId),
    })
    return rows.length > 0
  }

  async run({ onlyMissing, after, onProgress }: ReindexOptions): Promise<ReindexProgress> {
    let progress: ReindexProgress = { seen: 0, rebuilt: 0, last: after ?? '' }
    for (;;) {
      const contractIds = await this.#contractsAfter(progress.last)
      const last = contractIds.at(-1)
      if (last === undefined) break
      const wanted = onlyMissing ? await this.#missing(contractIds) : contractIds
      for (const contractId of wanted) await this.#rebuild(contractId)
      progress = {
        seen: progress.seen + contractIds.length,
        rebuilt: progress.rebuilt + wanted.length,
        last,
      }
      onProgress?.(progress)
      if (this.#isStopped) return progress
    }
    await this.#removeLeftovers()
    const { feed } = this.#database.tables
    await this.#database.transaction(async session => {
      await session.insertIfAbsent(feed, { id: completeId, sequence: 0 })
    })
    return progress
  }

  /** Has a run end at the next contract, as if it were interrupted. */
  stop(): void {
    this.#isStopped = true
  }

  async #contractsAfter(contractId: string): Promise<string[]> {
    const { contracts } = this.#database.tables
    const rows = await this.#database.select({
      fields: { contractId: contracts.contractId },
      from: contracts,
      where: gt(contracts.contractId, contractId),
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
    for (let last = ''; ; ) {
      const rows = await this.#database.select({
        fields: { contractId: search.contractId },
        from: search,
        where: and(gt(search.contractId, last), sql`not ${isThere}`),
        orderBy: [asc(search.contractId)],
        limit: batchSize,
      })
      for (const { contractId } of rows) await this.#rebuild(contractId)
      const end = rows.at(-1)
      if (!end || this.#isStopped) return
      last = end.contractId
    }
  }

  /** The contracts of which some version is not in the index, or is gone and still in it. */
  async #missing(contractIds: readonly string[]): Promise<string[]> {
    const { tables } = this.#database
    const { contracts, search } = tables
    const stored = await this.#database.select({
      fields: { contractId: contracts.contractId, version: contracts.version },
      from: contracts,
      where: inArray(contracts.contractId, [...contractIds]),
    })
    const indexed = await this.#database.select({
      fields: { contractId: search.contractId, versions: slotColumns(tables).versions },
      from: search,
      leftJoin: joinSlots(tables),
      where: inArray(search.contractId, [...contractIds]),
    })
    const known = new Map(
      indexed.map(({ contractId, versions }) => [contractId, versionsIn(versions ?? noTerms.versions)]),
    )
    const missing = stored.filter(({ contractId, version }) => !known.get(contractId)?.delete(version))
    const left = [...known].filter(([, versions]) => versions.size > 0).map(([contractId]) => contractId)
    return [...new Set([...missing.map(({ contractId }) => contractId), ...left])]
  }

  /** Makes some contracts anew, such as those that another program was seen to have deleted. */
  async rebuild(contractIds: readonly string[]): Promise<void> {
    for (const contractId of contractIds) await this.#rebuild(contractId)
  }

  /** Those of them that have versions which are not in the index, or are gone and still in it. */
  async rebuildIncomplete(contractIds: readonly string[]): Promise<void> {
    await this.rebuild(await this.#missing(contractIds))
  }

  #rebuild(contractId: string): Promise<void> {
    const { contracts } = this.#database.tables
    return this.#database.transaction(async session => {
      const { time } = await lockContract(session, this.#database.tables, contractId)
      const { version, createdAt, updatedAt } = contracts
      const rows = await session.select({
        fields: { version, createdAt, updatedAt },
        from: contracts,
        where: eq(contracts.contractId, contractId),
      })
      const present = new Set(rows.map(({ version }) => version))
      await recordDeletions(session, this.#database.tables, { contractId, present, time })
      const versions = rows.map(({ version, createdAt, updatedAt }) => ({
        version,
        time: updatedAt ?? createdAt,
      }))
      await rebuildContract(session, this.#database, { contractId, versions }, version => {
        return this.#index(session, { contractId, version })
      })
      await this.#feed.onWrite(session)
    })
  }

  /** One document at a time: together those of a contract may be larger than the memory. */
  async #index(session: SqlSession, identity: VersionIdentity): Promise<VersionIndex> {
    const { contracts } = this.#database.tables
    const [row] = await session.select({
      fields: { json: contracts.json },
      from: contracts,
      where: ofVersion(contracts, identity),
    })
    return this.#documents.index(row?.json ?? '', identity)
  }
}

/** Enters into the history that another program has deleted versions, which the index still knows. */
async function recordDeletions(
  session: SqlSession,
  tables: Tables,
  { contractId, present, time }: { contractId: string; present: ReadonlySet<string>; time: Date },
): Promise<void> {
  const { texts } = tables
  const fields = { contractId: texts.contractId, version: texts.version }
  const indexed = await session.select({ fields, from: texts, where: eq(texts.contractId, contractId) })
  for (const version of indexed.filter(row => !present.has(row.version))) {
    const last = await lastEvent(session, tables, version)
    if (last && last.fingerprintAfter !== null)
      await appendEvent(session, tables, externalDeletion(last, time))
  }
}
