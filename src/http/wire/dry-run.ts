import { z } from 'zod'
import type { DocumentFormat } from '../../domain/document/read-document.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { Preview } from '../../use-cases/changes.ts'
import { comparison, comparisonBody } from './comparison.ts'
import { validation, validationJson } from './document-validation.ts'
import { problem } from './problem.ts'
import { nullableText, revision, shape, type Wire } from './shape.ts'
import { verdict, verdictJson } from './verdict.ts'

const exampleDryRun = {
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
  compatibility: null,
  problems: [],
} as const

const problems = z.array(problem).max(0).meta({
  description: 'Empty: a change that would be refused is answered as it would be, with the problem.',
})

/** What a change would do. */
export const dryRun = shape(
  'DryRun',
  z.object({
    dry_run: z.literal(true),
    contract_id: z.string(),
    version: z.string(),
    action: z.enum(['create', 'update', 'status', 'delete', 'no-op']),
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
    validation: validation.optional().meta({
      description: 'Of a document that would be published; absent when `validation.mode` is off.',
    }),
    compatibility: comparison.nullable().meta({
      description: 'What the version would change against the approved one before it.',
    }),
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
const linkDryRun = shape(
  'LinkDryRun',
  z.object({
    dry_run: z.literal(true),
    action: z.enum(['create', 'update', 'no-op']),
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

/**
 * What a change would do, as its preview says.
 *
 * @param etag of the version as it would be; undefined when there would be none.
 * @param format of the document that would be published.
 */
export function dryRunJson(
  { contractId, version }: VersionIdentity,
  { action, verdicts, after, note, validation, comparison: compared }: Preview,
  etag: string | undefined,
  format: DocumentFormat,
): Wire<typeof dryRun> {
  return {
    dry_run: true,
    contract_id: contractId,
    version,
    action,
    note: note ?? null,
    revision: after?.revision ?? null,
    etag: etag ?? null,
    fingerprint: after?.fingerprint ?? null,
    status: after?.status ?? null,
    verdicts: verdicts.map(verdictJson),
    ...(validation && { validation: validationJson(validation, format) }),
    compatibility: compared ? comparisonBody(compared) : null,
    problems: [],
  }
}
