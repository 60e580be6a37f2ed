import { and, asc, desc, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { TestResult } from '../../../domain/test-run.ts'
import type { SqlSession } from '../../../sql/database.ts'
import { digestKeyOf } from '../../digest-key.ts'
import type { TestState } from '../../search-query.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import type { TestRunRow } from './tables.ts'

/** Results by how bad they are: of several servers the worst counts. */
const severities: Readonly<Record<TestResult, number>> = {
  passed: 0,
  unknown: 1,
  warning: 2,
  failed: 3,
  error: 4,
}

/** What is kept of a run. */
type Told = Group & Pick<TestRunRow, 'runKey' | 'observedAt' | 'result'>

/** A version and server of a contract. */
type Group = Pick<TestRunRow, 'contractId' | 'version' | 'server'>

/**
 * Keeps the newest run of each version and server, in the transactions that change runs. Each locks its runs first and then
 * the rows of these, so that of several the last one knows what the others have done.
 */
export class TestStates {
  readonly #tables: Tables

  constructor({ tables }: Pick<StoreDatabase, 'tables'>) {
    this.#tables = tables
  }

  /** Takes over a run that was written. */
  async note(session: SqlSession, run: Told): Promise<void> {
    const { testStates } = this.#tables
    const row = stateOf(run)
    if (!(await this.#lock(session, run))) {
      if (await session.insertIfAbsent(testStates, row)) return
      await this.#lock(session, run)
    }
    const { stateKey, observedAt, runKey } = testStates
    const isOlder = or(
      lt(observedAt, run.observedAt),
      and(eq(observedAt, run.observedAt), lt(runKey, run.runKey)),
    )
    const { severity } = row
    const newer = { runKey: run.runKey, observedAt: run.observedAt, severity }
    await session.update(testStates, newer, and(eq(stateKey, row.stateKey), isOlder) as SQL)
  }

  /** Locks some runs, and tells of which versions and servers they are. */
  async groupsOf(session: SqlSession, runKeys: readonly string[]): Promise<Group[]> {
    const { testRuns } = this.#tables
    const { contractId, version, server, isLatest } = testRuns
    const areThese = inArray(testRuns.runKey, [...runKeys])
    await session.update(testRuns, { isLatest: sql`${isLatest}` }, areThese)
    return session.select({
      fields: { contractId, version, server },
      from: testRuns,
      where: areThese,
      distinct: true,
      // in one order, so that two that have several in common do not wait for one another
      orderBy: [asc(contractId), asc(version), asc(server)],
    })
  }

  /** Has the newest runs that are left stand in the place of some that were deleted or changed. */
  async forget(session: SqlSession, groups: readonly Group[], runKeys: readonly string[]): Promise<void> {
    const { testStates } = this.#tables
    for (const group of groups) {
      await this.#lock(session, group)
      const isOne = and(eq(testStates.stateKey, keyOfGroup(group)), inArray(testStates.runKey, [...runKeys]))
      if ((await session.delete(testStates, isOne as SQL)) === 0) continue
      const newest = await this.#newestOf(session, group)
      if (newest) await this.note(session, newest)
    }
  }

  /** False when there is no run of it yet. */
  async #lock(session: SqlSession, group: Group): Promise<boolean> {
    const { testStates } = this.#tables
    const isThis = eq(testStates.stateKey, keyOfGroup(group))
    return (await session.update(testStates, { server: group.server }, isThis)) > 0
  }

  async #newestOf(session: SqlSession, group: Group): Promise<Told | undefined> {
    const { runKey, contractId, version, server, observedAt, result } = this.#tables.testRuns
    const [newest] = await session.select({
      fields: { runKey, observedAt, result },
      from: this.#tables.testRuns,
      where: and(eq(contractId, group.contractId), eq(version, group.version), eq(server, group.server)),
      orderBy: [desc(observedAt), desc(runKey)],
      limit: 1,
    })
    return newest && { ...group, ...newest, observedAt: Number(newest.observedAt) }
  }
}

function keyOfGroup({ contractId, version, server }: Group): string {
  return digestKeyOf(contractId, version, server)
}

function stateOf({ contractId, version, server, runKey, observedAt, result }: Told) {
  const severity = severities[result as TestResult]
  const stateKey = keyOfGroup({ contractId, version, server })
  return { ...{ stateKey, contractId, version, server }, ...{ runKey, observedAt, severity } }
}

/** Is true of versions whose tests stand in one of some ways: by the worst of the newest runs of their servers. */
export function areTested({ testStates, texts }: Tables, states: readonly TestState[]): SQL | undefined {
  const { contractId, version, severity } = testStates
  const isOfVersion = and(eq(contractId, texts.contractId), eq(version, texts.version))
  const worst = sql<number>`(select max(${severity}) from ${testStates} where ${isOfVersion})`
  const wanted = severitiesOf(states)
  return or(
    wanted.length > 0 ? inArray(worst, wanted) : undefined,
    states.includes('none') ? isNull(worst) : undefined,
  )
}

/** Is true of contracts that may have such versions; undefined when all may. */
export function mayBeTested({ testStates, search }: Tables, states: readonly TestState[]): SQL | undefined {
  if (states.includes('none')) return undefined
  const isWanted = inArray(testStates.severity, severitiesOf(states))
  return sql`${search.contractId} in (select ${testStates.contractId} from ${testStates} where ${isWanted})`
}

function severitiesOf(states: readonly TestState[]): number[] {
  return states.flatMap(state => (state === 'none' ? [] : severities[state]))
}
