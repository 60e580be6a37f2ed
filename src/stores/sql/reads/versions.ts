import { isDeepStrictEqual } from 'node:util'
import { asc, inArray } from 'drizzle-orm'
import { EventLoop } from '../../../concurrency/event-loop.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import { compareVersions, highestVersion } from '../../../domain/version.ts'
import type { Fields, Prepared, RowOf, Select } from '../../../sql/database.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import type { HighestQuery, HighestVersion } from '../../highest-query.ts'
import type {
  EarlierQuery,
  StoredVersion,
  VersionOutline,
  VersionState,
  VersionSummary,
} from '../../store.ts'
import { ofVersions, slicesOf } from '../columns.ts'
import { type Adoption, isForeign, isUnknown } from '../foreign-rows/adoption.ts'
import type { TimelyAdoption } from '../foreign-rows/timely-adoption.ts'
import { type Queries, type StateRow, type SummaryRow, stateFields, summaryFields } from '../queries.ts'
import { stateOf, storedVersion, summaryOf } from '../rows.ts'
import type { ContractList } from '../search/contract-list.ts'
import type { StoreDatabase } from '../store-database.ts'
import { unknownRank } from '../tables.ts'
import { joinVerdicts, type Verdict, verdictFields, verdictOf } from '../validation/rows.ts'
import type { DocumentReads } from './document-reads.ts'
import { EarlierReads, earlierVersions } from './earlier-versions.ts'
import { HighestVersions } from './highest-versions.ts'
import { type SeenEarlier, type SeenFields, type SeenVersion, seenIn, selectSeen } from './seen-version.ts'
import { SharedReads } from './shared-reads.ts'
import { SingleReads } from './single-reads.ts'

/** What is needed to read versions that other programs may have written or deleted. */
export interface VersionParts {
  readonly database: StoreDatabase
  readonly queries: Queries
  readonly documents: DocumentWorkers
  readonly adoption: Adoption
  readonly timely: TimelyAdoption
  readonly list: ContractList
}

/** What is known of a version without its document, and of the verdict about that; undefined when there is none yet. */
type Outline = Omit<VersionOutline, 'validation'> & { readonly verdict: Verdict | undefined }

/** What is seen of a version that is to be changed, but for what is read when it is asked for. */
type Seen = Pick<SeenVersion, 'stored' | 'lastRevision' | 'clock' | 'earlier'>

/** Reads contract versions as they are now. */
export class Versions {
  readonly #database: StoreDatabase
  readonly #queries: Queries
  readonly #documents: DocumentWorkers
  readonly #adoption: Adoption
  readonly #timely: TimelyAdoption
  readonly #list: ContractList
  readonly #highest: HighestVersions
  readonly #seen: Prepared<SeenFields>
  readonly #earlier: EarlierReads
  #lastEarlier: EarlierQuery | undefined
  readonly #reads: DocumentReads
  readonly #loop = new EventLoop()

  constructor(parts: VersionParts) {
    this.#database = parts.database
    this.#queries = parts.queries
    this.#documents = parts.documents
    this.#adoption = parts.adoption
    this.#timely = parts.timely
    this.#list = parts.list
    this.#highest = new HighestVersions(parts.database)
    this.#seen = parts.database.prepare(selectSeen(parts.database))
    this.#earlier = new EarlierReads(parts.database)
    this.#reads = new (parts.database.markOf ? SharedReads : SingleReads)(parts.database, this.#highest)
  }

  async get(identity: VersionIdentity): Promise<StoredVersion | undefined> {
    const found = await this.#reads.exact(identity)
    return found && (found.stored ?? this.#getForeign(identity))
  }

  async latest(contractId: string): Promise<StoredVersion | undefined> {
    const found = await this.#reads.latest(contractId)
    if (!found) return undefined
    if (found.row.releaseRank !== unknownRank && found.stored) return found.stored
    await this.#timely.contracts([contractId])
    const version = highestVersion(await this.names(contractId))
    return version === undefined ? undefined : this.get({ contractId, version })
  }

  /** Undefined also where another program has written the row that was found. */
  async highest(query: HighestQuery): Promise<StoredVersion | undefined> {
    return (await this.#reads.highest(query))?.stored
  }

  highestOfEach(queries: readonly HighestQuery[]): Promise<(HighestVersion | undefined)[]> {
    return this.#highest.ofEach(queries)
  }

  /** Some versions with their documents: those that are there as this service has written or taken them over. */
  verified(wanted: readonly VersionIdentity[]): Promise<StoredVersion[]> {
    return this.#reads.verified(wanted)
  }

  /**
   * All that is known of a version, for a change of it. Of those before it, what was asked last, of whatever version, is likely
   * to be asked again: a server, which is some way off, is asked for it at once.
   */
  async seen({ contractId, version }: VersionIdentity): Promise<Seen> {
    const identity = { contractId, version }
    const likely = this.#database.isSerial ? undefined : this.#likelyEarlier(identity)
    const read = async () => seenIn(await this.#seen(identity))
    let { row, lastRevision, clock } = await read()
    if (row && isForeign(row)) {
      await this.#adoption.adoptVersion(identity)
      ;({ row, lastRevision, clock } = await read())
    }
    const stored = row && (await this.#stateOf(row))
    const earlier = async (query: EarlierQuery) => {
      this.#lastEarlier = query
      const found = isDeepStrictEqual(query, likely?.query) ? await likely?.found : undefined
      // an answer without versions has no clock: for a version that is made, it is asked for again, after the clock was read
      const hasClock = found?.clock !== undefined || clock === undefined
      return found && (stored || hasClock) ? found : this.#earlierOf(identity, query)
    }
    return { stored, lastRevision, clock, earlier }
  }

  /** The versions of a contract in the order of SemVer, lowest first. */
  async names(contractId: string): Promise<string[]> {
    const rows = await this.#sharing(() => this.#queries.versions({ contractId }))
    const versions = rows.map(row => row.version)
    return rows.some(row => row.releaseRank === unknownRank) ? versions.sort(compareVersions) : versions
  }

  /** All versions of some contracts, without their documents. */
  async summariesOfContracts(contractIds: readonly string[]): Promise<VersionSummary[]> {
    let rows = await this.#sharing(() => this.#summaryRows(contractIds))
    const foreign = rows.filter(isUnknown).map(row => row.contractId)
    if (foreign.length > 0) {
      await this.#timely.contracts([...new Set(foreign)])
      rows = await this.#summaryRows(contractIds)
    }
    return rows.map(summaryOf)
  }

  #likelyEarlier(identity: VersionIdentity) {
    const query = this.#lastEarlier
    if (!query) return undefined
    const found = this.#earlierOf(identity, query)
    // nobody need wait for it
    found.catch(() => undefined)
    return { query, found }
  }

  async #earlierOf(identity: VersionIdentity, query: EarlierQuery): Promise<SeenEarlier> {
    let rows = await this.#earlier.committed(identity, query)
    if (rows.some(isUnknown)) {
      await this.#timely.contracts([identity.contractId])
      rows = await this.#earlier.committed(identity, query)
    }
    return earlierVersions(rows, query)
  }

  /** Some versions, with their documents. */
  async states(wanted: readonly VersionIdentity[]): Promise<VersionState[]> {
    const rows = await this.#rowsOf(wanted, stateFields(this.#database.tables))
    return Promise.all(rows.map(row => this.#stateOf(row)))
  }

  /** Some versions, without their documents. */
  async summaries(wanted: readonly VersionIdentity[]): Promise<VersionSummary[]> {
    const rows = await this.#rowsOf(wanted, summaryFields(this.#database.tables))
    return rows.map(summaryOf)
  }

  /** Some versions, with what tells their documents from others. */
  async outlines(wanted: readonly VersionIdentity[]): Promise<Outline[]> {
    const { tables } = this.#database
    const { digest, json } = tables.contracts
    const size = this.#database.byteLength(json)
    const fields = { ...summaryFields(tables), digest, size, ...verdictFields(tables) }
    const rows = await this.#rowsOf(wanted, fields, joinVerdicts(tables))
    return rows.map(row => ({
      ...summaryOf(row),
      digest: (!isUnknown(row) && row.digest) || undefined,
      size: Number(row.size),
      verdict: verdictOf(row, this.#documents.rules?.key),
    }))
  }

  /** The digest of a row that another program has just written is made from its document. */
  async #stateOf(row: StateRow): Promise<VersionState> {
    const { digest } = isForeign(row) ? await this.#documents.derive(row.json, row) : row
    return stateOf({ ...row, digest })
  }

  /** A version that another program has written, once it is taken over; as it is where that is not possible. */
  async #getForeign({ contractId, version }: VersionIdentity): Promise<StoredVersion | undefined> {
    const identity = { contractId, version }
    await this.#timely.version(identity)
    const found = await this.#reads.exact(identity)
    if (!found || found.stored) return found?.stored
    const { row } = found
    const { status, digest } = await this.#documents.derive(row.json, identity)
    return storedVersion({
      ...row,
      ...identity,
      status: status ?? null,
      digest,
      revision: row.revision + 1,
    })
  }

  /** A contract may have thousands of versions: others have their turn before they are read, and before they are looked at. */
  async #sharing<T>(read: () => Promise<T>): Promise<T> {
    await this.#loop.share()
    const rows = await read()
    await this.#loop.share()
    return rows
  }

  #summaryRows(contractIds: readonly string[]): Promise<SummaryRow[]> {
    const [contractId] = contractIds
    if (contractId === undefined) return Promise.resolve([])
    if (contractIds.length === 1) return this.#queries.summaries({ contractId })
    const { tables } = this.#database
    const { contracts } = tables
    return this.#database.select({
      fields: summaryFields(tables),
      from: contracts,
      where: inArray(contracts.contractId, [...contractIds]),
      orderBy: [asc(contracts.contractId), asc(contracts.sortKey), asc(contracts.version)],
    })
  }

  async #rowsOf<F extends Fields>(
    wanted: readonly VersionIdentity[],
    fields: F,
    leftJoin?: Select<F>['leftJoin'],
  ): Promise<RowOf<F>[]> {
    const { contracts } = this.#database.tables
    const found: RowOf<F>[] = []
    for (const some of slicesOf(wanted)) {
      const where = ofVersions(this.#database, contracts, some)
      found.push(
        ...(await this.#database.select({ fields, from: contracts, ...(leftJoin && { leftJoin }), where })),
      )
    }
    if (found.length < wanted.length)
      await this.#list.forgetDeleted(wanted.map(({ contractId }) => contractId))
    return found
  }
}
