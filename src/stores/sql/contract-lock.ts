import { eq, sql } from 'drizzle-orm'
import { type SqlSession, together, type Update, type Values } from '../../sql/database.ts'
import { slicesOf } from './columns.ts'
import type { StoreDatabase, Tables } from './store-database.ts'

/** How far, in milliseconds, the times of a contract's changes may run ahead so that no two are the same. */
const maxAhead = 1000

/** The lock of a contract, which a writer has until its transaction ends. */
export interface ContractLock {
  /** The time of the writer's change: after the contract's last one, and never before it. */
  readonly time: Date
  /** Whether the contract has never been written before. */
  readonly isFirst: boolean
}

/** What is read once the lock is taken; each may be asked twice. */
export interface ReadWithLock<Row, More> {
  /** What is there beside the lock of the contract, with its clock. */
  readonly row: () => Promise<(Row & { readonly clock: number })[]>
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
  const row = () => session.select({ fields: { clock: locks.clock }, from: locks, where })
  const asked = { row, more: async () => undefined, advance: advanceOf(tables), isNew: false }
  return (await lockAndRead(session, tables, contractId, asked)).lock
}

/** Takes a lock that is there, and moves its clock: by at least a millisecond, to the time of the writer where that is later. */
export function advanceOf({ locks }: Tables): Update {
  const { clock } = locks
  const [now, ahead] = [sql.placeholder('now'), sql.placeholder('ahead')]
  const next = sql`case when ${clock} < ${now} then ${now} when ${clock} < ${ahead} then ${clock} + 1 else ${clock} end`
  return {
    table: locks,
    values: { clock: next },
    where: eq(locks.contractId, sql.placeholder('contractId')),
  }
}

/** Takes the lock of a contract, see `lockContract`, and reads something of it, which is as it is once the lock is taken. */
export async function lockAndRead<Row, More>(
  session: SqlSession,
  { locks }: Tables,
  contractId: string,
  { row, more, advance: by, isNew }: ReadWithLock<Row, More>,
): Promise<{ readonly lock: ContractLock; readonly row: Row; readonly more: More }> {
  const now = Date.now()
  let isThere = true
  let isFirst = false
  const advance = async () => {
    isThere = (await session.updateBy(by, { contractId, now, ahead: now + maxAhead })) > 0
  }
  const make = async () => {
    isFirst = await session.insertIfAbsent(locks, { contractId, clock: now })
  }
  let rows: (Row & { readonly clock: number })[] = []
  let read: { readonly more: More } | undefined
  const look = (...before: (() => Promise<void>)[]) => {
    const readRow = async () => {
      rows = await row()
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
  const [found] = rows
  if (!found || !read) throw new Error('the lock of a contract is gone')
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
      const later = sql`case when ${locks.clock} < ${clock} then ${clock} else ${locks.clock} end`
      await session.update(locks, { clock: later }, eq(locks.contractId, contractId))
    }
  }
  if (fresh.length > 0) await session.insertAll(locks, fresh)
  return known
}
