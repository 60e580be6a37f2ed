import { and, eq, max, type SQL, sql } from 'drizzle-orm'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { Select, SqlSession, Update } from '../../../sql/database.ts'
import { advanceOf, type ContractLock, lockAndRead } from '../contract-lock.ts'
import { type StateRow, stateFields } from '../queries.ts'
import type { StoreDatabase } from '../store-database.ts'

/** A version whose contract is locked, as it is now. */
export interface LockedVersion<More> {
  readonly lock: ContractLock
  /** Undefined when it is not there. */
  readonly row: StateRow | undefined
  /** Its last revision, which it may have had before it was deleted; undefined when it never had any. */
  readonly lastRevision: number | undefined
  readonly more: More
}

/** What else is read with it; may be asked twice. */
interface ReadMore<More> {
  readonly more: () => Promise<More>
  readonly isNewContract: boolean
}

/** Takes the lock of a contract and reads one of its versions: what a change is decided on, with one query. */
export class VersionLock {
  readonly #database: StoreDatabase
  readonly #query: Select<ReturnType<typeof lockedFields>>
  readonly #advance: Update

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#query = lockedVersion(database)
    this.#advance = advanceOf(database.tables)
  }

  async take<More>(
    session: SqlSession,
    { contractId, version }: VersionIdentity,
    { more, isNewContract: isNew }: ReadMore<More>,
  ): Promise<LockedVersion<More>> {
    const row = () => session.select(this.#query, { contractId, version })
    const asked = { row, more, advance: this.#advance, isNew }
    const found = await lockAndRead(session, this.#database.tables, contractId, asked)
    const { clock: _, lastRevision, ...state } = found.row
    return {
      lock: found.lock,
      row: stateIn(state),
      lastRevision: lastRevision === null ? undefined : Number(lastRevision),
      more: found.more,
    }
  }
}

/** What is not there has nulls in the place of its columns. */
function stateIn(state: { [Member in keyof StateRow]: StateRow[Member] | null }): StateRow | undefined {
  return state.version === null ? undefined : (state as StateRow)
}

type LockedFields = ReturnType<typeof lockedFields>

function lockedVersion(database: StoreDatabase): Select<LockedFields> {
  const { contracts, locks } = database.tables
  const contractId = database.parameter('contractId')
  const version = database.parameter('version')
  return {
    fields: lockedFields(database, contractId, version),
    from: locks,
    leftJoin: {
      table: contracts,
      on: and(eq(contracts.contractId, contractId), eq(contracts.version, version)) as SQL,
    },
    where: eq(locks.contractId, contractId),
  }
}

function lockedFields(
  { tables }: StoreDatabase,
  contractId: ReturnType<StoreDatabase['parameter']>,
  version: ReturnType<StoreDatabase['parameter']>,
) {
  const { history, locks } = tables
  const ofVersion = and(eq(history.contractId, contractId), eq(history.version, version))
  return {
    ...stateFields(tables),
    clock: locks.clock,
    lastRevision: sql<number | null>`(select ${max(history.revision)} from ${history} where ${ofVersion})`,
  }
}
