import { Repeated } from '../../concurrency/repeated.ts'
import { Semaphore } from '../../concurrency/semaphore.ts'
import { sharedRuns } from '../../concurrency/single-flight.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { Scope } from '../../domain/scope.ts'
import { type TestRunId, testRunName } from '../../domain/test-run.ts'
import { slicesOf } from '../sql/columns.ts'
import type { SqlContractStore } from '../sql/store.ts'
import { isSameReport, type SqlTestRuns } from '../sql/test-runs/test-runs.ts'
import type { StoreLog } from '../store-log.ts'
import { runKeyOf } from '../test-run-key.ts'
import type {
  KeptTestRun,
  MostParts,
  NewTestRun,
  RecordedTestRun,
  RecordMode,
  Retention,
  StatisticsBucket,
  Swept,
  TestRun,
  TestRunFilter,
} from '../test-run-store.ts'
import { ConflictingTestRun, textOfRun } from '../test-run-text.ts'
import type { IndexTestRuns } from './index-test-runs.ts'
import { firstCharacters, type RunKeys, type RunRecords, type RunReference } from './run-records.ts'

/** How many records are read, and written, at once. */
const readAtOnce = 50
const writtenAtOnce = 50

/** Asks the index that is open. */
type Read = <T>(ask: (index: SqlContractStore) => Promise<T>) => Promise<T>

/**
 * Test runs as records, with an index of them in SQL that answers what is asked. A run is decided by its record: whoever
 * adds it first. The index follows before it is asked, whoever has changed the records.
 */
export class RecordedTestRuns implements IndexTestRuns {
  readonly #records: RunRecords
  readonly #read: Read
  readonly #tell: StoreLog
  /** Held by whoever has the index follow. */
  readonly #turn = new Semaphore()
  /** The index that has all records which were there at the last look. */
  #followed: SqlTestRuns | undefined
  #open: SqlTestRuns | undefined
  /** The first characters of keys whose records and rows are to be compared. */
  readonly #suspects = new Set<string>()
  #looks: Repeated | undefined
  #isClosed = false
  /** How often records had been replaced when the index took them over. */
  readonly #replaced = new Map<string, number>()

  constructor(records: RunRecords, read: Read, tell: StoreLog) {
    this.#records = records
    this.#read = read
    this.#tell = tell
  }

  fresh(): Promise<void> {
    return this.#ask(async () => undefined)
  }

  async recordTestRun(run: NewTestRun, mode: RecordMode): Promise<RecordedTestRun> {
    const key = runKeyOf(run)
    if (await this.#records.add(key, run)) {
      await this.#enter(index => index.restoreRuns([run]))
      return { outcome: 'recorded', run: withoutParts(run) }
    }
    const [known] = await this.#records.read([{ key }])
    if (known === undefined || known === 'unreadable')
      throw new RegistryError('store-busy', `the run ${testRunName(run)} is being deleted; try again`)
    if (this.#looksEverySoOften) await this.#enter(index => this.#takeOverUnknown(index, run))
    if (mode !== 'again' && isSameReport(known, run)) return { outcome: 'known', run: withoutParts(known) }
    const mayReplace = mode !== 'once' && known.contractId === run.contractId
    if (!mayReplace || !(await this.#records.replace(key, run)))
      return { outcome: 'conflict', run: withoutParts(known) }
    await this.#enter(index => this.#takeOver(index, [{ key }]))
    return { outcome: 'replaced', run: withoutParts(run) }
  }

  testRun(id: TestRunId) {
    return this.#ask(index => index.testRun(id))
  }

  testReport(id: TestRunId) {
    return this.#ask(index => index.testReport(id))
  }

  failedChecks(id: TestRunId, limit: number) {
    return this.#ask(index => index.failedChecks(id, limit))
  }

  testRunParts(ids: readonly TestRunId[], most: MostParts) {
    return this.#ask(index => index.testRunParts(ids, most))
  }

  testRuns(filter: TestRunFilter, page: Parameters<SqlTestRuns['testRuns']>[1]) {
    return this.#ask(index => index.testRuns(filter, page))
  }

  testedDatasets(scope: Scope | undefined, limit: number) {
    return this.#ask(index => index.testedDatasets(scope, limit))
  }

  countTestRuns(filter: TestRunFilter) {
    return this.#ask(index => index.countTestRuns(filter))
  }

  lastTestRuns(contractId: string, limit: number) {
    return this.#ask(index => index.lastTestRuns(contractId, limit))
  }

  testFigures(filter: TestRunFilter) {
    return this.#ask(index => index.testFigures(filter))
  }

  testBuckets(filter: TestRunFilter, bucket: StatisticsBucket, limit: number) {
    return this.#ask(index => index.testBuckets(filter, bucket, limit))
  }

  failingChecks(filter: TestRunFilter, limit: number) {
    return this.#ask(index => index.failingChecks(filter, limit))
  }

  failingSince(filter: TestRunFilter) {
    return this.#ask(index => index.failingSince(filter))
  }

  deleteTestRuns(which: TestRunFilter | TestRunId): Promise<number> {
    const remove = (keys: readonly string[]) => this.#records.remove(keys, 'deleted')
    return this.#askNewest(index => this.#turn.run(() => index.deleteTestRuns(which, remove)))
  }

  sweepTestRuns(retention: Retention, now: () => Date, signal?: AbortSignal): Promise<Swept> {
    // a process that ended may have told nobody of its last change
    this.#suspect(firstCharacters)
    const removal = {
      runs: (keys: readonly string[]) => this.#records.remove(keys, 'expired'),
      reports: (keys: readonly string[], before: Date) => this.#records.dropReports(keys, before),
    }
    return this.#ask(index => index.sweepTestRuns(retention, now, signal, removal))
  }

  async *keptRuns(after?: TestRunId): AsyncGenerator<KeptTestRun> {
    const index = await this.#askNewest(async index => index)
    yield* index.keptRuns(after)
  }

  async restoreRuns(runs: readonly KeptTestRun[]): Promise<void> {
    for (const some of slicesOf(runs, writtenAtOnce))
      await Promise.all(
        some.map(async run => {
          const key = runKeyOf(run)
          if (await this.#records.add(key, run)) return
          const [known] = await this.#records.read([{ key }])
          const isOther = known !== undefined && known !== 'unreadable' && textOfRun(known) !== textOfRun(run)
          if (isOther) throw new ConflictingTestRun(run)
        }),
      )
    await this.#enter(index => index.restoreRuns(runs))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#looks?.stop()
  }

  get #looksEverySoOften(): boolean {
    return this.#records.lookInterval !== undefined
  }

  /** Asks the index, which knows what the records have, or had at the last look where looks take long. */
  #ask<T>(question: (index: SqlTestRuns) => Promise<T>): Promise<T> {
    return this.#read(async ({ testRuns }) => {
      this.#lookEverySoOften()
      if (!this.#looksEverySoOften || this.#followed !== testRuns) await this.#follow(testRuns)
      return question(testRuns)
    })
  }

  /** Asks the index once it knows what the records have now. */
  #askNewest<T>(question: (index: SqlTestRuns) => Promise<T>): Promise<T> {
    return this.#read(async ({ testRuns }) => {
      await this.#follow(testRuns)
      return question(testRuns)
    })
  }

  /** Begins with the first question: many use no test runs. */
  #lookEverySoOften(): void {
    const { lookInterval } = this.#records
    if (lookInterval === undefined || this.#looks || this.#isClosed) return
    this.#looks = new Repeated(async signal => {
      try {
        await this.#askNewest(async () => undefined)
      } catch (error) {
        if (!signal.aborted)
          this.#tell.warn({ err: error }, 'could not look for test runs; trying again later')
      }
    }, lookInterval)
    this.#looks.start()
  }

  #follow(index: SqlTestRuns): Promise<void> {
    this.#open = index
    return this.#bringUp()
  }

  readonly #bringUp = sharedRuns(() => this.#turn.run(() => this.#compareAll()))

  async #compareAll(): Promise<void> {
    const index = this.#open
    if (!index) return
    this.#suspect(await this.#records.changed())
    if (this.#followed !== index) this.#suspect(firstCharacters)
    for await (const keys of this.#records.keysOf([...this.#suspects])) {
      await this.#compare(index, keys)
      this.#suspects.delete(keys.first)
    }
    this.#followed = index
  }

  #suspect(firsts: Iterable<string>): void {
    for (const first of firsts) this.#suspects.add(first)
  }

  /** Takes over what has changed among the records whose keys have a first character. */
  async #compare(index: SqlTestRuns, { first, keys: there }: RunKeys): Promise<void> {
    const inIndex = new Set(await index.keysBeginning(first))
    const changed = [...there].flatMap(([key, replaced]) => {
      const isKnown = inIndex.has(key) && (replaced === 0 || replaced === this.#replaced.get(key))
      return isKnown ? [] : { key, replaced }
    })
    for (const some of slicesOf(changed, readAtOnce)) await this.#takeOver(index, some)
    const missing = [...inIndex].filter(key => !there.has(key))
    for (const some of slicesOf(missing, readAtOnce)) {
      // a list may come late over a network, and the index may be one that others have brought further
      const kept = new Set(await this.#records.thereOf(some))
      const gone = some.filter(key => !kept.has(key))
      await index.deleteKeys(gone)
      for (const key of gone) this.#replaced.delete(key)
    }
  }

  /** Another instance may have recorded a run since the last look, and the next one may be far. */
  async #takeOverUnknown(index: SqlTestRuns, run: TestRunId): Promise<void> {
    if (!(await index.testRun(run))) await this.#takeOver(index, [{ key: runKeyOf(run) }])
  }

  async #takeOver(index: SqlTestRuns, records: readonly RunReference[]): Promise<void> {
    const read = await this.#records.read(records)
    const unreadable = read.filter(run => run === 'unreadable').length
    if (unreadable > 0) this.#tell.warn({ unreadable }, 'records of test runs cannot be read; passed over')
    await index.overwriteRuns(read.filter(run => run !== undefined && run !== 'unreadable'))
    for (const { key, replaced } of records) if (replaced) this.#replaced.set(key, replaced)
  }

  /** Has the index know of a record. One that cannot at the moment follows before it is asked the next time. */
  async #enter(write: (index: SqlTestRuns) => Promise<void>): Promise<void> {
    try {
      await this.#read(({ testRuns }) => this.#turn.run(() => write(testRuns)))
    } catch (error) {
      this.#followed = undefined
      this.#tell.warn({ err: error }, 'the index could not take over a test run; trying again')
    }
  }
}

function withoutParts({ failed: _, report, ...run }: KeptTestRun): TestRun {
  return { ...run, hasReport: report !== undefined }
}
