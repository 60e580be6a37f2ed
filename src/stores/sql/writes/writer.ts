import { eq } from 'drizzle-orm'
import { RegistryError } from '../../../domain/errors.ts'
import type { Author } from '../../../domain/history.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { SqlSession } from '../../../sql/database.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import { decidedEntry, versionOf } from '../../decided-entry.ts'
import type { VersionEntry } from '../../entry.ts'
import type { Change, ChangeOutcome, CurrentVersion, Decide } from '../../store.ts'
import { ofVersion } from '../columns.ts'
import type { ContractLock } from '../contract-lock.ts'
import { adoptRow, isForeign } from '../foreign-rows/adoption.ts'
import type { EventNumbers } from '../history/event-numbers.ts'
import { lastEvent, lastEvents, toEvent } from '../history/events.ts'
import { type StateRow, stateFields } from '../queries.ts'
import { EarlierReads } from '../reads/earlier-versions.ts'
import { replacedDocument } from '../reads/revisions.ts'
import type { SeenVersion } from '../reads/seen-version.ts'
import { stateOf } from '../rows.ts'
import type { Indexer } from '../search-index/indexer.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { type Attempt, type Creation, Creations } from './creations.ts'
import { EntryWriter, StaleRow } from './entry-writer.ts'
import { Foreseen } from './foreseen.ts'
import { keptSource } from './sources.ts'
import { type LockedVersion, VersionLock } from './version-lock.ts'

/** How often a change is tried again when another program wrote the same row in between. */
const retries = 5

/**
 * Does something with a change that was decided, before it is committed: what it throws undoes the change. The contract is
 * locked meanwhile. It may be run more than once, and for a change that is not committed after all.
 */
export type BeforeCommit = (entry: VersionEntry) => Promise<void>

/** How a change is made. */
export interface ChangeOptions {
  /** The version as it was before the contract was locked. */
  readonly before: SeenVersion
  readonly beforeCommit: BeforeCommit | undefined
}

/** How a change is made, with what it will ask for. */
interface Foresight extends Pick<ChangeOptions, 'beforeCommit'> {
  readonly foreseen: Foreseen
  /** What may have been done already. */
  readonly attempt?: Attempt | undefined
}

/** The change, where it makes a version that can be made together with others. */
function creationOf(
  { contractId, version }: VersionIdentity,
  change: Change,
  author: Author,
  { before, foreseen }: Pick<ChangeOptions, 'before'> & Pick<Foresight, 'foreseen'>,
): Creation | undefined {
  if (change.operation !== 'publish' || before.stored || !foreseen.isOfOneMoment) return undefined
  return { contractId, version, change, author, seen: before }
}

/** Changes versions, each in one transaction with its history. */
export class Writer {
  readonly #database: StoreDatabase
  readonly #documents: DocumentWorkers
  readonly #tables: Tables
  readonly #numbers: EventNumbers
  readonly #indexer: Indexer
  readonly #entries: EntryWriter
  readonly #lock: VersionLock
  readonly #earlier: EarlierReads
  readonly #creations: Creations

  constructor(database: StoreDatabase, documents: DocumentWorkers, numbers: EventNumbers, indexer: Indexer) {
    this.#database = database
    this.#documents = documents
    this.#tables = database.tables
    this.#numbers = numbers
    this.#indexer = indexer
    this.#entries = new EntryWriter(database.tables, indexer)
    this.#lock = new VersionLock(database)
    this.#earlier = new EarlierReads(database)
    this.#creations = new Creations(database, indexer)
  }

  /** See `SqlContractStore.change`. */
  async change(
    identity: VersionIdentity,
    decide: Decide,
    author: Author,
    { before, beforeCommit }: ChangeOptions,
  ): Promise<ChangeOutcome> {
    // most of what changes nothing, replays and refusals, is known before anything is locked
    const foreseen = new Foreseen(before)
    const change = await decide(foreseen.current)
    if (!change) return { before: before.stored, after: before.stored }
    return this.#indexer.during(async () => {
      const creation = beforeCommit ? undefined : creationOf(identity, change, author, { before, foreseen })
      const isTried = creation && this.#creations.takes(creation)
      const tried = isTried ? await this.#creations.make(creation) : undefined
      const options = { foreseen, beforeCommit, attempt: tried?.unanswered }
      const outcome = tried?.made?.outcome ?? (await this.#change(identity, decide, author, options))
      await this.#indexer.afterWrite(1, outcome.after?.json.length ?? 0)
      return outcome
    })
  }

  async #change(
    identity: VersionIdentity,
    decide: Decide,
    author: Author,
    options: Foresight,
  ): Promise<ChangeOutcome> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.#transaction(identity, decide, author, options)
      } catch (error) {
        if (!(error instanceof StaleRow)) throw error
        if (tries === retries)
          throw new RegistryError('store-busy', 'another program keeps writing this version')
      }
    }
  }

  #transaction(
    identity: VersionIdentity,
    decide: Decide,
    author: Author,
    { foreseen, beforeCommit, attempt: first }: Foresight,
  ): Promise<ChangeOutcome> {
    let attempt = first
    const makeChange = async (session: SqlSession): Promise<ChangeOutcome> => {
      const { query, isNewContract } = foreseen
      const more = async () => query && this.#earlier.within(session, identity, query)
      const found = await this.#lock.take(session, identity, { more, isNewContract })
      const { lock } = found
      // the transaction is run again when its commit was not answered; then it may have been done, or be done while
      // this one waits for its turn
      if (attempt && (await this.#isRecorded(session, attempt.entry))) return attempt.outcome
      const row = found.row && (await this.#currentRow(session, found.row, lock))
      const before = row && stateOf(row)
      const current = this.#currentVersion(session, identity, row)
      const change = await decide(foreseen.answering(current, found.more))
      if (!change) return { before, after: before }
      const revision = (row?.revision ?? (await this.#lastRevision(session, found)) ?? 0) + 1
      const place = { isThere: row !== undefined, revision, time: lock.time, author }
      const entry = decidedEntry(identity, change, place)
      const version = versionOf(change)
      // elsewhere events get their numbers once they are committed
      const numbers = this.#database.isSerial ? await this.#numbers.begin(session) : undefined
      const sequence = numbers?.next()
      const after = await this.#entries.write(session, { entry, version, row, before: row, sequence })
      await numbers?.end()
      await beforeCommit?.(entry)
      attempt = { entry, outcome: { before, after } }
      return attempt.outcome
    }
    return this.#database.transaction(makeChange, { startsWithLock: true })
  }

  async #isRecorded(session: SqlSession, entry: VersionEntry): Promise<boolean> {
    const last = await lastEvent(session, this.#tables, entry)
    const isSame = (at: Date) => at.getTime() === entry.time.getTime()
    return (
      last?.revision === entry.revision &&
      isSame(last.occurredAt) &&
      last.fingerprintAfter === (entry.state?.fingerprint ?? null) &&
      last.requestId === (entry.requestId ?? null)
    )
  }

  /** Of a version that is not there. */
  async #lastRevision(session: SqlSession, { row, lastRevision }: LockedVersion<unknown>) {
    // a row that was there has been taken over since, with an event
    return row ? (await lastEvent(session, this.#tables, row))?.revision : lastRevision
  }

  async #read(session: SqlSession, identity: VersionIdentity): Promise<StateRow | undefined> {
    const { contracts } = this.#tables
    const [row] = await session.select({
      fields: stateFields(this.#tables),
      from: contracts,
      where: ofVersion(contracts, identity),
    })
    return row
  }

  /** The row, once what another program did to it is in the history. */
  async #currentRow(session: SqlSession, row: StateRow, lock: ContractLock): Promise<StateRow | undefined> {
    if (!isForeign(row)) return row
    if (!(await adoptRow(session, this.#database, this.#documents, row, lock))) throw new StaleRow()
    return this.#read(session, row)
  }

  #currentVersion(
    session: SqlSession,
    { contractId, version }: VersionIdentity,
    row: StateRow | undefined,
  ): CurrentVersion {
    const { contracts } = this.#tables
    return {
      stored: row && stateOf(row),
      source: async () => row && (await this.#sourceOf(session, row)),
      versions: async () => {
        const fields = { version: contracts.version }
        const rows = await session.select({
          fields,
          from: contracts,
          where: eq(contracts.contractId, contractId),
        })
        return rows.map(({ version }) => version)
      },
      earlier: query => this.#earlier.within(session, { contractId, version }, query),
      documentOf: async other => {
        const [found] = await session.select({
          fields: { json: contracts.json },
          from: contracts,
          where: ofVersion(contracts, { contractId, version: other.version }),
        })
        return found?.json
      },
      replaced: revision => replacedDocument(session, this.#tables, { contractId, version, revision }),
      events: async limit => (row ? (await lastEvents(session, this.#tables, row, limit)).map(toEvent) : []),
    }
  }

  async #sourceOf(session: SqlSession, row: StateRow): Promise<Buffer | undefined> {
    const kept = await keptSource(session, this.#tables, row)
    return kept?.digest === row.digest ? kept?.source : undefined
  }
}
