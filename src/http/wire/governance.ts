import { z } from 'zod'
import { contract } from './contract.ts'
import { shape } from './shape.ts'

const object = z.record(z.string(), z.unknown())

/** What is decided before a job reads or writes. */
export const governancePlan = shape(
  'GovernancePlan',
  z.looseObject({
    contract,
    contract_id: z.string(),
    contract_version: z.string(),
    dataset_id: z.string(),
    dataset_version: z.string(),
  }),
  { description: 'By which contract a job reads or writes, as dc43 has it.' },
)

const validationMembers = z.looseObject({
  ok: z.boolean(),
  errors: z.array(z.string()),
  warnings: z.array(z.string()),
  metrics: object,
  schema: object,
  status: z.enum(['ok', 'warn', 'block', 'unknown']),
  reason: z.string().nullable(),
  details: object,
})

const exampleValidation = {
  ok: false,
  errors: ['column order_id: 3 values of which each is null, but required'],
  warnings: [],
  metrics: { 'violations.not_null_order_id': 3 },
  schema: {},
  status: 'unknown',
  reason: null,
  details: {},
} as const

/** A verdict on data. */
export const governanceValidation = shape('GovernanceValidation', validationMembers, {
  description: 'A verdict on data, as dc43 has it.',
  examples: { GovernanceValidation: exampleValidation },
})

/** What a job is told about its data. */
export const governanceAssessment = shape(
  'GovernanceAssessment',
  z.object({
    status: governanceValidation,
    validation: governanceValidation,
    draft: z.null(),
    observations_reused: z.boolean(),
  }),
  { description: '`status` says whether the data may be used, `validation` what was found.' },
)

/** What a contract expects. */
export const expectations = shape(
  'Expectations',
  z.array(
    z.looseObject({
      key: z.string(),
      rule: z.string(),
      column: z.string().nullable(),
      optional: z.boolean(),
      predicate: z.string().optional().meta({ description: 'In Spark SQL.' }),
    }),
  ),
  {
    description: 'What a contract expects of its data, as dc43 has it.',
    examples: {
      Expectations: [
        {
          key: 'not_null_order_id',
          rule: 'not_null',
          column: 'order_id',
          optional: false,
          predicate: '`order_id` IS NOT NULL',
        },
      ],
    },
  },
)

/** The contract version of a dataset version, in one text. */
export const governanceLink = shape('GovernanceLink', z.object({ contract_version: z.string() }), {
  description: '`<contract id>:<version>`.',
  examples: { GovernanceLink: { contract_version: 'sales.orders:1.0.0' } },
})
