import { z } from 'zod'
import { adviceJson } from '../../domain/compatibility/comparison.ts'
import { IncompatibleChange } from '../../domain/compatibility/incompatible-change.ts'
import { type Finding, RegistryError } from '../../domain/errors.ts'
import { advice } from './comparison.ts'
import { finding } from './finding.ts'
import { type ProblemCode, problemKinds, problemType } from './problem-kinds.ts'
import { shape, type Wire } from './shape.ts'
import { verdict } from './verdict.ts'

/** What went wrong: RFC 9457 with the members this service adds: `code`, `errors` of documents, and what a dry run tells. */
export const problem = shape(
  'Problem',
  z.object({
    type: z.string().meta({ format: 'uri', description: 'Identifies the kind of problem.' }),
    title: z.string().meta({ description: 'The kind of problem, for people.' }),
    status: z.int().meta({ description: 'The HTTP status of the answer.' }),
    detail: z.string().meta({ description: 'What is wrong here, where, and what is allowed.' }),
    code: z
      .enum(Object.keys(problemKinds) as ProblemCode[])
      .meta({ description: 'The kind of problem, for programs.' }),
    errors: z.array(finding).optional().meta({ description: 'Every fault of a document.' }),
    bump: advice
      .optional()
      .meta({ description: 'Of `incompatible-change`: the version to publish instead.' }),
    dry_run: z.literal(true).optional().meta({ description: 'It was only asked what would happen.' }),
    verdicts: z
      .array(verdict)
      .optional()
      .meta({ description: 'With `dry_run`: what each rule that was looked at says.' }),
  }),
  {
    description: 'What went wrong, as problem details (RFC 9457).',
    examples: { Problem: problemWith('contract-not-found', 'there is no contract "sales.refunds"') },
  },
)
export type Problem = Wire<typeof problem>

/** The problem that an error is answered with. Of an error that is not the registry's own it says nothing. */
export function problemOf(error: unknown): Problem {
  if (!(error instanceof RegistryError))
    return problemWith('internal-error', problemKinds['internal-error'].detail)
  const plain = problemWith(error.code, error.message, error.findings)
  return error instanceof IncompatibleChange && error.bump
    ? { ...plain, bump: adviceJson(error.bump) }
    : plain
}

/** A problem of a kind, with what is to be said of this one. */
export function problemWith(code: ProblemCode, detail: string, errors: readonly Finding[] = []) {
  const { status, title } = problemKinds[code]
  return { type: problemType(code), title, status, detail, code, ...(errors.length > 0 && { errors }) }
}
