/** How a test run ended, from the best to the worst that is known; `unknown` when its report does not say. */
export const testResults = ['passed', 'warning', 'failed', 'error', 'unknown'] as const
export type TestResult = (typeof testResults)[number]

/** Whether nothing has failed, for those who know only that. */
export function isPassed(result: TestResult): boolean {
  return result === 'passed' || result === 'warning'
}

/** How a check of a run ended. */
export type CheckResult = 'passed' | 'warning' | 'failed' | 'error' | 'skipped'

/** A check that did not pass. */
export interface FailedCheck {
  /** The object of the contract's schema, such as a table. */
  readonly object: string | undefined
  readonly property: string | undefined
  /** The id or the name of the rule in the contract. */
  readonly rule: string | undefined
  /** The kind of check, such as `field_minimum`. */
  readonly type: string | undefined
  readonly result: Exclude<CheckResult, 'passed'>
  readonly detail: string | undefined
}

/** How many checks of a run ended how. */
export type CheckCounts = Readonly<Record<CheckResult, number>>

/** A version of a dataset. */
export interface DatasetVersion {
  readonly id: string
  readonly version: string
}

/** The longest dataset id and version, in UTF-16 code units: ids are often paths. */
export const maxDatasetIdLength = 2000
export const maxDatasetVersionLength = 512

/** What a report says about a run, whoever wrote it. */
export interface ReportedRun {
  /** The program that reports, such as `datacontract-cli`. */
  readonly source: string
  /** What the program calls the run; undefined when it has no name for it. */
  readonly runId: string | undefined
  readonly contractId: string | undefined
  readonly version: string | undefined
  readonly dataset: DatasetVersion | undefined
  /** The object of the contract's schema that was tested, where it was one only. */
  readonly object: string | undefined
  readonly server: string | undefined
  readonly environment: string | undefined
  readonly result: TestResult
  readonly startedAt: Date | undefined
  readonly endedAt: Date | undefined
  readonly durationMs: number | undefined
  /** How many rows were tested, and how many faults were found in them. */
  readonly rows: number | undefined
  readonly errors: number | undefined
  readonly checks: CheckCounts
  readonly failed: readonly FailedCheck[]
}

/** What names a run in the registry: the program that reports, and what it calls the run. */
export interface TestRunId {
  readonly source: string
  readonly runId: string
}

/** The longest name of a program that reports, and the longest name it may give to a run, in UTF-16 code units. */
export const maxSourceLength = 64
export const maxRunIdLength = 255

/** The id as one text, `<source>:<run id>`; no source has a colon. */
export function testRunName({ source, runId }: TestRunId): string {
  return `${source}:${runId}`
}

/** The id that such a text stands for; undefined when it is none. */
export function parseTestRunName(name: string): TestRunId | undefined {
  const colon = name.indexOf(':')
  if (colon < 1) return undefined
  return { source: name.slice(0, colon), runId: name.slice(colon + 1) }
}

const sourceName = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/

/** Why a text cannot be the name of a program that reports, or undefined when it can. */
export function sourceFault(name: string): string | undefined {
  if (name.length <= maxSourceLength && sourceName.test(name)) return undefined
  return `expected up to ${maxSourceLength} of the characters a-z, 0-9, ".", "_" and "-", with a letter or digit at both ends`
}
