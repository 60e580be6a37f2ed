import { and, eq, type SQL } from 'drizzle-orm'
import type { IndexedVersion } from '../../../search/catalogue/indexed-version.ts'
import { type SqlSession, together } from '../../../sql/database.ts'
import type { VersionEntry } from '../../entry.ts'
import type { VersionState } from '../../store.ts'
import { documentColumns, ofVersion, optionalText } from '../columns.ts'
import { appendEvent, type NewEvent } from '../history/events.ts'
import type { StateRow } from '../queries.ts'
import { stateAfter } from '../rows.ts'
import type { Indexer } from '../search-index/indexer.ts'
import type { Tables } from '../store-database.ts'
import { keepUnknown } from '../unknown-states.ts'
import { keptSource, replaceSource } from './sources.ts'

/** Another program, which takes no turns, wrote the row between two statements. */
export class StaleRow extends Error {}

/** An entry that is to be written, and what it is written over. */
export interface EntryToWrite {
  readonly entry: VersionEntry
  /** The document with what is derived of it; undefined when the version is not there after it, or nobody has the document. */
  readonly version: IndexedVersion | undefined
  /** The version's row, which this service has written or taken over. */
  readonly row: StateRow | undefined
  /** What the history says of the version before; undefined when it says that there was none. */
  readonly before: { name: string; status: string | null; fingerprint: string } | undefined
  /** Who made the version and when, when there is no row to tell. */
  readonly created?: { at: Date; by: string | null } | undefined
  /** The number of the event, for a writer that gives numbers itself. */
  readonly sequence?: number | undefined
}

/**
 * Writes what becomes of a version: the replaced document to the revisions, the new one to its row, and the event to the
 * history. Whoever has decided on it has the lock of the contract.
 */
export class EntryWriter {
  readonly #tables: Tables
  readonly #indexer: Pick<Indexer, 'remember'>

  constructor(tables: Tables, indexer: Pick<Indexer, 'remember'>) {
    this.#tables = tables
    this.#indexer = indexer
  }

  /**
   * @returns the version after it.
   * @throws StaleRow when the row is no longer the one that was read.
   */
  async write(session: SqlSession, toWrite: EntryToWrite): Promise<VersionState | undefined> {
    const { entry, version, row, created, sequence } = toWrite
    const { revision, time } = entry
    const isSourceKept = row !== undefined && (await this.#archive(session, row))
    const caller = optionalText(entry.caller)
    const made = row
      ? { createdAt: row.createdAt, createdBy: row.createdBy }
      : { createdAt: created?.at ?? time, createdBy: created ? created.by : caller }
    const columns = { ...(version && documentColumns(version)), revision, updatedAt: time, updatedBy: caller }
    const put = async () => {
      if (version) await this.#put(session, row, row ? columns : { ...made, ...columns }, version)
      else if (row) await this.#delete(session, row)
    }
    // the short one first: a driver that gathers what is short sends all together with what is long
    await together(
      session,
      () => appendEvent(session, this.#tables, eventOf(toWrite), sequence),
      put,
      async () => version && replaceSource(session, this.#tables, version, isSourceKept),
    )
    if (entry.state && !version) await keepUnknown(session, this.#tables, entry, entry.state)
    return version && stateAfter(entry, version, made)
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

  async #put(
    session: SqlSession,
    row: StateRow | undefined,
    columns: Readonly<Record<string, unknown>>,
    version: IndexedVersion,
  ): Promise<void> {
    const { contracts } = this.#tables
    const { contractId } = version
    const isWritten = row
      ? (await session.update(contracts, columns, this.#asRead(row))) > 0
      : await session.insertIfAbsent(contracts, { contractId, version: version.version, ...columns })
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

/** The event of an entry. */
export function eventOf({ entry, before }: Pick<EntryToWrite, 'entry' | 'before'>): NewEvent {
  const { state, contractId, version, revision, time, caller, operation } = entry
  const { reason, requestId, successor, sunset, compatibility } = entry
  return {
    ...{ contractId, version, revision, time, caller, operation, reason, requestId, successor, sunset },
    compatibility,
    name: state?.name ?? before?.name ?? contractId,
    statusBefore: before?.status ?? undefined,
    statusAfter: state?.status,
    fingerprintBefore: before?.fingerprint,
    fingerprintAfter: state?.fingerprint,
  }
}
