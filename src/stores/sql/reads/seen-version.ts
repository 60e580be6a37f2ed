import { and, eq, max, type SQL, sql } from 'drizzle-orm'
import type { RowOf, Select } from '../../../sql/database.ts'
import type { CurrentVersion, EarlierQuery, EarlierVersions } from '../../store.ts'
import { type StateRow, stateFields } from '../queries.ts'
import type { StoreDatabase } from '../store-database.ts'

/** What a change of a version is decided on, all of it as it is in one moment. */
export interface SeenRow {
  /** Undefined when it is not there. */
  readonly row: StateRow | undefined
  /** Its last revision, which it may have had before it was deleted; undefined when it never had any. */
  readonly lastRevision: number | undefined
  /** The clock of its contract, which is another one after each change; undefined when nobody has changed that yet. */
  readonly clock: number | undefined
}

/** Versions before another one, as they were when the contract had that clock; undefined where there are none. */
export interface SeenEarlier extends EarlierVersions {
  readonly clock: number | undefined
}

/** A version as it was seen when its contract was not locked. */
export interface SeenVersion extends CurrentVersion, Pick<SeenRow, 'lastRevision' | 'clock'> {
  earlier(query: EarlierQuery): Promise<SeenEarlier>
}

export type SeenFields = ReturnType<typeof seenFields>

/** One version, with the parameters `contractId` and `version`: the answer is a row, whatever is there. */
export function selectSeen(database: StoreDatabase): Select<SeenFields> {
  const { contracts } = database.tables
  const contractId = database.parameter('contractId')
  const version = database.parameter('version')
  return {
    fields: seenFields(database),
    from: sql`(select 1 as one) as one`,
    leftJoin: {
      table: contracts,
      on: and(eq(contracts.contractId, contractId), eq(contracts.version, version)) as SQL,
    },
  }
}

/** What such an answer says. */
export function seenIn([answer]: readonly RowOf<SeenFields>[]): SeenRow {
  if (!answer) throw new Error('a query without a condition has found nothing')
  const { clock, lastRevision, ...state } = answer
  return {
    // what is not there has nulls in the place of its columns
    row: state.version === null ? undefined : (state as StateRow),
    lastRevision: numberIn(lastRevision),
    clock: numberIn(clock),
  }
}

/** The clock of the contract that is the parameter `contractId`. */
export function clockField(database: StoreDatabase) {
  const { locks } = database.tables
  const isContract = eq(locks.contractId, database.parameter('contractId'))
  return sql<number | null>`(select ${locks.clock} from ${locks} where ${isContract})`
}

/** Databases write numbers in several ways. */
export function numberIn(value: number | null | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value)
}

function seenFields(database: StoreDatabase) {
  const { history } = database.tables
  const ofVersion = and(
    eq(history.contractId, database.parameter('contractId')),
    eq(history.version, database.parameter('version')),
  )
  return {
    ...stateFields(database.tables),
    lastRevision: sql<number | null>`(select ${max(history.revision)} from ${history} where ${ofVersion})`,
    clock: clockField(database),
  }
}
