import { eq, sql } from 'drizzle-orm'
import { type SqlSession, together, type Update, type Values } from '../../sql/database.ts'
import { slicesOf } from './columns.ts'
import type { StoreDatabase, Tables } from './store-database.ts'

/** The lock of a contract, which a writer has until its transaction ends. */
export interface ContractLock {
  /** The time of the writer's change: after the contract's last one. */
  readonly time: Date
  /** Whether the contract has never been written before. */
  readonly isFirst: boolean
}

/** What is read once the lock is taken; each may be asked twice. */
export interface ReadWithLock<Row, More> {
  /** What is there, with the clock of the contract. */
  readonly row: () => Promise<Row>
  readonly more: () => Promise<More>
  /** See `advanceOf`. */
  readonly advance: Update
  /** Whether the contract seems to have no versions yet, so that its lock is likely to be made now. */
  readonly isNew: boolean
}

/**
 * Waits until no other writer has the lock of a contract, and takes it. The row is locked by an update, which every
 * database understands alike; the clocks of several instances may differ, so the time comes from the row as well.
 */
export async function lockContract(
  session: SqlSession,
  tables: Tables,
  contractId: string,
): Promise<ContractLock> {
  const { locks } = tables
  const where = eq(locks.contractId, contractId)
  const row = async () => {
    const [found] = await session.select({ fields: { clock: locks.clock }, from: locks, where })
    return { clock: found?.clock }
  }
  const asked = { row, more: async () => undefined, advance: advanceOf(tables), isNew: false }
  return (await lockAndRead(session, tables, contractId, asked)).lock
}

/**
 * Takes a lock that is there, and moves its clock: by at least a millisecond, to the time of the writer where that is later. So
 * whoever finds a clock as it was knows that the contract is as it was.
 */
export function advanceOf({ locks }: Tables): Update {
  const { clock } = locks
  const now = sql.placeholder('now')
  const next = sql`case when ${clock} < ${now} then ${now} else ${clock} + 1 end`
  return {
    table: locks,
    values: { clock: next },
    where: eq(locks.contractId, sql.placeholder('contractId')),
  }
}

/** Takes the lock of a contract, see `lockContract`, and reads something of it, which is as it is once the lock is taken. */
export async function lockAndRead<Row extends { readonly clock: number | undefined }, More>(
  session: SqlSession,
  { locks }: Tables,
  contractId: string,
  { row, more, advance: by, isNew }: ReadWithLock<Row, More>,
): Promise<{ readonly lock: ContractLock; readonly row: Row; readonly more: More }> {
  const now = Date.now()
  let isThere = true
  let isFirst = false
  const advance = async () => {
    isThere = (await session.updateBy(by, { contractId, now })) > 0
  }
  const make = async () => {
    isFirst = await session.insertIfAbsent(locks, { contractId, clock: now })
  }
  let found: Row | undefined
  let read: { readonly more: More } | undefined
  const look = (...before: (() => Promise<void>)[]) => {
    const readRow = async () => {
      found = await row()
    }
    const readMore = async () => {
      read = { more: await more() }
    }
    return together(session, ...before, readRow, readMore)
  }
  // where statements wait for no answers, it is not known in time whether the row is there
  if (!session.isPipelined) await look(advance, async () => (isThere ? undefined : make()))
  else if (isNew) await look(advance, make)
  else {
    await look(advance)
    if (!isThere) await make()
    if (isFirst) await look()
  }
  // another writer has made it in between
  if (!isThere && !isFirst) await look(advance)
  if (found?.clock === undefined || !read) throw new Error('the lock of a contract is gone')
  return { lock: { time: new Date(found.clock), isFirst }, row: found, more: read.more }
}

/**
 * Takes the locks of contracts whose changes were decided elsewhere, in the given order, and has them know the times of
 * these changes.
 *
 * @returns the contracts that were written before.
 */
export async function holdContracts(
  session: SqlSession,
  { isOneOf, tables: { locks } }: Pick<StoreDatabase, 'isOneOf' | 'tables'>,
  times: ReadonlyMap<string, Date>,
): Promise<Set<string>> {
  const known = new Set<string>()
  for (const some of slicesOf([...times.keys()])) {
    const rows = await session.select({
      fields: { contractId: locks.contractId },
      from: locks,
      where: isOneOf(locks.contractId, some),
    })
    for (const { contractId } of rows) known.add(contractId)
  }
  const fresh: Values[] = []
  for (const [contractId, time] of times) {
    const clock = time.getTime()
    if (!known.has(contractId)) fresh.push({ contractId, clock })
    else {
      const later = sql`case when ${locks.clock} < ${clock} then ${clock} else ${locks.clock} + 1 end`
      await session.update(locks, { clock: later }, eq(locks.contractId, contractId))
    }
  }
  if (fresh.length > 0) await session.insertAll(locks, fresh)
  return known
}
