import type { Logger } from 'pino'
import { Repeated } from '../concurrency/repeated.ts'
import type { Config } from '../config/schema.ts'
import type { TestRunStore } from '../stores/test-run-store.ts'

/** How often old test runs are looked for, in milliseconds. */
const interval = 60 * 60 * 1000

/** Programs may name as many servers and versions as they like; more than these are not kept for ever. */
const keepGroups = 1000

/** Takes out test runs that need not be kept any more, from its start on and until it is stopped. */
export function sweepTestRuns(runs: TestRunStore, retention: Config['testRuns'], log: Logger): Repeated {
  return new Repeated(async signal => {
    try {
      const swept = await runs.sweepTestRuns({ ...retention, keepGroups }, () => new Date(), signal)
      if (swept.runs + swept.reports + swept.events > 0) log.info(swept, 'deleted old test runs')
    } catch (error) {
      log.warn({ err: error }, 'could not delete old test runs; trying again later')
    }
  }, interval)
}
