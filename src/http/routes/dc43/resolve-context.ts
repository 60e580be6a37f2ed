import type { z } from 'zod'
import { withTextMembers } from '../../../domain/document/text-member.ts'
import { RegistryError } from '../../../domain/errors.ts'
import { inOneLine } from '../../../domain/stored-text.ts'
import type { StoredVersion } from '../../../stores/store.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import type { Governance } from '../../../use-cases/governance.ts'
import { parameters } from '../../parameters/closed-object.ts'
import type { Server } from '../../server.ts'
import { governancePlan } from '../../wire/governance.ts'
import { governanceBodyLimit, governanceContext } from './bodies.ts'
import { notHere, refuseDrafts } from './not-here.ts'

type Context = z.output<typeof governanceContext>['context']

/** `POST /governance/read/resolve` and `/governance/write/resolve`: by which contract version a job of dc43 goes on. */
export function resolveContexts(server: Server, governance: ForCaller<Governance>): void {
  for (const operation of ['read', 'write'] as const) {
    server.route({
      method: 'POST',
      url: `/governance/${operation}/resolve`,
      bodyLimit: governanceBodyLimit,
      schema: {
        operationId: `resolve_${operation}`,
        summary: `Find the contract by which a job of dc43 ${operation}s`,
        description:
          'An exact version, the highest of a range, or the latest, as `get_latest` has it. Members that dc43 may add are passed over. The contract must be named: data products are not kept here.',
        tags: ['dc43'],
        querystring: parameters({}),
        body: governanceContext,
      },
      config: {
        permission: 'read',
        operation: {
          answers: { 200: { description: 'The plan.', content: { 'application/json': governancePlan } } },
          problems: [
            ...(['contract-not-found', 'version-not-found', 'no-matching-version'] as const),
            ...([
              'not-acceptable',
              'document-too-large',
              'unsupported-media-type',
              'not-implemented',
            ] as const),
          ],
        },
      },
      async handler({ body: { context }, access }, reply) {
        const reference = referenceOf(context)
        const stored = await governance(access).resolve(reference)
        return reply
          .type('application/json; charset=utf-8')
          .send(withTextMembers(planOf(context, stored, operation), { contract: inOneLine(stored.json) }))
      },
    })
  }
}

/** @throws RegistryError `not-implemented` for what only a service with data products, or one that writes drafts, can do. */
function referenceOf({ contract, input_binding, output_binding, ...context }: Context) {
  if (input_binding || output_binding)
    throw notHere(
      'data products are not kept by this registry: name the contract in the context, and leave out input_binding and output_binding',
    )
  refuseDrafts(context)
  if (!contract)
    throw new RegistryError('invalid-request', 'context/contract: expected the contract to go by')
  const version = contract.contract_version?.trim() || contract.version_selector?.trim() || undefined
  return {
    contractId: contract.contract_id,
    version: version?.toLowerCase() === 'newest' ? undefined : version,
  }
}

/** The plan without the contract. What says how the job goes on is handed back to it. */
function planOf(context: Context, { contractId, version }: StoredVersion, operation: 'read' | 'write') {
  const policy = context.policy && typeof context.policy === 'object' ? context.policy : {}
  const said: Record<string, unknown> = { ...context, ...policy }
  return {
    contract_id: contractId,
    contract_version: version,
    dataset_id: context.dataset_id || contractId,
    dataset_version: context.dataset_version || version,
    dataset_format: context.dataset_format ?? null,
    [operation === 'read' ? 'input_binding' : 'output_binding']: null,
    pipeline_context: context.pipeline_context ?? null,
    bump: said.bump ?? 'minor',
    draft_on_violation: false,
    ...Object.fromEntries(productPolicy.map(name => [name, said[name] ?? null])),
  }
}

/** What dc43's jobs say about the status of data products; without these it means nothing. */
const productPolicy = [
  'allowed_data_product_statuses',
  'allow_missing_data_product_status',
  'data_product_status_case_insensitive',
  'data_product_status_failure_message',
  'enforce_data_product_status',
]
