import { type VersionIdentity, versionKey } from '../../../domain/identity.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import { maxNumber, numberOf, searchIdOf } from '../../../search/postings/postings.ts'
import { type SqlSession, together } from '../../../sql/database.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import { ofVersions } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'
import { validationRow } from '../validation/rows.ts'
import type { IndexCache } from './index-cache.ts'
import {
  areInOrder,
  type ContractChange,
  type ContractPlan,
  planContract,
  type WrittenVersion,
} from './index-contract.ts'
import type { IndexedEvent } from './index-position.ts'
import { IndexWriter } from './index-writer.ts'
import {
  contractRow,
  type KnownVersion,
  knownVersions,
  postedTerms,
  searchRowsOf,
  textRow,
  versionsOf,
} from './search-rows.ts'
import type { SearchRow } from './tables.ts'
import { type PresentVersion, VersionDocuments } from './version-documents.ts'

/** From which number on a contract is rebuilt, so that it begins again: before there is none left for a batch. */
const mostNumbers = maxNumber - 10_000

/** What there is of the versions of some events, and of their contracts. */
interface Found {
  /** By `versionKey`. */
  readonly present: ReadonlyMap<string, PresentVersion>
  /** By the ids of the contracts. */
  readonly rows: ReadonlyMap<string, SearchRow>
  readonly known: readonly KnownVersion[]
}

/** What is written of a contract, and what of it is known already. */
interface PlannedContract {
  readonly plan: ContractPlan
  /** The id of its row. */
  readonly searchId: number
  /** What its latest version tells, where that is new. */
  readonly latest: VersionIndex | undefined
  /** See `Found`. */
  readonly present: ReadonlyMap<string, PresentVersion>
}

/** Brings the index up to date within a transaction that has locked it: with some events, or for a whole contract. */
export class IndexUpdate {
  readonly #database: StoreDatabase
  readonly #documents: VersionDocuments

  constructor(database: StoreDatabase, documents: DocumentWorkers, cache: IndexCache) {
    this.#database = database
    this.#documents = new VersionDocuments(database, documents, cache)
  }

  /** See `VersionDocuments.prepare`. */
  prepare(events: readonly IndexedEvent[]): Promise<number | undefined> {
    return this.#documents.prepare(events)
  }

  /**
   * Has the index know what became of the versions of some events.
   *
   * @returns the versions that are not there although the history does not know of a deletion.
   */
  async apply(session: SqlSession, events: readonly IndexedEvent[]): Promise<VersionIdentity[]> {
    if (events.length === 0) return []
    const touched = distinct(events)
    const contractIds = [...new Set(touched.map(({ contractId }) => contractId))]
    const { contracts } = this.#database.tables
    const [present, rows, known] = await together(
      session,
      () => this.#documents.present(session, ofVersions(this.#database, contracts, touched)),
      () => searchRowsOf(session, this.#database, contractIds),
      () => knownVersions(session, this.#database, touched),
    )
    const absent = touched.filter(event => !present.has(versionKey(event)))
    const gone = await this.#goneAmong(session, new Set(absent.map(({ contractId }) => contractId)))
    const full = contractIds.filter(id => !gone.has(id) && (rows.get(id)?.nextNumber ?? 0) > mostNumbers)
    const others = touched.filter(({ contractId }) => !gone.has(contractId) && !full.includes(contractId))
    const changes = await this.#changesOf(session, others, { present, rows, known })
    const writer = new IndexWriter(session, this.#database)
    await writer.removeVersions(known)
    await writer.removeContracts([...gone], idsIn([...gone], rows))
    await this.#write(session, writer, changes, present)
    if (full.length > 0) await this.rebuild(session, full)
    return absent.filter(event => !event.isDeletion)
  }

  /** Rebuilds contracts from the documents of their versions; takes out those that have none. */
  async rebuild(session: SqlSession, contractIds: readonly string[]): Promise<void> {
    const { isOneOf, tables } = this.#database
    const { contractId, version, postingKey } = tables.texts
    const [present, rows, posted] = await together(
      session,
      () => this.#documents.present(session, isOneOf(tables.contracts.contractId, contractIds)),
      () => searchRowsOf(session, this.#database, contractIds),
      () =>
        session.select({
          fields: { contractId, version, postingKey },
          from: tables.texts,
          where: isOneOf(contractId, contractIds),
        }),
    )
    const byContract = Map.groupBy(present.values(), row => row.contractId)
    const known = Map.groupBy(posted, row => row.contractId)
    const changes = [...byContract].map(([id, own]) => rebuilt(id, own, rows.get(id), known.get(id) ?? []))
    const writer = new IndexWriter(session, this.#database)
    // versions may be known by a row that was deleted by hand
    const searchIds = new Set([...idsIn(contractIds, rows), ...posted.map(row => searchIdOf(row.postingKey))])
    await writer.removeVersionsOf(contractIds, [...searchIds])
    await writer.removeContracts(
      contractIds.filter(id => !byContract.has(id)),
      [],
    )
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

  /** What became of the contracts of some events. */
  async #changesOf(
    session: SqlSession,
    events: readonly IndexedEvent[],
    { present, rows, known }: Found,
  ): Promise<ContractChange[]> {
    const keys = new Map(known.map(one => [versionKey(one), one.postingKey]))
    const contracts = [...Map.groupBy(events, ({ contractId }) => contractId)].map(([contractId, own]) => {
      const before = rows.get(contractId)
      const deleted = own.filter(event => !present.has(versionKey(event)))
      const written = own.flatMap(event => {
        const [row, key] = [present.get(versionKey(event)), keys.get(versionKey(event))]
        // it may be that of a row which somebody has deleted
        const isOwn = key !== undefined && searchIdOf(key) === before?.id
        return row ? [asWritten(row, isOwn ? numberOf(key) : undefined)] : []
      })
      const isLatestDeleted = deleted.some(({ version }) => version === before?.version)
      return { contractId, before, deleted, written, isLatestDeleted }
    })
    const leaderless = contracts.filter(({ isLatestDeleted }) => isLatestDeleted)
    const namesOf = await versionsOf(
      session,
      this.#database,
      leaderless.map(({ contractId }) => contractId),
    )
    return contracts.map(({ isLatestDeleted, deleted, ...contract }): ContractChange => {
      const { before, contractId } = contract
      const isDeleted = new Set(deleted.map(({ version }) => version))
      const names = (isLatestDeleted && namesOf.get(contractId)) || (before ? [before.version] : [])
      return {
        ...contract,
        isNew: !before,
        left: names.filter(version => !isDeleted.has(version)),
        deleted: deleted.map(({ version, occurredAt }) => ({ version, time: occurredAt })),
      }
    })
  }

  async #write(
    session: SqlSession,
    writer: IndexWriter,
    changes: readonly ContractChange[],
    present: ReadonlyMap<string, PresentVersion>,
  ): Promise<void> {
    const plans = changes.flatMap(change => planContract(change) ?? [])
    const isPlanned = new Set(plans.map(({ contractId }) => contractId))
    const emptied = changes.filter(({ contractId }) => !isPlanned.has(contractId))
    await writer.removeContracts(
      emptied.map(({ contractId }) => contractId),
      emptied.flatMap(({ before }) => before?.id ?? []),
    )
    // the rows of versions have the ids of those of their contracts
    const latest = new Map<string, VersionIndex>()
    const added = plans.filter(({ before }) => !before)
    for (const plan of added) latest.set(plan.contractId, await this.#latestOf(session, plan, present))
    const ids = await writer.insertContracts(
      added.map(plan => contractRow(plan, latest.get(plan.contractId))),
    )
    for (const plan of plans) {
      const { contractId, before, isLatestNew } = plan
      const index = latest.get(contractId) ?? (isLatestNew && (await this.#latestOf(session, plan, present)))
      latest.delete(contractId)
      const searchId = before?.id ?? ids.get(contractId) ?? missing(contractId)
      await this.#writeContract(session, writer, { plan, searchId, latest: index || undefined, present })
    }
    await writer.flush()
  }

  async #writeContract(
    session: SqlSession,
    writer: IndexWriter,
    { plan, searchId, latest, present }: PlannedContract,
  ): Promise<void> {
    const { contractId, before, isNew } = plan
    for (const version of plan.versions) {
      const found = present.get(versionKey({ contractId, ...version })) ?? missing(contractId)
      const isLatest = version.version === plan.latest
      const index = (isLatest && latest) || (await this.#documents.indexOf(session, found))
      const row = textRow({ contractId, id: searchId }, version, index)
      const terms = postedTerms(row, version, index)
      await writer.addVersion(row, terms, validationRow(found, index.judged))
    }
    if (before) writer.moveContract(before.id, contractRow(plan, latest))
    if (!latest) return
    const { fields, fieldsDigest, descriptions } = latest
    if (fieldsDigest !== before?.fieldsDigest) await writer.addFields({ contractId, fields, isNew })
    if (descriptions.digest !== before?.descriptionsDigest)
      await writer.addDescriptions({ contractId, parts: descriptions.parts, isNew })
  }

  /** Also of a version that was not written: that may have been changed since the index has seen it, and its event comes later. */
  #latestOf(
    session: SqlSession,
    { contractId, latest: version }: ContractPlan,
    present: ReadonlyMap<string, PresentVersion>,
  ): Promise<VersionIndex> {
    const known = present.get(versionKey({ contractId, version }))
    return this.#documents.indexOf(session, known ?? { contractId, version, digest: null })
  }
}

/** Each version once, with its last event. */
function distinct(events: readonly IndexedEvent[]): IndexedEvent[] {
  return [...new Map(events.map(event => [versionKey(event), event])).values()]
}

function asWritten(
  { version, updatedAt, createdAt }: PresentVersion,
  number: number | undefined,
): WrittenVersion {
  return { version, time: updatedAt ?? createdAt, number }
}

/** What becomes of a contract as if it had no versions: whatever the index has of it is written again. */
function rebuilt(
  contractId: string,
  versions: readonly PresentVersion[],
  row: SearchRow | undefined,
  known: readonly KnownVersion[],
): ContractChange {
  const isFull = row !== undefined && row.nextNumber + versions.length > mostNumbers
  const before = row && {
    ...row,
    nextNumber: isFull ? 0 : row.nextNumber,
    isOrdered: 1,
    fieldsDigest: '',
    descriptionsDigest: '',
  }
  const numbers = row && !isFull ? numbersOf(row, known) : new Map<string, number>()
  const names = versions.map(({ version }) => version)
  const isKept = areInOrder(names, numbers, row?.nextNumber ?? 0)
  const written = versions.map(one => asWritten(one, isKept ? numbers.get(one.version) : undefined))
  return { contractId, before, isNew: false, left: [], written, deleted: [] }
}

/** What the versions of a contract are known by, but for those of a row that somebody has deleted. */
function numbersOf({ id }: SearchRow, known: readonly KnownVersion[]): Map<string, number> {
  const own = known.filter(({ postingKey }) => searchIdOf(postingKey) === id)
  return new Map(own.map(({ version, postingKey }) => [version, numberOf(postingKey)]))
}

function idsIn(contractIds: readonly string[], rows: ReadonlyMap<string, SearchRow>): number[] {
  return contractIds.flatMap(contractId => rows.get(contractId)?.id ?? [])
}

function missing(contractId: string): never {
  throw new Error(
    `the index has no row of a contract or version that it writes: ${JSON.stringify(contractId)}`,
  )
}
