import { z } from 'zod'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { TestRuns } from '../../use-cases/test-runs.ts'
import { parameters } from '../parameters/closed-object.ts'
import { runId } from '../parameters/test-runs.ts'
import { receiveNothing } from '../representations/no-body.ts'
import type { Server } from '../server.ts'
import { sentReport, testRun, testRunJson } from '../wire/test-run.ts'

const tags = ['test runs']
const params = z.object({ run_id: runId })
const querystring = parameters({})
const problems = ['run-not-found'] as const

/** `GET /test-runs/{run_id}`: how a test ended. */
export function getTestRun(server: Server, runs: ForCaller<TestRuns>): void {
  server.route({
    method: 'GET',
    url: '/test-runs/:run_id',
    schema: { operationId: 'get_test_run', summary: 'Read a test run', tags, params, querystring },
    config: {
      permission: 'read',
      operation: {
        answers: { 200: { description: 'The run.', content: { 'application/json': testRun } } },
        problems,
      },
    },
    async handler({ params, access }) {
      return testRunJson(await runs(access).run(params.run_id, access))
    },
  })
}

/** `GET /test-runs/{run_id}/report`: what its program has sent. */
export function getTestReport(server: Server, runs: ForCaller<TestRuns>): void {
  server.route({
    method: 'GET',
    url: '/test-runs/:run_id/report',
    schema: {
      operationId: 'get_test_report',
      summary: 'Read the report of a test run',
      description: 'As it was sent; `null` stands in the place of samples that are not kept.',
      tags,
      params,
      querystring,
    },
    config: {
      permission: 'read',
      operation: {
        answers: { 200: { description: 'The report.', content: { 'application/json': sentReport } } },
        problems,
      },
    },
    async handler({ params, access }, reply) {
      const report = await runs(access).reportOf(params.run_id, access)
      return reply.type('application/json; charset=utf-8').send(report)
    },
  })
}

/** `DELETE /test-runs/{run_id}`: forget a run that should not have been reported. */
export async function deleteTestRun(server: Server, runs: ForCaller<TestRuns>): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveNothing(scope)
    scope.route({
      method: 'DELETE',
      url: '/test-runs/:run_id',
      schema: {
        operationId: 'delete_test_run',
        summary: 'Delete a test run',
        description: 'With its report; nothing of it is left.',
        ...{ tags, params, querystring },
      },
      config: {
        permission: 'promote',
        operation: {
          answers: { 204: { description: 'The run is deleted.' } },
          problems: [...problems, 'out-of-scope'],
        },
      },
      async handler({ params, access }, reply) {
        await runs(access).delete(params.run_id, access)
        return reply.code(204).send()
      },
    })
  })
}
