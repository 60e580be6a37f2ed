import { z } from 'zod'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { TestRuns } from '../../use-cases/test-runs.ts'
import { parameters } from '../parameters/closed-object.ts'
import { readCursor, writeCursor } from '../parameters/cursor.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import { oneValue, pageSize } from '../parameters/query.ts'
import { testResult, testRunFilter, testRunFilterOf } from '../parameters/test-runs.ts'
import type { Server } from '../server.ts'
import { listedRunJson, testRun, testRunJson, testRunPage } from '../wire/test-run.ts'
import { linkNextPage } from './next-page.ts'

const tags = ['test runs']
const params = z.object({ contract_id: contractId, contract_version: contractVersion })
const place = z.tuple([z.int().min(0), z.string().regex(/^[\w-]{43}$/)])

/** `GET /contracts/{contract_id}/versions/{contract_version}/test-runs`: how its tests ended. */
export function listTestRuns(server: Server, runs: ForCaller<TestRuns>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/versions/:contract_version/test-runs',
    schema: {
      operationId: 'list_test_runs',
      summary: 'List the test runs of a contract version',
      description: 'The newest first.',
      tags,
      params,
      querystring: parameters({
        ...testRunFilter,
        result: testResult,
        limit: pageSize(1000, 100),
        cursor: oneValue(z.string().optional()).meta({
          type: 'string',
          description:
            'Where to go on, as `next_cursor` of the page before says. Other parameters stay the same.',
        }),
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'One page of runs.',
            headers: ['Link'],
            content: { 'application/json': testRunPage },
          },
        },
        problems: ['contract-not-found', 'version-not-found'],
      },
    },
    async handler(request, reply) {
      const { params, query, access } = request
      const { limit, cursor, ...asked } = query
      const identity = { contractId: params.contract_id, version: params.contract_version }
      const after = cursor === undefined ? undefined : readCursor(cursor, request, asked, place)
      const page = await runs(access).ofVersion(identity, testRunFilterOf(asked), { limit, after }, access)
      const next = page.next ? writeCursor(request, asked, page.next) : null
      if (next !== null) linkNextPage(request, reply, next)
      return { items: page.runs.map(listedRunJson), next_cursor: next }
    },
  })
}

/** `GET /contracts/{contract_id}/versions/{contract_version}/test-runs/latest`: how its last test ended. */
export function getLatestTestRun(server: Server, runs: ForCaller<TestRuns>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/versions/:contract_version/test-runs/latest',
    schema: {
      operationId: 'get_latest_test_run',
      summary: 'Read the newest test run of a contract version',
      tags,
      params,
      querystring: parameters({ ...testRunFilter, result: testResult }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: { 200: { description: 'The run.', content: { 'application/json': testRun } } },
        problems: ['contract-not-found', 'version-not-found', 'run-not-found'],
      },
    },
    async handler({ params, query, access }) {
      const identity = { contractId: params.contract_id, version: params.contract_version }
      return testRunJson(await runs(access).latest(identity, testRunFilterOf(query), access))
    },
  })
}
