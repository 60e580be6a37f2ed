import { eq, sql } from 'drizzle-orm'
import type { SqlSession } from '../../sql/database.ts'
import type { Tables } from './tables.ts'

/** How far, in milliseconds, the times of a contract's changes may run ahead so that no two are the same. */
const maxAhead = 1000

/** A writer's turn at a contract. */
export interface Turn {
  /** When it is: after the contract's last change, and never before it. */
  readonly time: Date
  /** Whether the contract has never been written before. */
  readonly isFirst: boolean
}

/**
 * Waits until no other writer is at a contract, and keeps others away until the transaction ends. The row is locked by
 * an update, which every database understands alike; the clocks of several instances may differ, so the time comes
 * from the row as well.
 */
export async function takeTurn(session: SqlSession, { heads }: Tables, contractId: string): Promise<Turn> {
  const now = Date.now()
  const { clock } = heads
  const ofContract = eq(heads.contractId, contractId)
  const next = sql`case when ${clock} < ${now} then ${now} when ${clock} < ${now + maxAhead} then ${clock} + 1 else ${clock} end`
  const advance = () => session.update(heads, { clock: next }, ofContract)
  if ((await advance()) === 0) {
    if (await session.insertIfAbsent(heads, { contractId, clock: now })) {
      return { time: new Date(now), isFirst: true }
    }
    await advance()
  }
  const [head] = await session.select({ fields: { clock }, from: heads, where: ofContract })
  if (!head) throw new Error('the head of a contract is gone')
  return { time: new Date(head.clock), isFirst: false }
}
