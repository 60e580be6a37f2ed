import { z } from 'zod'
import { type ContractComparison, comparisonJson } from '../../domain/compatibility/comparison.ts'
import { nullableText, shape, type Wire } from './shape.ts'

const bump = z.enum(['major', 'minor', 'patch', 'none'])
const place = z.int().min(1)
const changeClass = z.enum(['breaking', 'compatible', 'cosmetic'])

/** What all that is told of comparisons has. */
export const comparisonClass = z.enum(['breaking', 'compatible', 'cosmetic', 'none', 'unknown']).meta({
  description: 'The worst of all changes; `unknown` where a document is not by ODCS 3.',
})
export const brokenParties = z.object({ consumers: z.boolean(), producers: z.boolean() })
export const changeCounts = z.object({ breaking: z.int(), compatible: z.int(), cosmetic: z.int() })

export const advice = shape(
  'VersionAdvice',
  z.object({
    suggested: bump.meta({ description: 'By how much the changes ask to raise the version.' }),
    next: nullableText.meta({ description: 'The lowest version that is raised enough.' }),
    declared: bump.nullable().meta({ description: 'By how much it is raised.' }),
    sufficient: z.boolean().nullable(),
  }),
  { description: 'Which version follows, by SemVer.' },
)

const side = {
  pointer: z.string().meta({ description: 'JSON Pointer; of the element around it where there is nothing.' }),
  value: z.union([z.string(), z.number(), z.boolean()]).optional().meta({
    description: 'What is there, when that is one value; of a long text the beginning.',
  }),
}

const exampleChange = {
  rule: 'required-loosened',
  kind: 'changed',
  class: 'breaking',
  breaks: ['consumers'],
  attention: false,
  path: '/schema[name=orders]/properties[name=email]/required',
  before: { pointer: '/schema/0/properties/3/required', value: true },
  after: { pointer: '/schema/0/properties/2/required', value: false, line: 19, column: 19 },
  detail: 'orders.email may be null now',
} as const

const change = shape(
  'Change',
  z.object({
    rule: z.string().meta({ description: 'What happened, by the decision table.' }),
    kind: z.enum(['added', 'removed', 'changed']),
    class: changeClass,
    breaks: z.array(z.enum(['consumers', 'producers'])),
    attention: z.boolean().meta({ description: 'Whether people should know, whatever the class.' }),
    path: z.string().meta({ description: 'The way to it by names, whatever the order of lists.' }),
    before: z.object(side),
    after: z.object({ ...side, line: place, column: place }),
    detail: z.string(),
  }),
  { description: 'One change from a contract to another.', examples: { Change: exampleChange } },
)

/** In what two contracts differ. */
export const comparison = shape(
  'Comparison',
  z.object({
    contract_id: nullableText,
    from: nullableText,
    to: nullableText,
    class: comparisonClass,
    breaks: brokenParties,
    counts: changeCounts,
    bump: advice.nullable().meta({ description: 'Null where the versions are no SemVer.' }),
    note: nullableText.meta({ description: 'Why this is not the whole truth.' }),
    omitted: z.int().meta({ description: 'How many changes are not among `changes`.' }),
    changes: z.array(change).meta({ description: 'What breaks first; at most 1000.' }),
  }),
  {
    description: 'In what two contracts differ.',
    examples: {
      Comparison: {
        contract_id: 'sales.orders',
        from: '1.0.0',
        to: '1.1.0',
        class: 'breaking',
        breaks: { consumers: true, producers: false },
        counts: { breaking: 1, compatible: 0, cosmetic: 0 },
        bump: { suggested: 'major', next: '2.0.0', declared: 'minor', sufficient: false },
        note: null,
        omitted: 0,
        changes: [exampleChange],
      },
    },
  },
)

/** A comparison in words. */
export const comparisonWords = shape('ComparisonText', z.string(), {
  description: 'A `Comparison` in words, a line for each change.',
  examples: {
    ComparisonText:
      'sales.orders 1.0.0 to 1.1.0: breaking (1 breaking, 0 compatible, 0 cosmetic)\n✗ breaks consumers: orders.email may be null now [required-loosened] 19:19\n',
  },
})

/** The comparison that a route answers, as its description says. */
export function comparisonBody(one: ContractComparison): Wire<typeof comparison> {
  return comparisonJson(one)
}
