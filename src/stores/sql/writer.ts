import { eq } from 'drizzle-orm'
import { RegistryError } from '../../domain/errors.ts'
import type { Author } from '../../domain/history.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { type SqlSession, together } from '../../sql/database.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { decidedEntry, versionOf } from '../decided-entry.ts'
import type { VersionEntry } from '../entry.ts'
import type { ChangeOutcome, CurrentVersion, Decide, EarlierQuery, EarlierVersions } from '../store.ts'
import { ofVersion } from './columns.ts'
import { type ContractLock, lockAndRead } from './contract-lock.ts'
import { earlierVersions, selectEarlier } from './earlier-versions.ts'
import { EntryWriter, StaleRow } from './entry-writer.ts'
import { adoptRow, isForeign } from './foreign-rows/adoption.ts'
import { Foreseen } from './foreseen.ts'
import type { EventNumbers } from './history/event-numbers.ts'
import { type EventRow, lastEvent, lastEvents, toEvent } from './history/events.ts'
import { type StateRow, stateFields } from './queries.ts'
import { stateOf } from './rows.ts'
import type { Indexer } from './search-index/indexer.ts'
import { keptSource } from './sources.ts'
import type { StoreDatabase, Tables } from './store-database.ts'

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
  readonly before: CurrentVersion
  readonly beforeCommit: BeforeCommit | undefined
}

/** How a change is made, with what it will ask for. */
interface Foresight extends Pick<ChangeOptions, 'beforeCommit'> {
  readonly foreseen: Foreseen
}

/** What a change is decided on, as it is once the contract is locked. */
interface Found {
  readonly row: StateRow | undefined
  /** The answer to the question that was foreseen; undefined where none was. */
  readonly earlier: EarlierVersions | undefined
  /** The last event of a version that seemed not to be there; undefined where that was not asked. */
  readonly lastOne: readonly EventRow[] | undefined
}

/** A change that was made, unless its commit failed. */
interface Attempt {
  readonly entry: VersionEntry
  readonly outcome: ChangeOutcome
}

/** Changes versions, each in one transaction with its history. */
export class Writer {
  readonly #database: StoreDatabase
  readonly #documents: DocumentWorkers
  readonly #tables: Tables
  readonly #numbers: EventNumbers
  readonly #indexer: Indexer
  readonly #entries: EntryWriter

  constructor(database: StoreDatabase, documents: DocumentWorkers, numbers: EventNumbers, indexer: Indexer) {
    this.#database = database
    this.#documents = documents
    this.#tables = database.tables
    this.#numbers = numbers
    this.#indexer = indexer
    this.#entries = new EntryWriter(database.tables, indexer)
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
    if (!(await decide(foreseen.current))) return { before: before.stored, after: before.stored }
    return this.#indexer.during(() => this.#change(identity, decide, author, { foreseen, beforeCommit }))
  }

  async #change(
    identity: VersionIdentity,
    decide: Decide,
    author: Author,
    options: Foresight,
  ): Promise<ChangeOutcome> {
    for (let attempt = 0; ; attempt++) {
      try {
        const outcome = await this.#transaction(identity, decide, author, options)
        await this.#indexer.afterWrite(1, outcome.after?.json.length ?? 0)
        return outcome
      } catch (error) {
        if (!(error instanceof StaleRow)) throw error
        if (attempt === retries)
          throw new RegistryError('store-busy', 'another program keeps writing this version')
      }
    }
  }

  #transaction(
    identity: VersionIdentity,
    decide: Decide,
    author: Author,
    { foreseen, beforeCommit }: Foresight,
  ): Promise<ChangeOutcome> {
    let attempt: Attempt | undefined
    return this.#database.transaction(async session => {
      const { contractId } = identity
      const read = () => this.#readForeseen(session, identity, foreseen)
      const { lock, read: found } = await lockAndRead(
        session,
        this.#tables,
        contractId,
        read,
        foreseen.isNewContract,
      )
      // the transaction is run again when its commit was not answered; then it may have been done, or be done while
      // this one waits for its turn
      if (attempt && (await this.#isRecorded(session, attempt.entry))) return attempt.outcome
      const row = found.row && (await this.#currentRow(session, found.row, lock))
      const before = row && stateOf(row)
      const current = this.#currentVersion(session, identity, row)
      const change = await decide(foreseen.answering(current, found.earlier))
      if (!change) return { before, after: before }
      const last = row || lock.isFirst ? undefined : await this.#lastEvent(session, identity, found)
      const revision = (row?.revision ?? last?.revision ?? 0) + 1
      const place = { isThere: row !== undefined, revision, time: lock.time, author }
      const entry = decidedEntry(identity, change, place)
      const version = versionOf(change)
      const after = await this.#entries.write(session, { entry, version, row, before: row })
      await this.#numbers.onWrite(session)
      await beforeCommit?.(entry)
      attempt = { entry, outcome: { before, after } }
      return attempt.outcome
    })
  }

  async #isRecorded(session: SqlSession, entry: VersionEntry): Promise<boolean> {
    const last = await lastEvent(session, this.#tables, entry)
    const isSame = (at: Date) => at.getTime() === entry.time.getTime()
    return (
      last?.revision === entry.revision &&
      isSame(last.occurredAt) &&
      last.requestId === (entry.requestId ?? null)
    )
  }

  /** The version, and what else will be asked about it: together, where the database takes questions together. */
  async #readForeseen(session: SqlSession, identity: VersionIdentity, foreseen: Foreseen): Promise<Found> {
    const { query, isAnotherVersion } = foreseen
    const [row, earlier, lastOne] = await together(
      session,
      () => this.#read(session, identity),
      async () => query && this.#earlier(session, identity, query),
      async () => (isAnotherVersion ? lastEvents(session, this.#tables, identity, 1) : undefined),
    )
    return { row, earlier, lastOne }
  }

  /** Of a version that is not there. */
  #lastEvent(
    session: SqlSession,
    identity: VersionIdentity,
    { row, lastOne }: Found,
  ): EventRow | undefined | Promise<EventRow | undefined> {
    // a row that was there has been taken over since, with an event
    return lastOne && !row ? lastOne[0] : lastEvent(session, this.#tables, identity)
  }

  async #earlier(
    session: SqlSession,
    identity: VersionIdentity,
    query: EarlierQuery,
  ): Promise<EarlierVersions> {
    return earlierVersions(await session.select(selectEarlier(this.#tables, identity, query)), query)
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
      earlier: query => this.#earlier(session, { contractId, version }, query),
      documentOf: async other => {
        const [found] = await session.select({
          fields: { json: contracts.json },
          from: contracts,
          where: ofVersion(contracts, { contractId, version: other }),
        })
        return found?.json
      },
      events: async limit => (row ? (await lastEvents(session, this.#tables, row, limit)).map(toEvent) : []),
    }
  }

  async #sourceOf(session: SqlSession, row: StateRow): Promise<Buffer | undefined> {
    const kept = await keptSource(session, this.#tables, row)
    return kept?.digest === row.digest ? kept?.source : undefined
  }
}
