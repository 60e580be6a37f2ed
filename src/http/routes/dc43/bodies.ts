import { z } from 'zod'
import { datasetIdMember, datasetVersionMember } from '../../parameters/dataset.ts'
import { contractIdMember, contractVersionMember } from '../../parameters/identity.ts'
import { shape } from '../../wire/shape.ts'

// Objects are open: what a later release of dc43 says as well is passed over.

/** The largest body, in bytes: plans have the contract in them, and observations a metric for each of its rules. */
export const governanceBodyLimit = 1024 * 1024

const text = z.string().nullish()
const object = z.record(z.string(), z.unknown())

const reference = z.looseObject({
  contract_id: contractIdMember,
  contract_version: text,
  version_selector: text.meta({ description: 'A range, `==1.0.0` or `latest`.' }),
})

/** What a job says before it reads or writes. */
export const governanceContext = shape(
  'GovernanceContext',
  z.looseObject({
    context: z.looseObject({
      contract: reference.nullish(),
      input_binding: object.nullish(),
      output_binding: object.nullish(),
      dataset_id: text,
      dataset_version: text,
      dataset_format: text,
      draft_on_violation: z.boolean().nullish(),
    }),
  }),
  {
    description: 'What a job says before it reads or writes, as dc43 has it.',
    examples: { GovernanceContext: { context: { contract: { contract_id: 'sales.orders' } } } },
  },
)

const isName = (text: string) => text !== ''

/** By which contract a job reads or writes what. */
const plan = shape(
  'DatasetPlan',
  z.looseObject({
    contract_id: contractIdMember.refine(isName, 'expected the id of a contract'),
    contract_version: contractVersionMember.refine(isName, 'expected a version'),
    dataset_id: datasetIdMember,
    dataset_version: datasetVersionMember,
    draft_on_violation: z.boolean().nullish(),
  }),
  { description: 'By which contract a job reads or writes which version of a dataset, as dc43 has it.' },
)

const examplePlan = {
  contract_id: 'sales.orders',
  contract_version: '1.0.0',
  dataset_id: 'table:gold.orders',
  dataset_version: '2024-01-01',
}

/** What a job has counted, by a plan. */
export const planObservations = shape(
  'PlanObservations',
  z.looseObject({ plan, validation: object.nullish(), observations: object.nullish() }),
  {
    description: 'What a job has counted in its data, with the plan by which it reads or writes.',
    examples: {
      PlanObservations: {
        plan: examplePlan,
        observations: { metrics: { 'violations.not_null_order_id': 3 }, schema: null, reused: false },
      },
    },
  },
)

/** What a job has counted, without a plan. */
export const datasetObservations = shape(
  'DatasetObservations',
  plan.extend({
    validation: object.nullish(),
    observations: object.nullish(),
    operation: z.enum(['read', 'write']).nullish(),
  }),
  {
    description: 'What a job has counted in its data.',
    examples: {
      DatasetObservations: { ...examplePlan, operation: 'read', observations: { metrics: {} } },
    },
  },
)

/** What a job says when it has read or written. */
export const governanceRegistration = shape(
  'GovernanceRegistration',
  z.looseObject({ plan, assessment: object.nullish() }),
  {
    description: 'What a job has read or written, as dc43 has it.',
    examples: { GovernanceRegistration: { plan: examplePlan } },
  },
)

/** A contract to look at. */
export const contractToDescribe = shape('ContractToDescribe', z.looseObject({ contract: object }), {
  description: 'A contract whose expectations are wanted.',
  examples: { ContractToDescribe: { contract: { version: '1.0.0', id: 'sales.orders' } } },
})
