import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import type { SqlDatabase, SqlSession } from './database.ts'
import { takeTurn } from './heads.ts'
import { indexVersion } from './search-index.ts'

/** How many contracts are looked at together. */
const batchSize = 100

/** Which rules the index was made by. One more whenever what is derived from a document changes. */
const extractionVersion = 1

/** The row of the feed's table that has it. */
const stateId = 2

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
  readonly #database: SqlDatabase
  #isStopped = false

  constructor(database: SqlDatabase) {
    this.#database = database
  }

  /** Whether the index was once made as a whole, by the rules of this release. */
  async isComplete(): Promise<boolean> {
    const { feed } = this.#database.tables
    const [state] = await this.#database.select({
      fields: { sequence: feed.sequence },
      from: feed,
      where: eq(feed.id, stateId),
    })
    return state?.sequence === extractionVersion
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
    await this.#database.transaction(session => this.#complete(session))
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

  /** The contracts of which some version is not in the index. */
  async #missing(contractIds: readonly string[]): Promise<string[]> {
    const { contracts, texts } = this.#database.tables
    const keysOf = async (table: typeof contracts | typeof texts) => {
      return this.#database.select({
        fields: { contractId: table.contractId, version: table.version },
        from: table,
        where: inArray(table.contractId, [...contractIds]),
      })
    }
    const indexed = new Set((await keysOf(texts)).map(row => `${row.contractId}\0${row.version}`))
    const missing = (await keysOf(contracts)).filter(row => !indexed.has(`${row.contractId}\0${row.version}`))
    return [...new Set(missing.map(row => row.contractId))]
  }

  #rebuild(contractId: string): Promise<void> {
    const { contracts, search, texts } = this.#database.tables
    return this.#database.transaction(async session => {
      await takeTurn(session, this.#database.tables, contractId)
      const [row] = await session.select({
        fields: { id: search.id },
        from: search,
        where: eq(search.contractId, contractId),
      })
      if (row) await this.#database.fullText.remove?.(session, row.id)
      await session.delete(search, eq(search.contractId, contractId))
      await session.delete(texts, eq(texts.contractId, contractId))
      const { version, json, createdAt, updatedAt } = contracts
      const versions = await session.select({
        fields: { version, json, createdAt, updatedAt },
        from: contracts,
        where: and(eq(contracts.contractId, contractId)),
      })
      for (const { version, json, createdAt, updatedAt } of versions) {
        const time = updatedAt ?? createdAt
        await indexVersion(session, this.#database, { contractId, version, json, time, isKnown: true })
      }
    })
  }

  async #complete(session: SqlSession): Promise<void> {
    const { feed } = this.#database.tables
    const state = { sequence: extractionVersion }
    const isUpdated = (await session.update(feed, state, eq(feed.id, stateId))) > 0
    if (!isUpdated) await session.insertIfAbsent(feed, { id: stateId, ...state })
  }
}
