import { z } from 'zod'
import { shape } from './shape.ts'

const place = z.int().min(1)

/** One fault of a document. */
export const finding = shape(
  'Finding',
  z.object({
    detail: z.string().meta({ description: 'What is wrong and what is allowed.' }),
    pointer: z.string().meta({
      description: 'JSON Pointer (RFC 6901) to the fault; empty for the whole document.',
    }),
    line: place.optional().meta({ description: 'Line in the text that was sent.' }),
    column: place.optional().meta({ description: 'Column in the text that was sent.' }),
    severity: z
      .enum(['error', 'warning', 'info'])
      .optional()
      .meta({ description: 'Of a validation: only errors make a document invalid.' }),
    rule: z.string().optional().meta({ description: 'Of a validation: the rule, by its name.' }),
    source: z.string().optional().meta({ description: 'Of a validation: where the rule comes from.' }),
  }),
  {
    description: 'One fault of a document.',
    examples: {
      Finding: {
        detail: 'version must be a string, not a number; write version: "1.0" in quotes',
        pointer: '/version',
        line: 1,
        column: 10,
      },
    },
  },
)
