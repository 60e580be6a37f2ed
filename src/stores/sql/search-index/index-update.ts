import type { SQL } from 'drizzle-orm'
import { inBatches } from '../../../concurrency/batches.ts'
import { EventLoop } from '../../../concurrency/event-loop.ts'
import { type VersionIdentity, versionKey } from '../../../domain/identity.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import { noFacets } from '../../../search/versions/contract-facets.ts'
import type { KeptSets } from '../../../search/versions/contract-terms.ts'
import { noTerms } from '../../../search/versions/term-columns.ts'
import type { SqlSession } from '../../../sql/database.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import { ofVersion, ofVersions, slicesOf } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'
import { validationRow } from '../validation/rows.ts'
import type { FullText } from './full-text.ts'
import { fullTextOf } from './full-text-of.ts'
import type { DigestedVersion, IndexCache } from './index-cache.ts'
import {
  type ChangedVersion,
  type ContractChange,
  type IndexedContract,
  indexContract,
  type TakeRows,
} from './index-contract.ts'
import type { IndexedEvent } from './index-position.ts'
import { IndexWriter } from './index-writer.ts'
import { type SearchRowBefore, searchRowsOf } from './search-rows.ts'

/** Of how many contracts the words are held at a time: each may have some hundred thousand characters of them. */
const contractsAtOnce = 25

/** A version as the index finds it in the main table. */
interface PresentVersion extends DigestedVersion {
  readonly createdAt: Date
  readonly updatedAt: Date | null
}

/** Brings the index up to date within a transaction that has locked it: with some events, or for a whole contract. */
export class IndexUpdate {
  readonly #database: StoreDatabase
  readonly #fullText: FullText
  readonly #documents: DocumentWorkers
  readonly #cache: IndexCache
  readonly #loop = new EventLoop()

  constructor(database: StoreDatabase, documents: DocumentWorkers, cache: IndexCache) {
    this.#database = database
    this.#fullText = fullTextOf(database)
    this.#documents = documents
    this.#cache = cache
  }

  /**
   * Reads the documents of events that other processes have written, before anything is locked.
   *
   * @returns how many of the events should be indexed together, because their documents fit into memory; undefined for all.
   */
  async prepare(events: readonly IndexedEvent[]): Promise<number | undefined> {
    const { contracts } = this.#database.tables
    const unknown = distinct(events.filter(event => !this.#cache.has(event)))
    if (unknown.length === 0) return undefined
    const { contractId, version, json } = contracts
    const rows = await this.#database.select({
      fields: { contractId, version, size: this.#database.byteLength(json) },
      from: contracts,
      where: ofVersions(this.#database, contracts, unknown),
    })
    const place = new Map(unknown.map((event, at) => [versionKey(event), at]))
    rows.sort((one, other) => (place.get(versionKey(one)) ?? 0) - (place.get(versionKey(other)) ?? 0))
    const sizes = rows.map(({ size }) => Number(size))
    const [first = [], ...others] = inBatches(rows, sizes)
    for (const row of first) await this.#remember(row, Number(row.size))
    const left = new Set(others.flat().map(versionKey))
    const end = events.findIndex(event => left.has(versionKey(event)))
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

  /**
   * Has the index know what became of the versions of some events.
   *
   * @returns the versions that are not there although the history does not know of a deletion.
   */
  async apply(session: SqlSession, events: readonly IndexedEvent[]): Promise<VersionIdentity[]> {
    if (events.length === 0) return []
    const touched = distinct(events)
    const present = await this.#presentVersions(
      session,
      ofVersions(this.#database, this.#database.tables.contracts, touched),
    )
    await new IndexWriter(session, this.#database, this.#fullText).removeVersions(touched)
    const absent = touched.filter(event => !present.has(versionKey(event)))
    const gone = await this.#goneAmong(session, new Set(absent.map(({ contractId }) => contractId)))
    const contracts = [...Map.groupBy(touched, event => event.contractId)]
    for (const some of slicesOf(contracts, contractsAtOnce)) await this.#applyTo(session, some, present, gone)
    return touched.filter(event => !event.isDeletion && !present.has(versionKey(event)))
  }

  async #applyTo(
    session: SqlSession,
    contracts: readonly (readonly [contractId: string, events: readonly IndexedEvent[]])[],
    present: ReadonlyMap<string, PresentVersion>,
    gone: ReadonlySet<string>,
  ): Promise<void> {
    const contractIds = contracts.map(([contractId]) => contractId)
    const before = await searchRowsOf(session, this.#database, contractIds)
    const left = contracts.filter(([contractId]) => !gone.has(contractId))
    const changes = left.map(([contractId, own]): ContractChange => {
      const written: ChangedVersion[] = []
      const deleted: ChangedVersion[] = []
      for (const event of own) {
        const row = present.get(versionKey(event))
        if (row) written.push(asWritten(row))
        else deleted.push({ version: event.version, time: event.occurredAt })
      }
      const known = before.get(contractId)
      const keptSets = this.#keptSets(session, known)
      return { contractId, before: known, keptSets, isNew: !known, written, deleted }
    })
    const writer = new IndexWriter(session, this.#database, this.#fullText)
    const emptied = contractIds.filter(contractId => gone.has(contractId))
    await writer.removeContracts(new Map(emptied.map(contractId => [contractId, before.get(contractId)])))
    await this.#write(session, writer, changes, present)
  }

  /**
   * Those of some contracts that have no versions any more. The versions may be too many for one batch: what the index has
   * of the contract is taken out with the first of them.
   */
  async #goneAmong(session: SqlSession, contractIds: ReadonlySet<string>): Promise<Set<string>> {
    if (contractIds.size === 0) return new Set()
    const { contractId } = this.#database.tables.contracts
    const left = await session.select({
      fields: { contractId },
      from: this.#database.tables.contracts,
      where: this.#database.isOneOf(contractId, [...contractIds]),
      distinct: true,
    })
    const isLeft = new Set(left.map(row => row.contractId))
    return new Set([...contractIds].filter(one => !isLeft.has(one)))
  }

  /** Rebuilds contracts from the documents of their versions; takes out those that have none. */
  async rebuild(session: SqlSession, contractIds: readonly string[]): Promise<void> {
    const { contracts } = this.#database.tables
    const present = await this.#presentVersions(
      session,
      this.#database.isOneOf(contracts.contractId, contractIds),
    )
    const byContract = Map.groupBy(present.values(), row => row.contractId)
    const before = await searchRowsOf(session, this.#database, contractIds)
    const changes = contractIds.map((contractId): ContractChange => {
      const known = before.get(contractId)
      const isGone = known && !present.has(versionKey(known))
      return {
        contractId,
        isNew: false,
        // as if it had no versions: whatever the index has of it is written again
        before: known && { ...known, versions: noTerms.versions, facets: noFacets, fieldsDigest: '' },
        keptSets: this.#keptSets(session, known),
        written: (byContract.get(contractId) ?? []).map(asWritten),
        deleted: isGone ? [{ version: known.version, time: known.updatedAt }] : [],
      }
    })
    const writer = new IndexWriter(session, this.#database, this.#fullText)
    await writer.removeVersionsOf(contractIds)
    await this.#write(session, writer, changes, present)
  }

  #keptSets(session: SqlSession, known: SearchRowBefore | undefined): KeptSets | undefined {
    return known && this.#fullText.keptSets?.(session, known.id)
  }

  async #write(
    session: SqlSession,
    writer: IndexWriter,
    changes: readonly ContractChange[],
    present: ReadonlyMap<string, PresentVersion>,
  ): Promise<void> {
    const contracts: IndexedContract[] = []
    const emptied = new Map<string, SearchRowBefore | undefined>()
    for (const change of changes) {
      const { contractId } = change
      const isWritten = new Set(change.written.map(({ version }) => version))
      const indexOf = async (version: string) => {
        const identity = { contractId, version }
        const known = present.get(versionKey(identity)) ?? { ...identity, digest: null }
        const index = await this.#indexOf(session, known)
        if (isWritten.has(version)) writer.addVerdict(validationRow(known, index.judged))
        return index
      }
      const take: TakeRows = (text, tags) => writer.addVersion(text, tags)
      const indexed = await indexContract(change, indexOf, take, () => this.#loop.share())
      if (indexed) contracts.push(indexed)
      else emptied.set(contractId, change.before)
    }
    await writer.writeContracts(contracts)
    await writer.removeContracts(emptied)
    await writer.flush()
  }

  async #presentVersions(session: SqlSession, where: SQL): Promise<Map<string, PresentVersion>> {
    const { contracts } = this.#database.tables
    const { contractId, version, digest, createdAt, updatedAt } = contracts
    const rows: PresentVersion[] = await session.select({
      fields: { contractId, version, digest, createdAt, updatedAt },
      from: contracts,
      where,
    })
    return new Map(rows.map(row => [versionKey(row), row]))
  }

  async #indexOf(session: SqlSession, version: DigestedVersion): Promise<VersionIndex> {
    // what is remembered is worked out when it is asked for first, and no promise on the way lets others have a turn
    await this.#loop.share()
    const known = this.#cache.get(version)
    return known ?? this.#documents.index(await this.#documentOf(session, version), version)
  }

  /** One document at a time: together those of a contract may be larger than the memory. */
  async #documentOf(reader: Pick<SqlSession, 'select'>, identity: VersionIdentity): Promise<string> {
    const { contracts } = this.#database.tables
    const [row] = await reader.select({
      fields: { json: contracts.json },
      from: contracts,
      where: ofVersion(contracts, identity),
    })
    return row?.json ?? ''
  }
}

/** Each version once, with its last event. */
function distinct(events: readonly IndexedEvent[]): IndexedEvent[] {
  return [...new Map(events.map(event => [versionKey(event), event])).values()]
}

function asWritten({ version, updatedAt, createdAt }: PresentVersion): ChangedVersion {
  return { version, time: updatedAt ?? createdAt }
}
