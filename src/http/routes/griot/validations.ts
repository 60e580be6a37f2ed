import { z } from 'zod'
import type { Semaphore } from '../../../concurrency/semaphore.ts'
import type { Access } from '../../../domain/access.ts'
import { isPassed, testResults } from '../../../domain/test-run.ts'
import type { TestRunFilter } from '../../../stores/test-run-store.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import type { TestRuns } from '../../../use-cases/test-runs.ts'
import { reportUpload } from '../../openapi/reports.ts'
import { parameters } from '../../parameters/closed-object.ts'
import { contractId } from '../../parameters/identity.ts'
import { count, dayOrInstant, oneValue, pageSize } from '../../parameters/query.ts'
import { nameOf } from '../../parameters/test-runs.ts'
import { receiveReports, reportBytes, reportLimit } from '../../representations/report-body.ts'
import type { Server } from '../../server.ts'
import {
  validation,
  validationJson,
  validationPage,
  validationReport,
  validationStatistics,
  validationStatisticsJson,
} from '../../wire/griot-validation.ts'

const tags = ['griot']
const day = 24 * 60 * 60 * 1000
const paging = {
  limit: pageSize(100, 50),
  offset: count('How many validations to pass over first.').default(0),
}
const page = {
  200: { description: 'One page of validations.', content: { 'application/json': validationPage } },
}
const problems = ['contract-not-found'] as const

/** `POST /validations`: what griot reports a validation to. It may name a version that is not there. */
export async function postValidation(server: Server, runs: ForCaller<TestRuns>): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveReports(scope)
    scope.route({
      method: 'POST',
      url: '/validations',
      bodyLimit: reportLimit,
      schema: {
        operationId: 'post_validation',
        summary: 'Report a validation from griot',
        description:
          'As `report_test_run`, also of a version that is not known. Another report of the same run takes the place of the first.',
        tags,
        querystring: parameters({}),
      },
      config: {
        permission: 'report',
        operation: {
          ...reportUpload,
          requestBody: { content: { 'application/json': validationReport } },
          answers: {
            201: { description: 'The validation is kept.', content: { 'application/json': validation } },
          },
          problems: [...reportUpload.problems, 'contract-not-found', 'run-conflict'],
        },
      },
      async handler(request, reply) {
        const { access } = request
        const options = { kind: 'griot', mode: 'last', demands: 'known-contract' } as const
        const { run } = await runs(access).report(reportBytes(request), options, access)
        reply.code(201)
        return validationJson(run)
      },
    })
  })
}

/** `GET /validations`: the test runs of all contracts. */
export function listValidations(server: Server, runs: ForCaller<TestRuns>): void {
  server.route({
    method: 'GET',
    url: '/validations',
    schema: {
      operationId: 'list_validations',
      summary: 'List validations as griot does',
      description: 'All test runs, the newest first.',
      tags,
      querystring: parameters({
        contract_id: oneValue(contractId.optional()).meta({
          type: 'string',
          description: 'Only those of this contract.',
        }),
        schema_name: nameOf('Only those of this object of the schema.'),
        passed: oneValue(z.enum(['true', 'false'], 'expected true or false').optional()).meta({
          type: 'boolean',
          description: 'Only those that passed, or that did not.',
        }),
        from_date: dayOrInstant('Only those of this time or day, or later.', 'start'),
        to_date: dayOrInstant('Only those up to this time or day.', 'end'),
        ...paging,
      }),
    },
    config: { permission: 'read', operation: { answers: page } },
    async handler({ query, access }) {
      const filter = {
        contractId: query.contract_id,
        object: query.schema_name,
        results: query.passed && testResults.filter(result => isPassed(result) === (query.passed === 'true')),
        since: query.from_date,
        until: query.to_date,
      }
      return pageOf(runs(access), filter, query, access)
    },
  })
}

/** `GET /contracts/{contract_id}/validations`: the test runs of one contract. */
export function listContractValidations(server: Server, runs: ForCaller<TestRuns>): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/validations',
    schema: {
      operationId: 'list_contract_validations',
      summary: 'List the validations of a contract as griot does',
      tags,
      params: z.object({ contract_id: contractId }),
      querystring: parameters(paging),
    },
    config: { permission: 'read', operation: { answers: page, problems } },
    async handler({ params, query, access }) {
      const found = await pageOf(runs(access), { contractId: params.contract_id }, query, access)
      if (found.total === 0) await runs(access).requireContract(params.contract_id, access)
      return found
    },
  })
}

/**
 * `GET /validations/stats/{contract_id}`: what the test runs of a contract come to.
 *
 * @param longAnswers how many are worked out at a time.
 */
export function getValidationStatistics(
  server: Server,
  runs: ForCaller<TestRuns>,
  longAnswers: Semaphore,
): void {
  server.route({
    method: 'GET',
    url: '/validations/stats/:contract_id',
    schema: {
      operationId: 'get_validation_statistics',
      summary: 'See what the validations of a contract come to, as griot does',
      tags,
      params: z.object({ contract_id: contractId }),
      querystring: parameters({
        days: count('Only those of so many days until now; 0 for all.', 36_500).default(30),
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: { description: 'The figures.', content: { 'application/json': validationStatistics } },
        },
        problems,
      },
    },
    async handler({ params, query, access }) {
      const { contract_id: contractId } = params
      const since = query.days === 0 ? undefined : new Date(Date.now() - query.days * day)
      const figures = await longAnswers.run(() => runs(access).figures({ contractId, since }, access))
      if (figures.runs === 0) await runs(access).requireContract(contractId, access)
      return validationStatisticsJson(contractId, figures)
    },
  })
}

async function pageOf(
  runs: TestRuns,
  filter: TestRunFilter,
  { limit, offset }: { limit: number; offset: number },
  access: Access,
) {
  const [found, total] = await Promise.all([
    runs.runs(filter, { limit, offset }, access),
    runs.count(filter, access),
  ])
  return { items: found.runs.map(validationJson), total, limit, offset }
}
