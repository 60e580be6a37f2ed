import { z } from 'zod'
import type { Verdict } from '../../domain/policy.ts'
import { nullableText, shape, type Wire } from './shape.ts'

/** What a rule says about a change. */
export const verdict = shape(
  'Verdict',
  z.object({ policy: z.string(), allowed: z.boolean(), detail: nullableText }),
  {
    description: 'What a rule says about a change.',
    examples: { Verdict: { policy: 'version_order', allowed: true, detail: null } },
  },
)
export type VerdictJson = Wire<typeof verdict>

export function verdictJson({ rule, fault, note }: Verdict): VerdictJson {
  return { policy: rule, allowed: fault === undefined, detail: fault?.message ?? note ?? null }
}
