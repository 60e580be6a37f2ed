import { type AnyColumn, getColumns } from 'drizzle-orm'
import { compareCodePoints } from '../domain/order.ts'
import {
  type Claim,
  type Claims,
  type SqlDatabase,
  type SqlSession,
  together,
  type Values,
} from './database.ts'
import { type Fault, FaultError, isRowFault } from './faults.ts'

/** What became of claims. */
export interface Claimed {
  /** The keys whose rows were written. */
  readonly keys: ReadonlySet<string>
  /** Whether the answer was lost, so that all may have been written. */
  readonly isUnanswered: boolean
}

/** A database that is asked for claims. */
export type ClaimDatabase = Pick<SqlDatabase, 'claimAtOnce' | 'transaction' | 'isOneOf'>

/** The faults after which what was claimed may be written in another way. */
const passing: readonly Fault[] = ['conflict', 'locked', 'connection-lost']

/**
 * Moves the clocks that are as they were seen, makes those that were not there, and inserts the rows that belong to them; all
 * in one transaction. The others are left, and so are those that somebody else has locked: nobody is waited for but who makes
 * the same row. Nothing is written where a row cannot be, or somebody was in the way for long.
 *
 * @throws FaultError when the storage takes no writes now.
 */
export async function claim(database: ClaimDatabase, claims: Claims): Promise<Claimed> {
  try {
    return { keys: await claimOnce(database, claims), isUnanswered: false }
  } catch (error) {
    const fault = error instanceof FaultError ? error.fault : undefined
    if (!isRowFault(error) && !(fault && passing.includes(fault))) throw error
    return { keys: new Set(), isUnanswered: fault === 'connection-lost' }
  }
}

function claimOnce(database: ClaimDatabase, claims: Claims): Promise<ReadonlySet<string>> {
  if (database.claimAtOnce) return database.claimAtOnce(claims)
  const work = (session: SqlSession) => claimWithin(session, database, claims)
  return database.transaction(work, { startsWithLock: true, isTriedOnce: true })
}

async function claimWithin(
  session: SqlSession,
  database: Pick<SqlDatabase, 'isOneOf'>,
  { table, members, claims, inserts }: Claims,
): Promise<ReadonlySet<string>> {
  const [keyMember, clockMember] = members
  const clocks = await lockSeen(session, database, { table, members, claims })
  const taken = claims.filter(({ key, seen }) => seen === undefined || clocks.get(key) === seen)
  const keys = new Set(taken.map(({ key }) => key))
  const rowOf = ({ key, clock }: Claim) => ({ [keyMember]: key, [clockMember]: clock })
  const moved = taken.filter(({ seen }) => seen !== undefined).map(rowOf)
  const made = inOrder(taken.filter(({ seen }) => seen === undefined)).map(rowOf)
  const isTaken = (row: Values) => keys.has(row[keyMember] as string)
  await together(
    session,
    async () => made.length > 0 && session.insertAll(table, made),
    async () => moved.length > 0 && session.updateEach(table, [keyMember], moved),
    ...inserts.map(({ table: of, rows }) => async () => {
      const own = rows.filter(isTaken)
      if (own.length > 0) await session.insertAll(of, own)
    }),
  )
  return keys
}

/** The clocks of the claims that were seen, of those that nobody else has locked. */
async function lockSeen(
  session: SqlSession,
  { isOneOf }: Pick<SqlDatabase, 'isOneOf'>,
  { table, members: [keyMember, clockMember], claims }: Pick<Claims, 'table' | 'members' | 'claims'>,
): Promise<ReadonlyMap<string, number>> {
  const seen = claims.filter(one => one.seen !== undefined)
  if (seen.length === 0) return new Map()
  const columns = getColumns(table)
  const [key, clock] = [columns[keyMember] as AnyColumn, columns[clockMember] as AnyColumn]
  const where = isOneOf(
    key,
    seen.map(one => one.key),
  )
  const rows = await session.select({ fields: { key, clock }, from: table, where, locksFree: true })
  return new Map(rows.map(row => [row.key as string, Number(row.clock)]))
}

/** The order in which rows are made, so that nobody waits for somebody who waits for them. */
export function inOrder(claims: readonly Claim[]): Claim[] {
  return claims.toSorted((a, b) => compareCodePoints(a.key, b.key))
}
