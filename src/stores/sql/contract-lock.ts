import { eq, sql } from 'drizzle-orm'
import type { SqlSession } from '../../sql/database.ts'
import type { Tables } from './store-database.ts'

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
