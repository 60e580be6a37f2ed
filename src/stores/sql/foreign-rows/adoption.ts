import { and, asc, eq, gt, gte, inArray, or, type SQL } from 'drizzle-orm'
import { inBatches } from '../../../concurrency/batches.ts'
import { lastKnown } from '../../../concurrency/last-known.ts'
import { sharedRuns } from '../../../concurrency/single-flight.ts'
import { isDigestOf } from '../../../domain/digest.ts'
import { RegistryError } from '../../../domain/errors.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { RowOf, SqlSession } from '../../../sql/database.ts'
import type { DocumentWorkers } from '../../../workers/document-workers.ts'
import { derivedColumns, ofVersion } from '../columns.ts'
import { type ContractLock, lockContract } from '../contract-lock.ts'
import type { EventNumbers } from '../history/event-numbers.ts'
import { appendEvent, lastEvent } from '../history/events.ts'
import { type Indexer, lagDeadline } from '../search-index/indexer.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { foreignCondition } from './foreign-condition.ts'

/** Another program has written to tables that are made of a log, and are of no use any more. */
export class SpoiltTables extends Error {}

/** What becomes of rows that other programs write: they are taken over, or spoil tables in which nobody else may write. */
export type ForeignRows = 'taken-over' | 'refused'

/** How many rows of other programs are looked for at a time. */
const batchSize = 100

/** Up to how many rows of other programs are counted. */
export const countedRows = 10_000

/** A row that is to be taken over, and how large its document is. */
type SizedRow = VersionIdentity & { readonly size: number }

/** What is needed of a row to take it over. */
export type ForeignRow = RowOf<ReturnType<typeof foreignFields>>

/**
 * Takes over the rows that other programs wrote: derives what this service adds to them, and enters the change in the
 * history. Safe to interrupt, and to run in several instances at once.
 */
export class Adoption {
  readonly #database: StoreDatabase
  readonly #documents: DocumentWorkers
  readonly #numbers: EventNumbers
  readonly #indexer: Indexer
  readonly #rows: ForeignRows
  #isStopped = false

  constructor(
    database: StoreDatabase,
    documents: DocumentWorkers,
    numbers: EventNumbers,
    indexer: Indexer,
    rows: ForeignRows,
  ) {
    this.#database = database
    this.#documents = documents
    this.#numbers = numbers
    this.#indexer = indexer
    this.#rows = rows
  }

  /**
   * All rows that a query finds. Who asks while it is under way shares the next run, so that it is done once at a time.
   *
   * @returns how many rows were taken over.
   * @throws RegistryError when it was stopped before it came to all of them.
   */
  readonly adopt = sharedRuns(() => this.#adoptAll(undefined))

  /** All rows of some contracts, as `adopt`. */
  async adoptContracts(contractIds: readonly string[]): Promise<void> {
    await this.#adoptAll(inArray(this.#database.tables.contracts.contractId, [...contractIds]))
  }

  /** How many rows are left, counted up to `countedRows`; as was known last where the database makes readers wait. */
  readonly lag = lastKnown(async () => Math.min(await this.count(), countedRows), lagDeadline)

  /** How many rows are left, counted up to one more than `countedRows`. */
  count(): Promise<number> {
    const { tables } = this.#database
    return this.#database.count(tables.contracts, foreignCondition(tables), countedRows + 1)
  }

  async #adoptAll(scope: SQL | undefined): Promise<number> {
    let adopted = 0
    for (let last: VersionIdentity | undefined; ; ) {
      const rows = await this.#foreignRows(scope, last)
      adopted += rows.length
      last = rows.at(-1)
      if (!last) return adopted
      for (const some of fitting(rows)) {
        if (this.#isStopped) throw new RegistryError('store-unavailable', 'the store is being closed')
        await this.#adoptRows(some)
      }
    }
  }

  /**
   * The first rows that a query finds, as many as fit into memory.
   *
   * @returns whether those were all.
   */
  async adoptSome(): Promise<boolean> {
    const rows = await this.#foreignRows(undefined, undefined)
    const [some] = fitting(rows)
    if (some) await this.#adoptRows(some)
    return rows.length < batchSize && (some ?? []).length === rows.length
  }

  /** Has what is under way end at the next rows. */
  stop(): void {
    this.#isStopped = true
  }

  /** One row, whose document does not fit what was derived from it. */
  adoptVersion(identity: VersionIdentity): Promise<void> {
    return this.#adoptRows([identity])
  }

  /** Documents are read one at a time: other programs store some that are larger than any that is uploaded. */
  async #adoptRows(rows: readonly VersionIdentity[]): Promise<void> {
    if (this.#rows === 'refused') throw new SpoiltTables('rows that another program has written')
    const { tables } = this.#database
    // in the order of the rows, which is that of their keys, so that instances doing the same do not cross
    const byContract = Map.groupBy(rows, row => row.contractId)
    await this.#database.transaction(async session => {
      for (const [contractId, versions] of byContract) {
        const lock = await lockContract(session, tables, contractId)
        for (const version of versions) await this.#adoptRow(session, version, lock)
      }
      await this.#numbers.onWrite(session)
    })
    await this.#indexer.afterWrite(rows.length, 0)
  }

  async #adoptRow(session: SqlSession, identity: VersionIdentity, lock: ContractLock): Promise<void> {
    const { contracts } = this.#database.tables
    const [row] = await session.select({
      fields: foreignFields(this.#database.tables),
      from: contracts,
      where: ofVersion(contracts, identity),
    })
    // another instance may have done it meanwhile
    if (row && isForeign(row)) await adoptRow(session, this.#database, this.#documents, row, lock)
  }

  /** The next foreign rows in key order, without their documents. */
  #foreignRows(scope: SQL | undefined, after: VersionIdentity | undefined): Promise<SizedRow[]> {
    const { tables } = this.#database
    const { contractId, version, json } = tables.contracts
    // the first condition gives the database a place in the index to begin at
    const rest =
      after &&
      and(gte(contractId, after.contractId), or(gt(contractId, after.contractId), gt(version, after.version)))
    return this.#database.select({
      fields: { contractId, version, size: this.#database.byteLength(json) },
      from: tables.contracts,
      where: and(foreignCondition(tables), scope, rest),
      orderBy: [asc(contractId), asc(version)],
      limit: batchSize,
    })
  }
}

/** Rows that are taken over in one transaction, which holds up the writers of their contracts. */
function fitting(rows: readonly SizedRow[]): SizedRow[][] {
  return inBatches(
    rows,
    rows.map(({ size }) => Number(size)),
  )
}

/**
 * Takes over one row, unless it has changed since it was read; then it is left for the next time.
 *
 * @returns whether it was taken over.
 */
export async function adoptRow(
  session: SqlSession,
  { tables }: Pick<StoreDatabase, 'tables'>,
  documents: DocumentWorkers,
  row: ForeignRow,
  { time, isFirst }: ContractLock,
): Promise<boolean> {
  const { contracts, sources } = tables
  const last = isFirst ? undefined : await lastEvent(session, tables, row)
  const revision = (last?.revision ?? 0) + 1
  const derived = await documents.derive(row.json, row)
  // what was there before there was a history has been there since its insert
  const occurred = last || row.createdAt > time ? time : row.createdAt
  const columns = derivedColumns(row.version, derived, row.fingerprint)
  const unchanged = and(
    ofVersion(contracts, row),
    eq(contracts.fingerprint, row.fingerprint),
    eq(contracts.revision, row.revision),
  ) as SQL
  const update = { ...columns, revision, updatedAt: occurred, updatedBy: null }
  if ((await session.update(contracts, update, unchanged)) === 0) return false
  await session.delete(sources, ofVersion(sources, row))
  await appendEvent(session, tables, {
    contractId: row.contractId,
    version: row.version,
    revision,
    time: occurred,
    caller: undefined,
    operation: 'external',
    name: row.name,
    statusBefore: last?.statusAfter ?? undefined,
    statusAfter: derived.status,
    fingerprintBefore: last?.fingerprintAfter ?? undefined,
    fingerprintAfter: row.fingerprint,
    reason: undefined,
    requestId: undefined,
    successor: undefined,
    sunset: undefined,
  })
  return true
}

/** Whether another program has written a row, be it a document that means the same in other bytes. */
export function isForeign(
  row: Pick<ForeignRow, 'revision' | 'derivedFrom' | 'fingerprint' | 'digest' | 'json'>,
): boolean {
  return isUnknown(row) || row.digest === null || !isDigestOf(row.digest, row.json)
}

/** Whether another program has written a row, as far as is known without its document: what the index finds. */
export function isUnknown(row: Pick<ForeignRow, 'revision' | 'derivedFrom' | 'fingerprint'>): boolean {
  return row.revision === 0 || row.derivedFrom !== row.fingerprint
}

function foreignFields({ contracts }: Tables) {
  const { contractId, version, name, json, fingerprint, createdAt, digest, derivedFrom, revision } = contracts
  return { contractId, version, name, json, fingerprint, createdAt, digest, derivedFrom, revision }
}
