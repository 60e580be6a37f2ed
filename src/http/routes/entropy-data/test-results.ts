import { z } from 'zod'
import { testRunName } from '../../../domain/test-run.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import type { TestRuns } from '../../../use-cases/test-runs.ts'
import { reportUpload } from '../../openapi/reports.ts'
import { parameters } from '../../parameters/closed-object.ts'
import { contractId } from '../../parameters/identity.ts'
import { count, oneValue } from '../../parameters/query.ts'
import { runId, testRunFilter } from '../../parameters/test-runs.ts'
import { absoluteUrl } from '../../representations/location.ts'
import { receiveNothing } from '../../representations/no-body.ts'
import { receiveReports, reportBytes, reportLimit } from '../../representations/report-body.ts'
import type { Server } from '../../server.ts'
import {
  cliSource,
  listedResultJson,
  reportedResult,
  resultJson,
  runNameOf,
  testResult,
  testResultList,
} from '../../wire/test-result.ts'
import { linkPages } from '../next-page.ts'

const tags = ['entropy-data']
/** How many results a page has, as with Entropy Data. */
const pageLength = 100
const maxPage = 999_999_999
const params = z.object({ run_id: runId })
const json = { 'application/json': testResult }

/**
 * `POST /api/test-results`: what the Data Contract CLI publishes results to. It takes an answer of 200 only, and a job must
 * not fail because of what the registry does not know: such runs are kept, too.
 */
export async function postTestResult(server: Server, runs: ForCaller<TestRuns>): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveReports(scope)
    scope.route({
      method: 'POST',
      url: '/api/test-results',
      bodyLimit: reportLimit,
      schema: {
        operationId: 'post_test_result',
        summary: 'Report a test run from the Data Contract CLI',
        description:
          'As `report_test_run`, also of a contract or version that is not known. Another report of the same run takes the place of the first.',
        tags,
        querystring: parameters({}),
      },
      config: {
        permission: 'report',
        operation: {
          ...reportUpload,
          requestBody: { content: { 'application/json': reportedResult } },
          answers: { 200: { description: 'The run is kept.', headers: ['Location-HTML'], content: json } },
          problems: [...reportUpload.problems, 'run-conflict'],
        },
      },
      async handler(request, reply) {
        const { access } = request
        const options = { kind: cliSource, mode: 'last', demands: 'lenient' } as const
        const { outcome, run } = await runs(access).report(reportBytes(request), options, access)
        const name = testRunName(run)
        if (outcome === 'replaced')
          request.log.info(
            { run: name, caller: request.caller },
            'another report replaces that of a test run',
          )
        const url = absoluteUrl(request, `/test-runs/${encodeURIComponent(name)}`)
        if (url !== undefined) reply.header('location-html', url)
        return listedResultJson(run)
      },
    })
  })
}

/** `GET /api/test-results`: all test runs, page by page. */
export function listTestResults(server: Server, runs: ForCaller<TestRuns>): void {
  server.route({
    method: 'GET',
    url: '/api/test-results',
    schema: {
      operationId: 'list_test_results',
      summary: 'List test runs as clients of Entropy Data do',
      description: `The newest first, ${pageLength} a page.`,
      tags,
      querystring: parameters({
        dataContractId: oneValue(contractId.optional()).meta({
          type: 'string',
          description: 'Only runs of this contract.',
        }),
        server: testRunFilter.server,
        p: count('The page, from 0.', maxPage).default(0),
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'One page of runs. `Link` leads to the pages before and after it.',
            headers: ['Link'],
            content: { 'application/json': testResultList },
          },
        },
      },
    },
    async handler(request, reply) {
      const { query, access } = request
      const { p: page } = query
      const filter = { contractId: query.dataContractId, server: query.server }
      const found = await runs(access).runs(filter, { limit: pageLength, offset: page * pageLength }, access)
      linkPages(request, reply, 'p', { page, isLast: found.next === undefined })
      return found.runs.map(listedResultJson)
    },
  })
}

/** `GET /api/test-results/{run_id}`: one of them, with its checks. */
export function getTestResult(server: Server, runs: ForCaller<TestRuns>): void {
  server.route({
    method: 'GET',
    url: '/api/test-results/:run_id',
    schema: {
      operationId: 'get_test_result',
      summary: 'Read a test run as clients of Entropy Data do',
      ...{ tags, params, querystring: parameters({}) },
    },
    config: {
      permission: 'read',
      operation: {
        answers: { 200: { description: 'The run.', content: json } },
        problems: ['run-not-found'],
      },
    },
    async handler({ params, access }) {
      const name = runNameOf(params.run_id)
      const shown = await runs(access).run(name, access)
      const report = shown.run.hasReport ? await runs(access).reportOf(name, access) : undefined
      return resultJson(shown, report)
    },
  })
}

/** `DELETE /api/test-results/{run_id}`: delete one of them. */
export async function deleteTestResult(server: Server, runs: ForCaller<TestRuns>): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveNothing(scope)
    scope.route({
      method: 'DELETE',
      url: '/api/test-results/:run_id',
      schema: {
        operationId: 'delete_test_result',
        summary: 'Delete a test run as clients of Entropy Data do',
        ...{ tags, params, querystring: parameters({}) },
      },
      config: {
        permission: 'promote',
        operation: {
          answers: { 200: { description: 'The run is deleted.' } },
          problems: ['run-not-found', 'out-of-scope'],
        },
      },
      async handler({ params, access }, reply) {
        await runs(access).delete(runNameOf(params.run_id), access)
        return reply.code(200).send()
      },
    })
  })
}
