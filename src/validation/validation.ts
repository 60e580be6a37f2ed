import { hash } from 'node:crypto'
import { product } from '../about.ts'
import type { FindingCounts } from '../domain/errors.ts'
import type { ValidationFinding } from './findings.ts'
import type { Level } from './rule-names.ts'

/** What a validation goes by besides the standard. */
export interface ValidationRules {
  /** The levels of rules that have another than by default, by name. */
  readonly levels: Readonly<Record<string, Level>>
  /** The text of a JSON Schema that an organisation adds to the official one. */
  readonly overlay: string | undefined
  /** Tells verdicts by these rules from those by others, and by those of another release. */
  readonly key: string
}

/** The rules of this release, with levels and an overlay of an organisation. */
export function rulesOf({ levels, overlay }: Omit<ValidationRules, 'key'>): ValidationRules {
  const sorted = Object.entries(levels).sort(([one], [other]) => (one < other ? -1 : 1))
  const key = hash('sha256', JSON.stringify([product.version, sorted, overlay]), 'base64url')
  return { levels, overlay, key }
}

/** The standard alone. */
export const standardRules = rulesOf({ levels: {}, overlay: undefined })

/** What a validation says about a document. */
export interface Validation {
  /** Whether there is no error; warnings and infos do not count. */
  readonly valid: boolean
  /** What the document declares. */
  readonly apiVersion: string | undefined
  /** The schema that judged it, and which copy of that: `odcs-3.2.0@171420cb`. */
  readonly schema: string
  readonly counts: FindingCounts
  /** In the order of their places; of too many the most important. */
  readonly findings: readonly ValidationFinding[]
}

/** How many findings are counted and not shown. */
export function unshown({ counts, findings }: Validation): number {
  return counts.error + counts.warning + counts.info - findings.length
}
