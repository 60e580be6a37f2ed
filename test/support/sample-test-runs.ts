import type { NewTestRun } from '../../src/stores/test-run-store.ts'

/** A test run that passed, with what is to be different. */
export function testRunOf(more: Partial<NewTestRun>): NewTestRun {
  const observedAt = more.observedAt ?? new Date('2026-03-31T12:00:00Z')
  const runId = more.runId ?? '1'
  return {
    ...{ source: 'job', runId, contractId: 'a', version: '1.0.0', fingerprint: 'f', isLatest: false },
    ...{ dataset: undefined, object: undefined, server: 'production', environment: undefined },
    ...{ startedAt: undefined, endedAt: undefined, observedAt, receivedAt: observedAt },
    ...{ result: 'passed', durationMs: undefined, rows: undefined, errors: undefined },
    ...{ checks: { passed: 1, warning: 0, failed: 0, error: 0, skipped: 0 }, failed: [] },
    ...{ caller: 'job', digest: runId, report: `{"id":${JSON.stringify(runId)}}` },
    ...more,
  }
}
