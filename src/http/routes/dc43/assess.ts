import type { FastifyReply, FastifyRequest } from 'fastify'
import { isObject } from '../../../dc43-governance/contract-parts.ts'
import { type Operation, readObservations, readValidation } from '../../../dc43-governance/verdict.ts'
import { endOf } from '../../../domain/document/json-place.ts'
import { childOf } from '../../../domain/document/node.ts'
import { parseJson } from '../../../domain/document/parse-json.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import type { Governance } from '../../../use-cases/governance.ts'
import type { GovernedDatasets } from '../../../use-cases/governed-datasets.ts'
import { parameters } from '../../parameters/closed-object.ts'
import type { Server } from '../../server.ts'
import { governanceAssessment } from '../../wire/governance.ts'
import { datasetObservations, governanceBodyLimit, planObservations } from './bodies.ts'
import { refuseDrafts } from './not-here.ts'

/** What a job has counted, however it says so. */
interface Seen {
  readonly contract_id: string
  readonly contract_version: string
  readonly dataset_id: string
  readonly dataset_version: string
  readonly context?: unknown
  readonly pipeline_context?: unknown
  readonly draft_on_violation?: boolean | null | undefined
  readonly validation?: unknown
  readonly observations?: unknown
}

const operation = {
  answers: {
    200: { description: 'The verdict.', content: { 'application/json': governanceAssessment } },
  },
  problems: [
    ...(['contract-not-found', 'version-not-found', 'not-acceptable'] as const),
    ...(['document-too-large', 'unsupported-media-type', 'not-implemented'] as const),
  ],
} as const

/**
 * `POST /governance/evaluate`, `/governance/read/evaluate` and `/governance/write/evaluate`: what a contract says about
 * what a job has counted in its data.
 */
export function assessObservations(
  server: Server,
  governance: ForCaller<Governance>,
  datasets: ForCaller<GovernedDatasets>,
): void {
  const common = { method: 'POST', bodyLimit: governanceBodyLimit } as const
  const config = { permission: 'read', operation, keepsJsonText: true } as const
  const answer = async (
    { access, jsonText = '{}' }: FastifyRequest,
    reply: FastifyReply,
    seen: Seen,
    by: Operation,
  ) => {
    refuseDrafts(seen)
    const { dataset_id, dataset_version, contract_id, contract_version } = seen
    const identity = { contractId: contract_id, version: contract_version }
    const observations = readObservations(seen.observations)
    const given = readValidation(seen.validation)
    const { status, text } = await governance(access).assess(identity, observations, by, given)
    const subject = { dataset_id, dataset_version, contract_id, contract_version }
    const circumstances = {
      operation: by,
      pipelineContext: pipelineContextIn(seen),
      isReused: observations.reused,
    }
    const metrics = sentMetrics(jsonText)
    await datasets(access).record(subject, status, circumstances, metrics, access)
    return reply.type('application/json; charset=utf-8').send(text)
  }
  server.route({
    ...common,
    url: '/governance/evaluate',
    schema: {
      operationId: 'evaluate_dataset',
      summary: 'Compare what a job of dc43 has counted with what a contract says',
      description:
        'The data itself is not sent. The verdict is kept as a test run when the caller may report, in place of the last one on that dataset version.',
      tags: ['dc43'],
      querystring: parameters({}),
      body: datasetObservations,
    },
    config,
    handler: (request, reply) => answer(request, reply, request.body, request.body.operation ?? 'read'),
  })
  for (const by of ['read', 'write'] as const) {
    server.route({
      ...common,
      url: `/governance/${by}/evaluate`,
      schema: {
        operationId: `evaluate_${by}`,
        summary: `Compare what a job of dc43 has counted with the contract by which it ${by}s`,
        description: 'As `evaluate_dataset`, with what is known from the plan.',
        tags: ['dc43'],
        querystring: parameters({}),
        body: planObservations,
      },
      config,
      handler: (request, reply) => {
        const { plan, validation, observations } = request.body
        return answer(request, reply, { ...plan, validation, observations }, by)
      },
    })
  }
}

/** The metrics of a verdict on what was sent, as they were sent: what was observed, else what the job has found out itself. */
function sentMetrics(json: string): string {
  const body = parseJson(json)
  for (const name of ['observations', 'validation']) {
    const metrics = childOf(childOf(body, name), 'metrics')
    if (metrics?.kind === 'object' && metrics.members.length > 0)
      return json.slice(metrics.offset, endOf(json, metrics))
  }
  return '{}'
}

/** What a job says of the pipeline that it is part of. */
function pipelineContextIn({ context, pipeline_context: own }: Seen) {
  const general = isObject(context) ? context.pipeline_context : undefined
  return { ...(isObject(general) && general), ...(isObject(own) && own) }
}
