import type { IndexedVersion } from '../../src/search/catalogue/indexed-version.ts'
import { Random } from './random.ts'
import { jsonVersion } from './sample-contracts.ts'

const words = [
  'order',
  'customer',
  'email',
  'refund',
  'invoice',
  'naïve',
  'straße',
  'amount',
  'the',
  'a',
  'of',
  'x',
]
const names = [
  'customerId',
  'customer_id',
  'CUSTOMER-ID',
  'email',
  'eMail',
  'orderDate',
  'amount',
  'sku',
  'id',
  'größe',
]
const statuses = ['draft', 'active', 'Active', 'ACTIVE', ' active ', 'deprecated', 'None', null]
const owners = [
  'Team Commerce',
  'team  commerce',
  'Data',
  'Zoë',
  'zoe',
  'x'.repeat(300),
  `${'X'.repeat(299)}y`,
]

/** Contracts with several versions each, the same in every run. */
export function searchCorpus(contracts: number, seed = 7): IndexedVersion[] {
  const random = new Random(seed)
  const sentence = () =>
    Array.from({ length: 1 + random.below(6) }, () => random.of(words)).join(random.of([' ', ', ', '-']))
  const property = () => ({
    name: random.of(names),
    logicalType: random.of(['string', 'integer', 'number']),
    physicalType: random.of(['varchar(10)', 'VARCHAR (20)', 'bigint', null]),
    classification: random.of(['PII', 'public', null]),
    description: random.below(3) === 0 ? sentence() : undefined,
  })
  return Array.from({ length: contracts }, (_, index) => {
    const id = `${random.of(['sales', 'hr', 'ops'])}.${random.of(words)}.${index}`
    return Array.from({ length: 1 + random.below(4) }, (_, minor) =>
      jsonVersion(id, random.below(5) === 0 ? `1.${minor}.0-rc.1` : `1.${minor}.0`, {
        name: `${random.of(words)} ${random.of(words)}`,
        status: random.of(statuses),
        domain: random.of(['Sales', 'sales', 'SÁLES', 'Opérations', null]),
        team:
          random.below(2) === 0
            ? {
                name: random.of(owners),
                members: [{ name: random.of(owners), username: random.of(owners), role: 'Data Owner' }],
              }
            : undefined,
        tags: Array.from({ length: 3 }, () =>
          random.of(['gold', 'Gold', 'pii', 'Größe', 'GROSSE', 'grösse']),
        ),
        description: { purpose: sentence(), usage: sentence() },
        schema: [{ name: random.of(words), properties: Array.from({ length: random.below(5) }, property) }],
      }),
    )
  }).flat()
}
