import { z } from 'zod'
import { contractIdMember, contractVersionMember } from '../../parameters/identity.ts'
import { shape } from '../../wire/shape.ts'

// Objects are open, as dc43 may say more in a later release.

const contract = {
  contract_id: contractIdMember.min(1, 'expected the id of a contract'),
  contract_version: contractVersionMember.min(1, 'expected a version'),
}
const exampleContract = { contract_id: 'sales.orders', contract_version: '1.0.0' }

/** The status of a dataset version, as services of dc43 keep it. */
export const datasetStatus = shape(
  'DatasetStatus',
  z.looseObject({
    ...contract,
    status: z.string().meta({ description: '`ok`, `warn`, `block`, `stale` or `unknown`.' }),
    reason: z.string().nullish(),
    details: z.record(z.string(), z.unknown()).nullish(),
  }),
  {
    description: 'The status of a dataset version, as dc43 has it.',
    examples: {
      DatasetStatus: { ...exampleContract, status: 'ok', reason: null, details: { violations: 0 } },
    },
  },
)

/** The contract version that a dataset version follows, as services of dc43 keep it. */
export const datasetContract = shape('DatasetContract', z.looseObject(contract), {
  description: 'The contract version that a dataset version follows.',
  examples: { DatasetContract: exampleContract },
})

/** What was done with a dataset version, as services of dc43 keep it. */
export const datasetEvent = shape('DatasetEvent', z.looseObject(contract), {
  description: 'What was done with a dataset version, as dc43 has it.',
  examples: {
    DatasetEvent: {
      ...exampleContract,
      ...{ operation: 'write', dq_status: 'ok', recorded_at: '2024-01-01T06:00:00.000000Z' },
    },
  },
})
