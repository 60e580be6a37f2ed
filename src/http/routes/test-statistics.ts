import { z } from 'zod'
import type { Semaphore } from '../../concurrency/semaphore.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { TestRuns } from '../../use-cases/test-runs.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import { oneValue } from '../parameters/query.ts'
import { testRunFilter, testRunFilterOf } from '../parameters/test-runs.ts'
import type { Server } from '../server.ts'
import { statisticsJson, testStatistics } from '../wire/test-statistics.ts'

/**
 * `GET /contracts/{contract_id}/test-runs/statistics`: what the tests of a contract come to.
 *
 * @param longAnswers how many are worked out at a time.
 */
export function getTestStatistics(server: Server, runs: ForCaller<TestRuns>, longAnswers: Semaphore): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/test-runs/statistics',
    schema: {
      operationId: 'get_test_statistics',
      summary: 'See what the test runs of a contract come to',
      description: 'Over all runs that are kept, or those that are asked for. Times are in UTC.',
      tags: ['test runs'],
      params: z.object({ contract_id: contractId }),
      querystring: parameters({
        version: oneValue(contractVersion.optional()).meta({
          type: 'string',
          description: 'Only runs of this version.',
        }),
        ...testRunFilter,
        bucket: oneValue(z.enum(['hour', 'day', 'week'], 'expected hour, day or week').optional()).meta({
          type: 'string',
          enum: ['hour', 'day', 'week'],
          description: 'Also by the hour, the day, or the week from Monday on; the last 1000 that have runs.',
        }),
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: { description: 'The figures.', content: { 'application/json': testStatistics } },
        },
        problems: ['contract-not-found', 'version-not-found'],
      },
    },
    async handler({ params, query, access }) {
      const filter = { ...testRunFilterOf(query), contractId: params.contract_id, version: query.version }
      return statisticsJson(
        await longAnswers.run(() => runs(access).statistics(filter, query.bucket, access)),
      )
    },
  })
}
