import { eq, sql } from 'drizzle-orm'
import type { SqlSession, Values } from '../../sql/database.ts'
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
  { locks }: Tables,
  contractId: string,
): Promise<ContractLock> {
  const now = Date.now()
  const { clock } = locks
  const ofContract = eq(locks.contractId, contractId)
  const next = sql`case when ${clock} < ${now} then ${now} when ${clock} < ${now + maxAhead} then ${clock} + 1 else ${clock} end`
  const advance = () => session.update(locks, { clock: next }, ofContract)
  if ((await advance()) === 0) {
    if (await session.insertIfAbsent(locks, { contractId, clock: now })) {
      return { time: new Date(now), isFirst: true }
    }
    await advance()
  }
  const [row] = await session.select({ fields: { clock }, from: locks, where: ofContract })
  if (!row) throw new Error('the lock of a contract is gone')
  return { time: new Date(row.clock), isFirst: false }
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
