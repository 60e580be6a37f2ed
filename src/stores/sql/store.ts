import { asc, inArray } from 'drizzle-orm'
import type { Author, HistoryEvent } from '../../domain/history.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { Scope } from '../../domain/scope.ts'
import { compareVersions, highestVersion } from '../../domain/version.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type {
  Facet,
  FacetName,
  FieldPage,
  FieldQuery,
  SearchPage,
  SearchQuery,
  SearchTotal,
} from '../search-query.ts'
import type {
  ChangeOutcome,
  ContractPage,
  ContractStore,
  CurrentVersion,
  DatasetLink,
  Decide,
  DocumentIdentity,
  HistoryQuery,
  LinkPage,
  ListQuery,
  RevisionIdentity,
  StoredVersion,
  VersionState,
  VersionSummary,
} from '../store.ts'
import { Adoption, isForeign, isUnknown } from './adoption.ts'
import { slicesOf } from './columns.ts'
import { ContractList } from './contract-list.ts'
import type { Fields, RowOf, SqlDatabase } from './database.ts'
import { DocumentSizes } from './document-sizes.ts'
import { ignoreStoreFault } from './faults.ts'
import { Feed } from './feed.ts'
import { FieldCatalogue } from './field-catalogue.ts'
import { History } from './history.ts'
import { HitCounts } from './hit-counts.ts'
import { Links } from './links.ts'
import { Patience } from './patience.ts'
import {
  type DocumentRow,
  prepareQueries,
  type Queries,
  type SummaryRow,
  stateFields,
  summaryFields,
} from './queries.ts'
import { Reconciler, type ReconcilerLog } from './reconciler.ts'
import { Reindexer, type ReindexOptions, type ReindexProgress } from './reindex.ts'
import { Revisions } from './revisions.ts'
import { stateOf, storedVersion, summaryOf } from './rows.ts'
import { Search } from './search.ts'
import { type Tables, unknownRank } from './tables.ts'
import { Writer } from './writer.ts'

/** Contracts in dc43's SQL table, beside which a Python dc43 process may go on reading and writing. */
export class SqlContractStore implements ContractStore {
  readonly #database: SqlDatabase
  readonly #documents: DocumentWorkers
  readonly #tables: Tables
  readonly #queries: Queries
  readonly #feed: Feed
  readonly #adoption: Adoption
  readonly #writer: Writer
  readonly #history: History
  readonly #links: Links
  readonly #revisions: Revisions
  readonly #sizes: DocumentSizes
  readonly #search: Search
  readonly #hits: HitCounts
  readonly #fields: FieldCatalogue
  readonly #reindexer: Reindexer
  readonly #list: ContractList
  readonly #patience = new Patience()
  readonly #reconciler: Reconciler
  #wasIndexed = false
  /** What was made of rows that a dialect keeps and gives again. */
  readonly #verified = new WeakMap<DocumentRow, StoredVersion>()

  constructor(database: SqlDatabase, documents: DocumentWorkers) {
    this.#database = database
    this.#documents = documents
    this.#tables = database.tables
    this.#queries = prepareQueries(database)
    this.#feed = new Feed(database, this.#queries)
    this.#adoption = new Adoption(database, documents, this.#feed)
    this.#writer = new Writer(database, documents, this.#feed)
    this.#history = new History(database)
    this.#links = new Links(database, this.#queries)
    this.#revisions = new Revisions(database, this.#queries)
    this.#sizes = new DocumentSizes(database)
    this.#search = new Search(database)
    this.#hits = new HitCounts(database)
    this.#fields = new FieldCatalogue(database)
    this.#reindexer = new Reindexer(database, documents, this.#feed)
    this.#list = new ContractList(database, this.#queries, this.#reindexer)
    this.#reconciler = new Reconciler(this.#adoption, this.#reindexer)
  }

  async change(identity: VersionIdentity, decide: Decide, author: Author): Promise<ChangeOutcome> {
    // most of what changes nothing, replays and refusals, is known before anything is locked
    const current = await this.current(identity)
    if (!(await decide(current))) return { before: current.stored, after: current.stored }
    return this.#writer.change(identity, decide, author)
  }

  async current({ contractId, version }: VersionIdentity): Promise<CurrentVersion> {
    const read = () => this.#queries.state({ contractId, version })
    let [row] = await read()
    if (row && isForeign(row)) {
      await this.#adoption.adoptVersion({ contractId, version })
      row = (await read())[0]
    }
    const stored = row && stateOf(row)
    return {
      stored,
      source: async () => stored && (await this.source(stored)),
      versions: () => this.listVersions(contractId),
      events: limit => this.history({ contractId, version, order: 'newest', limit }),
    }
  }

  async get({ contractId, version }: VersionIdentity): Promise<StoredVersion | undefined> {
    const [row] = await this.#queries.get({ contractId, version })
    return (
      row && (this.#verifiedVersion(contractId, row) ?? (await this.#getForeign({ contractId, version })))
    )
  }

  async latest(contractId: string): Promise<StoredVersion | undefined> {
    const [row] = await this.#queries.latest({ contractId })
    if (!row) return undefined
    if (row.releaseRank !== unknownRank) {
      const verified = this.#verifiedVersion(contractId, row)
      if (verified) return verified
    }
    await this.#adoptQuietly([contractId])
    const version = highestVersion(await this.listVersions(contractId))
    return version === undefined ? undefined : this.get({ contractId, version })
  }

  revisions(wanted: readonly RevisionIdentity[]): Promise<StoredVersion[]> {
    return this.#revisions.of(wanted)
  }

  source(stored: StoredVersion): Promise<Buffer | undefined> {
    return this.#revisions.source(stored)
  }

  async listVersions(contractId: string): Promise<string[]> {
    const rows = await this.#queries.versions({ contractId })
    const versions = rows.map(row => row.version)
    return rows.some(row => row.releaseRank === unknownRank) ? versions.sort(compareVersions) : versions
  }

  async summaries(contractIds: readonly string[]): Promise<VersionSummary[]> {
    let rows = await this.#summaryRows(contractIds)
    const foreign = rows.filter(isUnknown).map(row => row.contractId)
    if (foreign.length > 0) {
      await this.#adoptQuietly([...new Set(foreign)])
      rows = await this.#summaryRows(contractIds)
    }
    return rows.map(summaryOf)
  }

  async summariesAsOf(contractIds: readonly string[], time: Date): Promise<VersionSummary[]> {
    await this.#adoptQuietly(contractIds)
    return this.#history.summariesAsOf(contractIds, time)
  }

  async versions(wanted: readonly VersionIdentity[]): Promise<VersionState[]> {
    const rows = await this.#rowsOf(wanted, stateFields(this.#tables))
    return rows.map(stateOf)
  }

  async summariesOf(wanted: readonly VersionIdentity[]): Promise<VersionSummary[]> {
    const rows = await this.#rowsOf(wanted, summaryFields(this.#tables))
    return rows.map(summaryOf)
  }

  documentSizes(wanted: readonly DocumentIdentity[]): Promise<number[]> {
    return this.#sizes.of(wanted)
  }

  async #rowsOf<F extends Fields>(wanted: readonly VersionIdentity[], fields: F): Promise<RowOf<F>[]> {
    const { contracts } = this.#tables
    const found: RowOf<F>[] = []
    for (const some of slicesOf(wanted)) {
      const where = this.#database.isAnyOf(contracts, some)
      found.push(...(await this.#database.select({ fields, from: contracts, where })))
    }
    if (found.length < wanted.length)
      await this.#list.forgetDeleted(wanted.map(({ contractId }) => contractId))
    return found
  }

  async search(query: SearchQuery): Promise<SearchPage> {
    await this.#adoptSome()
    return this.#search.page(query)
  }

  countHits(query: SearchQuery, most: number): Promise<SearchTotal> {
    return this.#hits.total(query, most)
  }

  facets(query: SearchQuery, names: readonly FacetName[]): Promise<ReadonlyMap<FacetName, Facet>> {
    return this.#hits.facets(query, names)
  }

  async fields(query: FieldQuery): Promise<FieldPage> {
    await this.#adoptSome()
    return this.#fields.page(query)
  }

  async listContracts(query: ListQuery): Promise<ContractPage> {
    return this.#list.page(query, (await this.#isIndexed()) && (await this.#adoptSome()))
  }

  async history(query: HistoryQuery): Promise<HistoryEvent[]> {
    // a table that was adopted just now is taken over in the background; here only what is new
    if (query.contractId === undefined) await this.#adoptSome()
    else await this.#adoptQuietly([query.contractId])
    // while the storage takes no writes, nothing new is acknowledged either
    await this.#feed.catchUp().catch(ignoreStoreFault)
    return this.#history.events(query)
  }

  link(link: Omit<DatasetLink, 'linkedAt'>, scope?: Scope): Promise<boolean> {
    return this.#links.link(link, scope)
  }

  linked(datasetId: string, datasetVersion: string): Promise<DatasetLink | undefined> {
    return this.#links.linked(datasetId, datasetVersion)
  }

  links(identity: VersionIdentity, page: { limit: number; offset: number }): Promise<LinkPage> {
    return this.#links.page(identity, page)
  }

  countLinks(contractId: string): Promise<number> {
    return this.#links.count(contractId)
  }

  /**
   * Takes over what other programs wrote, so that the database can order it itself and it is in the history. Reads are
   * right without it, only slower.
   *
   * @returns how many rows were taken over.
   */
  adoptForeignRows(): Promise<number> {
    return this.#adoption.adopt()
  }

  /** Makes the index anew that lists and searches look at; see `ReindexOptions`. */
  reindex(options: ReindexOptions): Promise<ReindexProgress> {
    return this.#reindexer.run(options)
  }

  /** Completes the index, and goes on looking for what other programs have written until the store is closed. */
  reconcileEvery(interval: number, log: ReconcilerLog): void {
    this.#reconciler.start(interval, log)
  }

  async check(): Promise<void> {
    await this.#queries.any({})
  }

  async close(): Promise<void> {
    await this.#reconciler.stop()
    await this.#patience.settle()
    await this.#feed.settle()
    await this.#database.close()
  }

  /** The version a row holds, or undefined when another program has written the row. */
  #verifiedVersion(contractId: string, row: DocumentRow): StoredVersion | undefined {
    const known = this.#verified.get(row)
    if (known) return known
    if (isForeign(row)) return undefined
    const stored = storedVersion({ contractId, ...row })
    this.#verified.set(row, stored)
    return stored
  }

  /** A version that another program has written, once it is taken over; as it is where that is not possible. */
  async #getForeign(identity: VersionIdentity): Promise<StoredVersion | undefined> {
    await this.#patience.run(JSON.stringify(identity), async () => {
      await this.#adoption.adoptVersion(identity)
      return true
    })
    const [row] = await this.#queries.get({ ...identity })
    if (!row) return undefined
    const { status, digest } = await this.#documents.derive(row.json, identity)
    return (
      this.#verifiedVersion(identity.contractId, row) ??
      storedVersion({ ...row, ...identity, status: status ?? null, digest, revision: row.revision + 1 })
    )
  }

  #summaryRows(contractIds: readonly string[]): Promise<SummaryRow[]> {
    const [contractId] = contractIds
    if (contractId === undefined) return Promise.resolve([])
    if (contractIds.length === 1) return this.#queries.summaries({ contractId })
    const { contracts } = this.#tables
    return this.#database.select({
      fields: summaryFields(this.#tables),
      from: contracts,
      where: inArray(contracts.contractId, [...contractIds]),
      orderBy: [asc(contracts.contractId), asc(contracts.sortKey), asc(contracts.version)],
    })
  }

  async #isIndexed(): Promise<boolean> {
    this.#wasIndexed ||= await this.#reindexer.isComplete()
    return this.#wasIndexed
  }

  /**
   * Takes over what other programs have written since, a few rows at most.
   *
   * @returns whether nothing is left.
   */
  #adoptSome(): Promise<boolean> {
    return this.#patience.run('', () => this.#adoption.adoptSome())
  }

  /** Reads answer what they can when this is not possible now. */
  async #adoptQuietly(contractIds: readonly string[]): Promise<void> {
    await this.#patience.run(JSON.stringify(contractIds), async () => {
      await this.#adoption.adopt(contractIds)
      return true
    })
  }
}
