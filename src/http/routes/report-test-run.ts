import { z } from 'zod'
import { testRunName } from '../../domain/test-run.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { TestRuns } from '../../use-cases/test-runs.ts'
import { reportUpload } from '../openapi/reports.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import { referenceTo } from '../representations/location.ts'
import { receiveReports, reportBytes, reportLimit } from '../representations/report-body.ts'
import type { Server } from '../server.ts'
import { testReport, testRun, testRunJson } from '../wire/test-run.ts'

/** `POST /contracts/{contract_id}/versions/{contract_version}/test-runs`: tell how a test of a version ended. */
export async function reportTestRun(server: Server, runs: ForCaller<TestRuns>): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveReports(scope)
    scope.route({
      method: 'POST',
      url: '/contracts/:contract_id/versions/:contract_version/test-runs',
      bodyLimit: reportLimit,
      schema: {
        operationId: 'report_test_run',
        summary: 'Report a test run of a contract version',
        description:
          'Also takes reports of the Data Contract CLI, of griot, of dc43 and of Bitol (`ObservabilityResults`) as they are. `latest` stands for the latest version. The same report of a run again is answered with the first one; another report of it is refused.',
        tags: ['test runs'],
        params: z.object({ contract_id: contractId, contract_version: contractVersion }),
        querystring: parameters({}),
      },
      config: {
        permission: 'report',
        operation: {
          ...reportUpload,
          requestBody: { content: { 'application/json': testReport } },
          answers: {
            200: { description: 'The run was reported before.', content: { 'application/json': testRun } },
            201: {
              description: 'The run is kept.',
              headers: ['Location'],
              content: { 'application/json': testRun },
            },
          },
          problems: [
            ...reportUpload.problems,
            ...(['contract-not-found', 'version-not-found', 'no-matching-version', 'run-conflict'] as const),
          ],
        },
      },
      async handler(request, reply) {
        const { params, access } = request
        const target = { contractId: params.contract_id, version: params.contract_version }
        const options = { target, mode: 'once', demands: 'strict' } as const
        const reported = await runs(access).report(reportBytes(request), options, access)
        const path = `/test-runs/${encodeURIComponent(testRunName(reported.run))}`
        if (reported.outcome === 'recorded') reply.code(201).header('location', referenceTo(request, path))
        return testRunJson(reported)
      },
    })
  })
}
