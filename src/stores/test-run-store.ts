import type { Scope } from '../domain/scope.ts'
import type { FailedCheck, ReportedRun, TestResult, TestRunId } from '../domain/test-run.ts'

/** A run that is to be kept. */
export interface NewTestRun extends Omit<ReportedRun, 'runId' | 'contractId' | 'version'>, TestRunId {
  /** Undefined when the report names none. */
  readonly contractId: string | undefined
  readonly version: string | undefined
  /** The fingerprint that the version had when the run was reported; undefined when there was no such version. */
  readonly fingerprint: string | undefined
  /** Whether the version is the one that was the latest then, because the report names none. */
  readonly isLatest: boolean
  /** When the run was made: not after it was reported. */
  readonly observedAt: Date
  readonly receivedAt: Date
  readonly caller: string
  /** Tells the report from others. */
  readonly digest: string
  /** The report, as far as it is kept. */
  readonly report: string
}

/** A run with all that is kept of it. */
export interface KeptTestRun extends Omit<NewTestRun, 'report'> {
  /** Undefined when it is not kept any more. */
  readonly report: string | undefined
}

/** A run without its report and its checks. */
export interface TestRun extends Omit<NewTestRun, 'failed' | 'report'> {
  /** Whether the report is kept still. */
  readonly hasReport: boolean
}

/**
 * What becomes of another report of the same run: `once` keeps the first, `last` the last, and `again` puts an equal one in
 * the place of the first as well, because the same was found out later.
 */
export type RecordMode = 'once' | 'last' | 'again'

/** What became of a run that was to be kept. */
export interface RecordedTestRun {
  /** `known`: it was kept before; `conflict`: another report of that id was. */
  readonly outcome: 'recorded' | 'replaced' | 'known' | 'conflict'
  /** The run that is kept now. */
  readonly run: TestRun
}

/** The parts of a run that are kept beside it. */
export interface TestRunParts {
  /** The report as it is kept; undefined when it is not, not any more, or there is no room for it. */
  readonly report: string | undefined
  /** The first of the checks that did not pass, in the order of the report. */
  readonly failed: readonly FailedCheck[]
}

/** How much is read of the parts of several runs. */
export interface MostParts {
  /** How many checks of each run. */
  readonly checks: number
  /** How many bytes of reports together, but for the last one, which may exceed that. */
  readonly reportBytes: number
}

/** Which runs are wanted; what is undefined is not asked for. */
export interface TestRunFilter {
  readonly scope?: Scope | undefined
  readonly contractId?: string | undefined
  readonly version?: string | undefined
  readonly source?: string | undefined
  /** The dataset, or that version of it. */
  readonly dataset?: { readonly id: string; readonly version?: string | undefined } | undefined
  readonly object?: string | undefined
  readonly server?: string | undefined
  readonly environment?: string | undefined
  readonly results?: readonly TestResult[] | undefined
  /** Runs that were made at this time or later, and before this time. */
  readonly since?: Date | undefined
  readonly until?: Date | undefined
}

/** The place of a run among others, newest first. */
export type TestRunPosition = readonly [observedAt: number, key: string]

/** A page of runs. */
export interface TestRunPage {
  readonly runs: readonly TestRun[]
  readonly next: TestRunPosition | undefined
}

export type StatisticsBucket = 'hour' | 'day' | 'week'

/** What some runs come to. */
export interface TestRunFigures {
  readonly runs: number
  readonly results: Readonly<Record<TestResult, number>>
  readonly rows: number
  readonly errors: number
  /** Undefined when no run has told how long it took. */
  readonly meanDurationMs: number | undefined
  /** The shortest duration that 95 of 100 runs did not exceed. */
  readonly p95DurationMs: number | undefined
}

/** What the runs of an hour, a day or a week (from Monday on) come to, in UTC. */
export interface BucketFigures extends TestRunFigures {
  readonly start: Date
}

/** A check, and in how many runs it failed. */
export interface FailingCheck extends Pick<FailedCheck, 'object' | 'property' | 'rule' | 'type'> {
  readonly runs: number
}

/** For how long runs are kept. */
export interface Retention {
  readonly keepDays: number
  readonly keepReportDays: number
  /** How many of the newest runs of a contract version and server are kept, however old they are. */
  readonly keepLast: number
  /** For how many versions and servers of a contract they are: those that were reported about last. */
  readonly keepGroups: number
}

/** What a sweep has taken out. */
export interface Swept {
  readonly runs: number
  readonly reports: number
  readonly events: number
}

/**
 * What keeps test runs. A run that was recorded is there for every instance, and stays when the process ends. Of several
 * that record a run of the same id at the same time, one is the first for all of them.
 */
export interface TestRunStore {
  /**
   * Keeps a run. One about another contract never takes the place of the first of its id.
   */
  recordTestRun(run: NewTestRun, mode: RecordMode): Promise<RecordedTestRun>

  testRun(id: TestRunId): Promise<TestRun | undefined>

  /** The report as it is kept; undefined when it is not, or not any more. */
  testReport(id: TestRunId): Promise<string | undefined>

  /** The checks of a run that did not pass, in the order of the report. */
  failedChecks(id: TestRunId, limit: number): Promise<FailedCheck[]>

  /** The parts of some hundreds of runs at most, in their order; the reports of the first ones have room. */
  testRunParts(ids: readonly TestRunId[], most: MostParts): Promise<TestRunParts[]>

  /** Runs, newest first, behind a position or from `offset` on. */
  testRuns(
    filter: TestRunFilter,
    page: { readonly limit: number; readonly offset?: number; readonly after?: TestRunPosition | undefined },
  ): Promise<TestRunPage>

  /** The datasets of the runs of a scope, ascending by code point, on SQL Server by UTF-16 code unit. */
  testedDatasets(scope: Scope | undefined, limit: number): Promise<string[]>

  countTestRuns(filter: TestRunFilter): Promise<number>

  /** The newest run of each server of a contract, and of those that name none; the newest of all first. */
  lastTestRuns(contractId: string, limit: number): Promise<TestRun[]>

  /** What all runs together come to. */
  testFigures(filter: TestRunFilter): Promise<TestRunFigures>

  /** What they come to in each time in which there are any, newest first. */
  testBuckets(filter: TestRunFilter, bucket: StatisticsBucket, limit: number): Promise<BucketFigures[]>

  /** The checks that failed in most runs, most first. */
  failingChecks(filter: TestRunFilter, limit: number): Promise<FailingCheck[]>

  /** When the first of those runs failed that have failed since a run last did not; undefined when the last one has not. */
  failingSince(filter: TestRunFilter): Promise<Date | undefined>

  /** How many runs it has deleted, with their reports. */
  deleteTestRuns(filter: TestRunFilter | TestRunId): Promise<number>

  /**
   * Deletes runs, reports and events of datasets that need not be kept, unless another instance is doing it.
   *
   * @param now the time; asked for again while it works, because that may take long.
   */
  sweepTestRuns(retention: Retention, now: () => Date, signal?: AbortSignal): Promise<Swept>
}
