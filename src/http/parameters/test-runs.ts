import { z } from 'zod'
import { lookupFault } from '../../domain/identity.ts'
import { maxRunIdLength, maxSourceLength, testResults } from '../../domain/test-run.ts'
import type { TestRunFilter } from '../../stores/test-run-store.ts'
import { checkedBy } from './identity.ts'
import { instant, oneValue } from './query.ts'

const maxNameLength = 255
const maxIdLength = maxSourceLength + 1 + maxRunIdLength

/** The id of a run. */
export const runId = checkedBy(id => lookupFault(id, maxIdLength)).meta({
  description: 'The `run_id` of a run, percent-encoded.',
  minLength: 1,
  maxLength: maxIdLength,
  examples: ['spark:2026-03-31T12'],
})

/** A name to compare with. */
export function nameOf(description: string) {
  const text = checkedBy(value => lookupFault(value, maxNameLength)).optional()
  return oneValue(text).meta({ type: 'string', maxLength: maxNameLength, description })
}

function moment(description: string) {
  return oneValue(instant.optional()).meta({ type: 'string', format: 'date-time', description })
}

/** Which runs are meant; the same for lists and statistics. */
export const testRunFilter = {
  server: nameOf('Only runs of this server; empty for those of none.'),
  environment: nameOf('Only runs of this environment.'),
  since: moment('Only runs of this time or later.'),
  until: moment('Only runs before this time.'),
}

/** Which of them by what they came to. */
export const testResult = oneValue(
  z.enum(testResults, `expected one of ${testResults.join(', ')}`).optional(),
).meta({ type: 'string', enum: [...testResults], description: 'Only runs with this result.' })

interface Asked {
  readonly server?: string | undefined
  readonly environment?: string | undefined
  readonly since?: Date | undefined
  readonly until?: Date | undefined
  readonly result?: (typeof testResults)[number] | undefined
}

/** The filter that those parameters of a request mean. */
export function testRunFilterOf({ server, environment, since, until, result }: Asked): TestRunFilter {
  return { server, environment, since, until, results: result && [result] }
}
