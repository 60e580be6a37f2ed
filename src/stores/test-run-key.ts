import type { TestRunId } from '../domain/test-run.ts'
import { digestKeyOf } from './digest-key.ts'

/** What a run's key is made of: source and id, which nothing else has together. */
export function runKeyOf({ source, runId }: TestRunId): string {
  return digestKeyOf(source, runId)
}
