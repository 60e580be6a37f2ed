import { and, eq, type SQL } from 'drizzle-orm'
import { RegistryError } from '../../domain/errors.ts'
import type { Author } from '../../domain/history.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { IndexedVersion } from '../../search/catalogue/indexed-version.ts'
import type { SqlSession } from '../../sql/database.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { Change, ChangeOutcome, CurrentVersion, Decide } from '../store.ts'
import { documentColumns, ofVersion, optionalText } from './columns.ts'
import { type ContractLock, lockContract } from './contract-lock.ts'
import { adoptRow, isForeign } from './foreign-rows/adoption.ts'
import type { EventNumbers } from './history/event-numbers.ts'
import { appendEvent, lastEvent, lastEvents, type NewEvent, toEvent } from './history/events.ts'
import { type StateRow, stateFields } from './queries.ts'
import { stateOf } from './rows.ts'
import type { Indexer } from './search/indexer.ts'
import { keptSource, replaceSource } from './sources.ts'
import type { StoreDatabase, Tables } from './store-database.ts'

/** How often a change is tried again when another program wrote the same row in between. */
const retries = 5

/** Another program, which takes no turns, wrote the row between two statements. */
class StaleRow extends Error {}

/** A change that was made, unless its commit failed. */
interface Attempt {
  readonly event: NewEvent
  readonly outcome: ChangeOutcome
}

/** Changes versions, each in one transaction with its history. */
export class Writer {
  readonly #database: StoreDatabase
  readonly #documents: DocumentWorkers
  readonly #tables: Tables
  readonly #numbers: EventNumbers
  readonly #indexer: Indexer

  constructor(database: StoreDatabase, documents: DocumentWorkers, numbers: EventNumbers, indexer: Indexer) {
    this.#database = database
    this.#documents = documents
    this.#tables = database.tables
    this.#numbers = numbers
    this.#indexer = indexer
  }

  /** See `ContractStore.change`. */
  async change(identity: VersionIdentity, decide: Decide, author: Author): Promise<ChangeOutcome> {
    for (let attempt = 0; ; attempt++) {
      try {
        const outcome = await this.#transaction(identity, decide, author)
        await this.#indexer.afterWrite()
        return outcome
      } catch (error) {
        if (!(error instanceof StaleRow)) throw error
        if (attempt === retries)
          throw new RegistryError('store-busy', 'another program keeps writing this version')
      }
    }
  }

  #transaction(identity: VersionIdentity, decide: Decide, author: Author): Promise<ChangeOutcome> {
    let attempt: Attempt | undefined
    return this.#database.transaction(async session => {
      const lock = await lockContract(session, this.#tables, identity.contractId)
      // the transaction is run again when its commit was not answered; then it may have been done, or be done while
      // this one waits for its turn
      if (attempt && (await this.#isRecorded(session, attempt.event))) return attempt.outcome
      const row = await this.#currentRow(session, identity, lock)
      const change = await decide(this.#currentVersion(session, identity, row))
      if (!change) return { before: row && stateOf(row), after: row && stateOf(row) }
      attempt = await this.#apply(session, identity, { change, row, lock, author })
      await this.#numbers.onWrite(session)
      return attempt.outcome
    })
  }

  async #isRecorded(session: SqlSession, event: NewEvent): Promise<boolean> {
    const last = await lastEvent(session, this.#tables, event)
    const isSame = (at: Date) => at.getTime() === event.time.getTime()
    return (
      last?.revision === event.revision &&
      isSame(last.occurredAt) &&
      last.requestId === (event.requestId ?? null)
    )
  }

  /** The row as it is; what another program did to it enters the history first. */
  async #currentRow(
    session: SqlSession,
    identity: VersionIdentity,
    lock: ContractLock,
  ): Promise<StateRow | undefined> {
    const { contracts } = this.#tables
    const query = {
      fields: stateFields(this.#tables),
      from: contracts,
      where: ofVersion(contracts, identity),
    }
    const [row] = await session.select(query)
    if (!row || !isForeign(row)) return row
    if (!(await adoptRow(session, this.#database, this.#documents, row, lock))) throw new StaleRow()
    const [adopted] = await session.select(query)
    return adopted
  }

  #currentVersion(
    session: SqlSession,
    { contractId }: VersionIdentity,
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
      events: async limit => (row ? (await lastEvents(session, this.#tables, row, limit)).map(toEvent) : []),
    }
  }

  async #sourceOf(session: SqlSession, row: StateRow): Promise<Buffer | undefined> {
    const kept = await keptSource(session, this.#tables, row)
    return kept?.digest === row.digest ? kept?.source : undefined
  }

  async #apply(
    session: SqlSession,
    identity: VersionIdentity,
    {
      change,
      row,
      lock,
      author,
    }: { change: Change; row: StateRow | undefined; lock: ContractLock; author: Author },
  ): Promise<Attempt> {
    const { time, isFirst } = lock
    const last = row || isFirst ? undefined : await lastEvent(session, this.#tables, identity)
    const revision = (row?.revision ?? last?.revision ?? 0) + 1
    const isSourceKept = row !== undefined && (await this.#archive(session, row))
    const version = change.operation === 'delete' ? undefined : change.version
    const caller = optionalText(author.caller)
    const written = { revision, updatedAt: time, updatedBy: caller }
    if (version) {
      await this.#write(session, row, version, written)
      await replaceSource(session, this.#tables, version, isSourceKept)
    } else if (row) await this.#delete(session, row)
    const event: NewEvent = {
      contractId: identity.contractId,
      version: identity.version,
      revision,
      time,
      ...author,
      operation: change.operation === 'publish' ? (row ? 'update' : 'create') : change.operation,
      name: version?.name ?? row?.name ?? identity.contractId,
      statusBefore: row?.status ?? undefined,
      statusAfter: version?.status,
      fingerprintBefore: row?.fingerprint,
      fingerprintAfter: version?.fingerprint,
      successor: change.operation === 'status' ? change.successor : undefined,
      sunset: change.operation === 'status' ? change.sunset : undefined,
    }
    await appendEvent(session, this.#tables, event)
    const created = { createdAt: row?.createdAt ?? time, createdBy: row ? row.createdBy : caller }
    const after =
      version &&
      stateOf({
        contractId: identity.contractId,
        version: identity.version,
        ...created,
        ...written,
        ...documentColumns(version),
      })
    return { event, outcome: { before: row && stateOf(row), after } }
  }

  /** Keeps the state that is being replaced, and tells whether a source is kept of the version. */
  async #archive(session: SqlSession, row: StateRow): Promise<boolean> {
    const { contractId, version, revision, json, fingerprint, status } = row
    const kept = await keptSource(session, this.#tables, row)
    const source = kept?.digest === row.digest ? kept?.source : undefined
    const digest = row.digest ?? ''
    await session.insertIfAbsent(this.#tables.revisions, {
      ...{ contractId, version, revision, json, fingerprint, digest, status },
      // left out rather than null: SQL Server's driver sends null as a text, which is not turned into bytes
      ...(source && { source }),
    })
    return kept !== undefined
  }

  async #write(
    session: SqlSession,
    row: StateRow | undefined,
    version: IndexedVersion,
    written: { revision: number; updatedAt: Date; updatedBy: string | null },
  ): Promise<void> {
    const { contracts } = this.#tables
    const { contractId } = version
    const columns = { ...documentColumns(version), ...written }
    const created = { createdAt: written.updatedAt, createdBy: written.updatedBy }
    const isWritten = row
      ? (await session.update(contracts, columns, this.#asRead(row))) > 0
      : await session.insertIfAbsent(contracts, {
          contractId,
          version: version.version,
          ...created,
          ...columns,
        })
    if (!isWritten) throw new StaleRow()
    this.#indexer.remember(version, version.index)
  }

  async #delete(session: SqlSession, row: StateRow): Promise<void> {
    const { contracts, sources } = this.#tables
    if ((await session.delete(contracts, this.#asRead(row))) === 0) throw new StaleRow()
    await session.delete(sources, ofVersion(sources, row))
  }

  /** The row, provided that no other program has changed it since it was read. */
  #asRead(row: StateRow): SQL {
    const { contracts } = this.#tables
    const { fingerprint, revision } = contracts
    return and(ofVersion(contracts, row), eq(fingerprint, row.fingerprint), eq(revision, row.revision)) as SQL
  }
}
