import type { FastifyReply } from 'fastify'
import type { PlannedChange, Preview } from '../contracts/writer.ts'
import type { DocumentFormat } from '../domain/contract-version.ts'
import { RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { entityTag } from './entity-tag.ts'
import { type Problem, problemOf } from './problem.ts'

/**
 * Answers what a change would do, and changes nothing.
 *
 * @param plan makes the change that is asked for; what it throws is told as a problem of the answer.
 * @param format of the representation whose entity tag is told.
 */
export async function sendDryRun(
  reply: FastifyReply,
  identity: VersionIdentity,
  plan: () => PlannedChange,
  format: DocumentFormat = 'json',
): Promise<FastifyReply> {
  return reply.send(await dryRunOf(identity, plan, format))
}

async function dryRunOf(
  { contractId, version }: VersionIdentity,
  plan: () => PlannedChange,
  format: DocumentFormat,
) {
  const named = { dry_run: true, contract_id: contractId, version }
  try {
    return { ...named, ...previewJson(await plan().preview(), format) }
  } catch (error) {
    return { ...named, action: 'refused', ...stateless, verdicts: [], problems: [refusalOf(error)] }
  }
}

/**
 * The problem with what a dry run was asked for; a document that is no contract is one of the things it is there to
 * find out.
 *
 * @throws the error when it is about the service and not about what was asked, and when the caller may not even ask.
 */
export function refusalOf(error: unknown): Problem {
  const problem = problemOf(error)
  if (!(error instanceof RegistryError) || problem.status >= 500 || problem.status === 403) throw error
  return problem
}

const stateless = { note: null, revision: null, etag: null, fingerprint: null, status: null }

function previewJson({ action, verdicts, after, note }: Preview, format: DocumentFormat) {
  const problems: Problem[] = verdicts.flatMap(({ fault }) => (fault ? [problemOf(fault)] : []))
  const state = after && {
    revision: after.revision,
    etag: entityTag(after, format),
    fingerprint: after.fingerprint,
    status: after.status ?? null,
  }
  return {
    action: problems.length > 0 ? 'refused' : action,
    ...stateless,
    ...state,
    note: problems.length > 0 ? null : (note ?? null),
    verdicts: verdicts.map(({ rule, fault }) => {
      return { policy: rule, allowed: fault === undefined, detail: fault?.message ?? null }
    }),
    problems,
  }
}

const nullable = (type: string) => ({ type: [type, 'null'] })

/** The answer to a dry run, in the API description. */
export const dryRunAnswer = {
  description: 'With `dry_run=true`: what would happen. Nothing was changed.',
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/DryRun' },
      example: {
        dry_run: true,
        contract_id: 'sales.orders',
        version: '1.1.0',
        action: 'create',
        note: null,
        revision: 1,
        etag: '"1-YHPdQyzOQGKCLQTsnNsJWg.1x2y3z"',
        fingerprint: '297208cf6142422a9f4cf722d245a081d36f26b113c92c296626d7f38c864282',
        status: 'draft',
        verdicts: [{ policy: 'version_order', allowed: true, detail: null }],
        problems: [],
      },
    },
  },
}

/** The schema of it, referred to as `DryRun`. */
export const dryRunSchema = {
  type: 'object',
  description: 'What a change would do.',
  required: [
    ...['dry_run', 'contract_id', 'version', 'action', 'note', 'revision', 'etag', 'fingerprint', 'status'],
    ...['verdicts', 'problems'],
  ],
  properties: {
    dry_run: { const: true },
    contract_id: { type: 'string' },
    version: { type: 'string' },
    action: { enum: ['create', 'update', 'status', 'delete', 'no-op', 'refused'] },
    note: {
      ...nullable('string'),
      description:
        'Why nothing would change, or what else is good to know, such as that only the layout changes.',
    },
    revision: { ...nullable('integer'), description: 'The revision the version would have.' },
    etag: {
      ...nullable('string'),
      description:
        'The ETag that the answer would have: of the JSON document, or of the YAML when a YAML document is published.',
    },
    fingerprint: nullable('string'),
    status: nullable('string'),
    verdicts: {
      type: 'array',
      description: 'What each rule that was looked at says.',
      items: {
        type: 'object',
        required: ['policy', 'allowed', 'detail'],
        properties: {
          policy: { type: 'string' },
          allowed: { type: 'boolean' },
          detail: nullable('string'),
        },
      },
    },
    problems: {
      type: 'array',
      description: 'What the request would be answered with, were it not a dry run.',
      items: { $ref: '#/components/schemas/Problem' },
    },
  },
}
