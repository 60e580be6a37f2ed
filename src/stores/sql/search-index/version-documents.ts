import type { SQL } from 'drizzle-orm'
import { inBatches } from '../../../concurrency/batches.ts'
import { EventLoop } from '../../../concurrency/event-loop.ts'
import { type VersionIdentity, versionKey } from '../../../domain/identity.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import type { SqlSession } from '../../../sql/database.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import { ofVersion, ofVersions } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { DigestedVersion, IndexCache } from './index-cache.ts'

/** A version as the index finds it in the main table. */
export interface PresentVersion extends DigestedVersion {
  readonly createdAt: Date
  readonly updatedAt: Date | null
}

/** Reads what the index has of the documents of versions, as far as it is not remembered. */
export class VersionDocuments {
  readonly #database: StoreDatabase
  readonly #documents: DocumentWorkers
  readonly #cache: IndexCache
  readonly #loop = new EventLoop()

  constructor(database: StoreDatabase, documents: DocumentWorkers, cache: IndexCache) {
    this.#database = database
    this.#documents = documents
    this.#cache = cache
  }

  /**
   * Reads the documents of versions that other processes have written, before anything is locked.
   *
   * @param versions each once or more, in the order in which they are indexed.
   * @returns how many of them should be indexed together, because their documents fit into memory; undefined for all.
   */
  async prepare(versions: readonly VersionIdentity[]): Promise<number | undefined> {
    const unknown = [
      ...new Map(versions.filter(one => !this.#cache.has(one)).map(one => [versionKey(one), one])).values(),
    ]
    if (unknown.length === 0) return undefined
    const { contracts } = this.#database.tables
    const { contractId, version, json } = contracts
    const rows = await this.#database.select({
      fields: { contractId, version, size: this.#database.byteLength(json) },
      from: contracts,
      where: ofVersions(this.#database, contracts, unknown),
    })
    const place = new Map(unknown.map((one, at) => [versionKey(one), at]))
    rows.sort((one, other) => (place.get(versionKey(one)) ?? 0) - (place.get(versionKey(other)) ?? 0))
    const sizes = rows.map(({ size }) => Number(size))
    const [first = [], ...others] = inBatches(rows, sizes)
    for (const row of first) await this.#remember(row, Number(row.size))
    const left = new Set(others.flat().map(versionKey))
    const end = versions.findIndex(one => left.has(versionKey(one)))
    return end === -1 ? undefined : Math.max(1, end)
  }

  async #remember(version: VersionIdentity, size: number): Promise<void> {
    const { contracts } = this.#database.tables
    const [row] = await this.#database.select({
      fields: { digest: contracts.digest, json: contracts.json },
      from: contracts,
      where: ofVersion(contracts, version),
    })
    if (!row) return
    // a document that cannot be indexed fails again in the transaction, where it is left out
    const index = await this.#documents.index(row.json, version).catch(() => undefined)
    if (index) this.#cache.put({ ...version, digest: row.digest }, size, () => index)
  }

  /** Those versions that are there, by `versionKey`. */
  async present(session: SqlSession, where: SQL): Promise<Map<string, PresentVersion>> {
    const { contracts } = this.#database.tables
    const { contractId, version, digest, createdAt, updatedAt } = contracts
    const rows: PresentVersion[] = await session.select({
      fields: { contractId, version, digest, createdAt, updatedAt },
      from: contracts,
      where,
    })
    return new Map(rows.map(row => [versionKey(row), row]))
  }

  /** What the index has of a version. One document at a time: together those of a contract may be larger than the memory. */
  async indexOf(session: SqlSession, version: DigestedVersion): Promise<VersionIndex> {
    // what is remembered is worked out when it is asked for first, and no promise on the way lets others have a turn
    await this.#loop.share()
    const known = this.#cache.get(version)
    if (known) return known
    const { contracts } = this.#database.tables
    const [row] = await session.select({
      fields: { json: contracts.json },
      from: contracts,
      where: ofVersion(contracts, version),
    })
    return this.#documents.index(row?.json ?? '', version)
  }
}
