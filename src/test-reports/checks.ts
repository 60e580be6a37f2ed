import type { CheckCounts, CheckResult, FailedCheck, TestResult } from '../domain/test-run.ts'
import type { ReportObject } from './report-object.ts'

/** How many checks a report may tell of. */
export const maxChecks = 10_000
/** How long what is kept of a check may be. */
export const maxDetail = 500
/** How long the names of what is tested, such as a server or a property, may be. */
export const maxName = 255

/** What programs call the results of checks. */
const checkResults: Readonly<Record<string, CheckResult>> = {
  passed: 'passed',
  pass: 'passed',
  ok: 'passed',
  success: 'passed',
  info: 'passed',
  warning: 'warning',
  warn: 'warning',
  failed: 'failed',
  fail: 'failed',
  failure: 'failed',
  error: 'error',
  skipped: 'skipped',
  unknown: 'skipped',
}

const resultWords = Object.keys(checkResults)

/** What a check of a report came to, by the word that a member has for it; `skipped` without one. */
export function checkResultIn(check: ReportObject, member: string): CheckResult {
  return checkResults[check.word(member, resultWords) ?? ''] ?? 'skipped'
}

/** What a run came to, by the word that a member has for it. */
export function runResultIn(report: ReportObject, member: string): TestResult {
  const result = checkResultIn(report, member)
  return result === 'skipped' ? 'unknown' : result
}

/** The checks of a run, as far as they are kept. */
export interface Checks {
  readonly counts: CheckCounts
  readonly failed: readonly FailedCheck[]
}

/** How many checks passed, and all that did not. */
export function checksOf(passed: number, failed: readonly FailedCheck[]): Checks {
  const counts = { passed, warning: 0, failed: 0, error: 0, skipped: 0 }
  for (const { result } of failed) counts[result]++
  return { counts, failed }
}

/** What a list of checks says, each with its result. */
export function checksIn(
  list: readonly ReportObject[],
  read: (check: ReportObject) => { readonly result: CheckResult } & Omit<FailedCheck, 'result'>,
): Checks {
  const all = list.map(read)
  const failed = all.filter((check): check is FailedCheck => check.result !== 'passed')
  return checksOf(all.length - failed.length, failed)
}

/** The worst of what checks came to; `passed` when none failed, and `unknown` when there are none. */
export function worstOf({ counts }: Checks): TestResult {
  if (Object.values(counts).every(count => count === 0)) return 'unknown'
  if (counts.error > 0) return 'error'
  if (counts.failed > 0) return 'failed'
  return counts.warning > 0 ? 'warning' : 'passed'
}

/** A name of what is checked, by the first of some members that has one. */
export function checkName(check: ReportObject, ...names: string[]): string | undefined {
  return check.text(names, maxName)
}

/** A check of which no more than a text is known. */
export function checkSaying(result: FailedCheck['result'], detail: string | undefined): FailedCheck {
  return { object: undefined, property: undefined, rule: undefined, type: undefined, result, detail }
}
