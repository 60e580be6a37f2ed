import { z } from 'zod'
import type { Preview } from '../../contracts/writer.ts'
import type { DocumentFormat } from '../../domain/contract-version.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import { entityTag } from '../entity-tag.ts'
import { type Problem, problem, problemOf } from './problem.ts'
import { nullableText, revision, shape, type Wire } from './shape.ts'

export const exampleDryRun = {
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
} as const

const verdict = shape(
  'Verdict',
  z.object({ policy: z.string(), allowed: z.boolean(), detail: nullableText }),
  {
    description: 'What a rule says about a change.',
    examples: { Verdict: { policy: 'version_order', allowed: true, detail: null } },
  },
)

const problems = z.array(problem).meta({
  description: 'What the request would be answered with, were it not a dry run.',
})

/** What a change would do. */
export const dryRun = shape(
  'DryRun',
  z.object({
    dry_run: z.literal(true),
    contract_id: z.string(),
    version: z.string(),
    action: z.enum(['create', 'update', 'status', 'delete', 'no-op', 'refused']),
    note: nullableText.meta({
      description:
        'Why nothing would change, or what else is good to know, such as that only the layout changes.',
    }),
    revision: revision.nullable().meta({ description: 'The revision the version would have.' }),
    etag: nullableText.meta({
      description:
        'The ETag that the answer would have: of the JSON document, or of the YAML when a YAML document is published.',
    }),
    fingerprint: nullableText,
    status: nullableText,
    verdicts: z.array(verdict).meta({ description: 'What each rule that was looked at says.' }),
    problems,
  }),
  {
    description: 'What a change would do.',
    examples: {
      DryRun: exampleDryRun,
    },
  },
)

/** What linking a dataset would do. */
export const linkDryRun = shape(
  'LinkDryRun',
  z.object({
    dry_run: z.literal(true),
    action: z.enum(['create', 'update', 'no-op', 'refused']),
    problems,
  }),
  {
    description: 'What linking a dataset would do.',
    examples: { LinkDryRun: { dry_run: true, action: 'create', problems: [] } },
  },
)

/** What a link is answered with. */
export const linkAnswer = shape('LinkAnswer', z.union([linkDryRun, z.null()]), {
  description: 'Null when the link is recorded; with `dry_run=true`, what would happen.',
  examples: {
    Linked: null,
    LinkDryRun: { dry_run: true, action: 'create', problems: [] },
  },
})
export type LinkDryRunJson = Wire<typeof linkDryRun>

const stateless = { note: null, revision: null, etag: null, fingerprint: null, status: null }

/** What a change would do, as its preview says. */
export function dryRunJson(
  identity: VersionIdentity,
  preview: Preview,
  format: DocumentFormat,
): Wire<typeof dryRun> {
  const { action, verdicts, after, note } = preview
  const problems: Problem[] = verdicts.flatMap(({ fault }) => (fault ? [problemOf(fault)] : []))
  const state = after && {
    revision: after.revision,
    etag: entityTag(after, format),
    fingerprint: after.fingerprint,
    status: after.status ?? null,
  }
  return {
    ...named(identity),
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

/** A change that is refused before any rule is looked at. */
export function refusedDryRunJson(identity: VersionIdentity, refusal: Problem): Wire<typeof dryRun> {
  return { ...named(identity), action: 'refused', ...stateless, verdicts: [], problems: [refusal] }
}

function named({ contractId, version }: VersionIdentity) {
  return { dry_run: true, contract_id: contractId, version } as const
}
