import type { VersionIdentity } from '../../../domain/identity.ts'
import type { Select, SqlSession, Update } from '../../../sql/database.ts'
import { advanceOf, type ContractLock, lockAndRead } from '../contract-lock.ts'
import { type SeenFields, type SeenRow, seenIn, selectSeen } from '../reads/seen-version.ts'
import type { StoreDatabase } from '../store-database.ts'

/** A version whose contract is locked, as it is now. */
export interface LockedVersion<More> extends Pick<SeenRow, 'row' | 'lastRevision'> {
  readonly lock: ContractLock
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
  readonly #query: Select<SeenFields>
  readonly #advance: Update

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#query = selectSeen(database)
    this.#advance = advanceOf(database.tables)
  }

  async take<More>(
    session: SqlSession,
    { contractId, version }: VersionIdentity,
    { more, isNewContract: isNew }: ReadMore<More>,
  ): Promise<LockedVersion<More>> {
    const row = async () => seenIn(await session.select(this.#query, { contractId, version }))
    const asked = { row, more, advance: this.#advance, isNew }
    const found = await lockAndRead(session, this.#database.tables, contractId, asked)
    const { row: state, lastRevision } = found.row
    return { lock: found.lock, row: state, lastRevision, more: found.more }
  }
}
