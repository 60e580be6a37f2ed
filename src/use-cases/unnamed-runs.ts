import { createHash } from 'node:crypto'
import type { TestRunId } from '../domain/test-run.ts'
import type { NewTestRun, TestRunStore } from '../stores/test-run-store.ts'

/** A run to which its program gives no id. */
export interface UnnamedRun
  extends Pick<NewTestRun, 'source' | 'contractId' | 'version' | 'isLatest' | 'digest' | 'receivedAt'> {
  /** Whether the report says when the run was made. */
  readonly hasTime: boolean
}

/**
 * For how long, in milliseconds, an equal report that says neither what its run is called nor when it was made is taken for
 * a retry of the first. Clients try again for less, and jobs that report so do not run as often.
 */
const retryWindow = 5 * 60 * 1000

/**
 * What such a run is called: the same when its report comes again, and another than those of other versions. When the
 * report does not say when the run was made, the time at which it is received has to tell runs apart.
 */
export async function idOfUnnamedRun(run: UnnamedRun, runs: TestRunStore): Promise<string> {
  if (run.hasTime) return idWithin(run, undefined)
  const receivedAt = run.receivedAt.getTime()
  const window = Math.floor(receivedAt / retryWindow)
  // the first one may be of the window before, and of the one behind where the clocks of instances differ
  for (const other of [window - 1, window + 1]) {
    const id: TestRunId = { source: run.source, runId: idWithin(run, other) }
    const first = await runs.testRun(id)
    if (first && Math.abs(receivedAt - first.receivedAt.getTime()) < retryWindow) return id.runId
  }
  return idWithin(run, window)
}

/** Each window has a run at most, so that the key of the table decides which of several is the first. */
function idWithin(run: UnnamedRun, window: number | undefined): string {
  const { contractId, digest } = run
  // a retry may come when another version is the latest
  const version = run.isLatest ? undefined : run.version
  const parts = [contractId ?? null, version ?? null, digest, window ?? null]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
