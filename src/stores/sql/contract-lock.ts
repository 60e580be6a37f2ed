import { eq, sql } from 'drizzle-orm'
import { type SqlSession, together, type Values } from '../../sql/database.ts'
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

/**
 * Waits until no other writer has the lock of a contract, and takes it. The row is locked by an update, which every
 * database understands alike; the clocks of several instances may differ, so the time comes from the row as well.
 */
export async function lockContract(
  session: SqlSession,
  tables: Tables,
  contractId: string,
): Promise<ContractLock> {
  const { lock } = await lockAndRead(session, tables, contractId, async () => undefined, false)
  return lock
}

/**
 * Takes the lock of a contract, see `lockContract`, and reads something of it, which is as it is once the lock is taken.
 *
 * @param read may be run twice.
 * @param isNew whether the contract seems to have no versions yet, so that its lock is likely to be made now.
 */
export async function lockAndRead<Read>(
  session: SqlSession,
  { locks }: Tables,
  contractId: string,
  read: () => Promise<Read>,
  isNew: boolean,
): Promise<{ readonly lock: ContractLock; readonly read: Read }> {
  const now = Date.now()
  const { clock } = locks
  const where = eq(locks.contractId, contractId)
  const next = sql`case when ${clock} < ${now} then ${now} when ${clock} < ${now + maxAhead} then ${clock} + 1 else ${clock} end`
  let isThere = true
  let isFirst = false
  const advance = async () => {
    isThere = (await session.update(locks, { clock: next }, where)) > 0
  }
  const make = async () => {
    isFirst = await session.insertIfAbsent(locks, { contractId, clock: now })
  }
  // where this is asked in turn, there is nothing to be read of a row that is not there
  const time = async () => (isThere ? session.select({ fields: { clock }, from: locks, where }) : [])
  const lockAndAsk = (...more: (() => Promise<void>)[]) => {
    isThere = true
    return together(session, advance, time, read, ...more)
  }
  // where statements wait for no answers, it is not waited for whether the row is there
  const isMadeAtOnce = isNew && session.isPipelined
  let [, [row], found] = await lockAndAsk(...(isMadeAtOnce ? [make] : []))
  if (!isThere) {
    // without a row nobody has changed anything, before this one is inserted
    if (!isMadeAtOnce) await make()
    if (isFirst) return { lock: { time: new Date(now), isFirst }, read: found }
    ;[, [row], found] = await lockAndAsk()
  }
  if (!row) throw new Error('the lock of a contract is gone')
  return { lock: { time: new Date(row.clock), isFirst: false }, read: found }
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
