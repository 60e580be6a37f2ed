import { and, eq, sql } from 'drizzle-orm'
import { type VersionIdentity, versionKey } from '../../../domain/identity.ts'
import { compareCodePoints } from '../../../domain/order.ts'
import type { IndexedVersion } from '../../../search/catalogue/indexed-version.ts'
import type { SqlSession } from '../../../sql/database.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import { ConflictingEntry, type Entry, type VersionEntry } from '../../entry.ts'
import { ofVersion, ofVersions, slicesOf } from '../columns.ts'
import { holdContracts } from '../contract-lock.ts'
import { isForeign } from '../foreign-rows/adoption.ts'
import type { EventNumbers } from '../history/event-numbers.ts'
import { creationOf, type EventRow, eventsOf, lastEvent } from '../history/events.ts'
import { recordLink } from '../links.ts'
import { type LogMove, moveLogPosition } from '../log-position.ts'
import { type StateRow, stateFields } from '../queries.ts'
import type { Indexer } from '../search-index/indexer.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { type EntryToWrite, EntryWriter, StaleRow } from './entry-writer.ts'

/** How entries are recorded. */
export interface RecordOptions {
  /**
   * Moves the position in a log in the same transaction. Each place of a log is recorded once, so then no entry can have been
   * recorded already: one whose revision is there contradicts what is there.
   */
  readonly move?: LogMove | undefined
  /** What was read already of the documents of some entries. */
  readonly versions?: ReadonlyMap<Entry, IndexedVersion> | undefined
  /** Whether what searches look at follows when it is asked for, and not soon. */
  readonly isIndexedLater?: boolean | undefined
  /** The numbers that the events had in the store from which they come; by default they get the next ones. */
  readonly sequenceOf?: ((entry: VersionEntry) => number) | undefined
  /**
   * Does something with the entries that were not recorded yet, before they are committed: what it throws undoes them. It may
   * be run more than once, and for entries that are not committed after all.
   */
  readonly beforeCommit?: ((recorded: readonly Entry[]) => Promise<void>) | undefined
}

/** What is known of the versions of a batch, kept up to date while its entries are written. */
interface Batch {
  readonly session: SqlSession
  /** Whether the entries are of a log. */
  readonly isOfLog: boolean
  /** Versions that have a row. */
  readonly rows: Set<string>
  /** The last revision of versions that are in the history. */
  readonly revisions: Map<string, number>
}

/**
 * Enters changes that were decided elsewhere, each with its own time, author and revision, as if they had been made here.
 * Entries that are recorded already are passed over, unless they are of a log; one that contradicts what is there is refused, and nothing is
 * recorded.
 */
export class Recorder {
  readonly #database: StoreDatabase
  readonly #tables: Tables
  readonly #documents: DocumentWorkers
  readonly #numbers: EventNumbers
  readonly #indexer: Indexer
  readonly #entries: EntryWriter

  constructor(database: StoreDatabase, documents: DocumentWorkers, numbers: EventNumbers, indexer: Indexer) {
    this.#database = database
    this.#tables = database.tables
    this.#documents = documents
    this.#numbers = numbers
    this.#indexer = indexer
    this.#entries = new EntryWriter(database.tables, indexer)
  }

  /** See `SqlContractStore.record`. */
  async record(
    entries: readonly Entry[],
    { move, versions: known, sequenceOf, isIndexedLater, beforeCommit }: RecordOptions,
  ): Promise<number> {
    const versions = await this.#read(entries, known)
    const recorded = await this.#database.transaction(async session => {
      if (move) await moveLogPosition(session, this.#tables, move)
      const numbers = await this.#numbers.begin(session)
      const batch = await this.#begin(session, entries, move !== undefined)
      const made: Entry[] = []
      for (const entry of entries) {
        const isNew =
          entry.kind === 'link'
            ? await recordLink(session, this.#tables, entry.link)
            : await this.#recordVersion(batch, entry, versions.get(entry), () =>
                numbers.next(sequenceOf?.(entry)),
              )
        if (isNew) made.push(entry)
      }
      await numbers.end()
      await beforeCommit?.(made)
      return made.length
    })
    if (recorded > 0 && !isIndexedLater) {
      const length = [...versions.values()].reduce((sum, { json }) => sum + json.length, 0)
      await this.#indexer.afterWrite(recorded, length)
    }
    return recorded
  }

  /** Documents are read before anything is locked. */
  async #read(
    entries: readonly Entry[],
    known: RecordOptions['versions'],
  ): Promise<ReadonlyMap<Entry, IndexedVersion>> {
    const versions = new Map<Entry, IndexedVersion>()
    for (const entry of entries) {
      if (entry.kind === 'link' || !entry.state?.document) continue
      const { name, status, fingerprint, document } = entry.state
      const version = known?.get(entry) ?? (await this.#documents.accept(document, entry))
      versions.set(entry, { ...version, name, status, fingerprint })
    }
    return versions
  }

  async #begin(session: SqlSession, entries: readonly Entry[], isOfLog: boolean): Promise<Batch> {
    const changes = entries.filter(entry => entry.kind === 'version')
    const known = await holdContracts(session, this.#database, lastTimes(changes))
    const identities = distinct(changes)
    const rows = new Set<string>()
    const revisions = new Map<string, number>()
    for (const some of slicesOf(identities)) {
      for (const row of await this.#present(session, some)) rows.add(versionKey(row))
      const old = some.filter(({ contractId }) => known.has(contractId))
      for (const row of await this.#lastRevisions(session, old))
        revisions.set(versionKey(row), Number(row.revision))
    }
    return { session, isOfLog, rows, revisions }
  }

  /** @returns whether the entry was not recorded yet. */
  async #recordVersion(
    { session, isOfLog, rows, revisions }: Batch,
    entry: VersionEntry,
    version: IndexedVersion | undefined,
    number: () => number,
  ): Promise<boolean> {
    const key = versionKey(entry)
    const lastRevision = revisions.get(key) ?? 0
    if (entry.revision <= lastRevision) {
      if (isOfLog) throw anotherRevision(entry)
      await this.#compare(session, entry)
      return false
    }
    const row = rows.has(key) ? await this.#row(session, entry) : undefined
    const last = lastRevision > 0 ? await lastEvent(session, this.#tables, entry) : undefined
    const found = { row, last, ...(await this.#before(session, row, last)) }
    await this.#write(session, { entry, version, ...found, sequence: number() })
    if (version) rows.add(key)
    else rows.delete(key)
    revisions.set(key, entry.revision)
    return true
  }

  async #write(session: SqlSession, toWrite: EntryToWrite): Promise<void> {
    try {
      await this.#entries.write(session, toWrite)
    } catch (error) {
      if (!(error instanceof StaleRow)) throw error
      throw new ConflictingEntry(toWrite.entry, 'another program has written this version')
    }
  }

  /** What the history says of a version; of one whose document nobody has also who made it. */
  async #before(
    session: SqlSession,
    row: StateRow | undefined,
    last: EventRow | undefined,
  ): Promise<Pick<EntryToWrite, 'before' | 'created'>> {
    if (!last || last.fingerprintAfter === null) return { before: undefined }
    const before = { name: last.name, status: last.statusAfter, fingerprint: last.fingerprintAfter }
    if (row) return { before }
    const made = creationOf(await eventsOf(session, this.#tables, last))
    return { before, created: made && { at: made.occurredAt, by: made.caller } }
  }

  async #row(session: SqlSession, identity: VersionIdentity): Promise<StateRow | undefined> {
    const { contracts } = this.#tables
    const fields = stateFields(this.#tables)
    const [row] = await session.select({ fields, from: contracts, where: ofVersion(contracts, identity) })
    if (row && isForeign(row))
      throw new ConflictingEntry(identity, 'another program has written this version')
    return row
  }

  async #compare(session: SqlSession, entry: VersionEntry): Promise<void> {
    const { history } = this.#tables
    const { occurredAt, operation, fingerprintAfter, revision } = history
    const [event] = await session.select({
      fields: { occurredAt, operation, fingerprintAfter },
      from: history,
      where: and(ofVersion(history, entry), eq(revision, entry.revision)),
    })
    const isSame =
      event?.occurredAt.getTime() === entry.time.getTime() &&
      event.operation === entry.operation &&
      event.fingerprintAfter === (entry.state?.fingerprint ?? null)
    if (!isSame) throw anotherRevision(entry)
  }

  #present(session: SqlSession, versions: readonly VersionIdentity[]): Promise<VersionIdentity[]> {
    const { contracts } = this.#tables
    const { contractId, version } = contracts
    const where = ofVersions(this.#database, contracts, versions)
    return session.select({ fields: { contractId, version }, from: contracts, where })
  }

  async #lastRevisions(session: SqlSession, versions: readonly VersionIdentity[]) {
    if (versions.length === 0) return []
    const { history } = this.#tables
    const { contractId, version, revision } = history
    return session.select({
      fields: { contractId, version, revision: sql<number>`max(${revision})` },
      from: history,
      where: ofVersions(this.#database, history, versions),
      groupBy: [contractId, version],
    })
  }
}

function anotherRevision(entry: VersionEntry): ConflictingEntry {
  return new ConflictingEntry(entry, `the store has another revision ${entry.revision} of this version`)
}

/** The time of each contract's last change, in the order in which writers of several contracts lock them. */
function lastTimes(entries: readonly VersionEntry[]): Map<string, Date> {
  const times = new Map<string, Date>()
  for (const { contractId, time } of entries) {
    const known = times.get(contractId)
    if (!known || known < time) times.set(contractId, time)
  }
  return new Map([...times].sort(([a], [b]) => compareCodePoints(a, b)))
}

function distinct(versions: readonly VersionIdentity[]): VersionIdentity[] {
  return [...new Map(versions.map(one => [versionKey(one), one])).values()]
}
