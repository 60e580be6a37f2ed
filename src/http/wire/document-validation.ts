import { z } from 'zod'
import type { FindingCounts } from '../../domain/errors.ts'
import { unshown, type Validation } from '../../validation/validation.ts'
import { finding } from './finding.ts'
import { nullableText, shape, type Wire } from './shape.ts'

const count = z.int().min(0)

/** How many findings there are of each severity. */
export const findingCounts = z.object({ error: count, warning: count, info: count })

/** What a validation says about a document. */
export const validation = shape(
  'DocumentValidation',
  z.object({
    valid: z.boolean().meta({ description: 'Whether there is no error.' }),
    apiVersion: nullableText.meta({ description: 'What the document declares.' }),
    schema: z.string().meta({
      description: 'The schema that judged the document, with the first digits of the SHA-256 of that copy.',
    }),
    format: z
      .enum(['json', 'yaml'])
      .meta({ description: 'The text in which lines and columns are counted.' }),
    counts: findingCounts,
    findings: z.array(finding).meta({ description: 'In the order of their places.' }),
    more: count.meta({ description: 'How many findings are counted and not listed.' }),
  }),
  {
    description: 'What a validation says about a document.',
    examples: {
      DocumentValidation: {
        valid: false,
        apiVersion: 'v3.1.0',
        schema: 'odcs-3.1.0@1a35de14',
        format: 'yaml',
        counts: { error: 1, warning: 0, info: 0 },
        findings: [
          {
            detail: 'a property has no key "requird"; did you mean "required"?',
            pointer: '/schema/0/properties/0/requird',
            line: 10,
            column: 9,
            severity: 'error',
            rule: 'schema/unevaluatedProperties',
            source: 'odcs-3.1.0',
          },
        ],
        more: 0,
      },
    },
  },
)
export type ValidationJson = Wire<typeof validation>

export function validationJson(made: Validation, format: ValidationJson['format']): ValidationJson {
  const { valid, apiVersion = null, schema, counts, findings } = made
  return { valid, apiVersion, schema, format, counts, findings, more: unshown(made) }
}

/** How many findings there are, as a header tells it (RFC 9651). */
export function countsText({ error, warning, info }: FindingCounts): string {
  return `errors=${error}, warnings=${warning}, infos=${info}`
}
