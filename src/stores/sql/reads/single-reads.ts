import { type VersionIdentity, versionKey } from '../../../domain/identity.ts'
import type { HighestQuery } from '../../highest-query.ts'
import { ofVersions } from '../columns.ts'
import { isForeign } from '../foreign-rows/adoption.ts'
import { comparedFields, type DocumentRow, prepareDocumentQueries } from '../queries.ts'
import { keptVersion } from '../rows.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { DocumentReads, FoundVersion } from './document-reads.ts'
import type { HighestVersions } from './highest-versions.ts'

/** Asks for each version by itself. On SQLite that takes no longer, and what is asked again is mostly known. */
export class SingleReads implements DocumentReads {
  readonly #database: StoreDatabase
  readonly #queries: ReturnType<typeof prepareDocumentQueries<ReturnType<typeof comparedFields>>>
  readonly #highest: HighestVersions
  /** What was made of rows that a dialect keeps and gives again. */
  readonly #found = new WeakMap<DocumentRow, FoundVersion>()

  constructor(database: StoreDatabase, highest: HighestVersions) {
    this.#database = database
    this.#highest = highest
    this.#queries = prepareDocumentQueries(database, comparedFields(database.tables))
  }

  async exact({ contractId, version }: VersionIdentity): Promise<FoundVersion | undefined> {
    const [row] = await this.#queries.exact({ contractId, version })
    return row && this.#foundIn(contractId, row)
  }

  async latest(contractId: string): Promise<FoundVersion | undefined> {
    const [row] = await this.#queries.latest({ contractId })
    return row && this.#foundIn(contractId, row)
  }

  async highest(query: HighestQuery): Promise<FoundVersion | undefined> {
    const row = await this.#highest.one(query)
    return row && this.#foundIn(query.contractId, row)
  }

  async verified(wanted: readonly VersionIdentity[]) {
    const found = this.#database.isSerial ? await this.#each(wanted) : await this.#together(wanted)
    return found.flatMap(one => one?.stored ?? [])
  }

  #each(wanted: readonly VersionIdentity[]): Promise<(FoundVersion | undefined)[]> {
    const different = new Map(wanted.map(one => [versionKey(one), one]))
    return Promise.all([...different.values()].map(identity => this.exact(identity)))
  }

  async #together(wanted: readonly VersionIdentity[]): Promise<FoundVersion[]> {
    const { contracts } = this.#database.tables
    const rows = await this.#database.select({
      fields: { contractId: contracts.contractId, ...comparedFields(this.#database.tables) },
      from: contracts,
      where: ofVersions(this.#database, contracts, wanted),
    })
    return rows.map(row => this.#foundIn(row.contractId, row))
  }

  #foundIn(contractId: string, row: DocumentRow): FoundVersion {
    const known = this.#found.get(row)
    if (known) return known
    const stored = isForeign(row) ? undefined : keptVersion({ contractId, ...row })
    const found: FoundVersion = stored ? { row, stored } : { row, stored: undefined }
    this.#found.set(row, found)
    return found
  }
}
