import { Random } from '../test/support/random.ts'
import { anyWord } from './vocabulary.ts'

/**
 * A contract as teams write them: one table of described columns. With 40 of them it has about 8 kB.
 *
 * @param seed documents of different seeds have different words.
 */
export function contractDocument(id: string, version: string, seed = 0, columns = 40): object {
  const random = new Random(seed)
  return {
    version,
    kind: 'DataContract',
    apiVersion: 'v3.1.0',
    id,
    name: `Contract ${sentence(random, 2)}`,
    status: 'active',
    domain: 'sales',
    description: {
      purpose: sentence(random, 12),
      usage: 'One row per order line',
      limitations: 'None known',
    },
    schema: [
      {
        name: 'order_lines',
        physicalType: 'table',
        properties: Array.from({ length: columns }, (_, at) => column(random, at)),
      },
    ],
    slaProperties: [{ property: 'latency', value: 4, unit: 'h' }],
  }
}

function column(random: Random, at: number): object {
  return {
    name: `column_${at}`,
    logicalType: at % 3 === 0 ? 'integer' : 'string',
    physicalType: at % 3 === 0 ? 'bigint' : 'varchar(255)',
    required: at % 2 === 0,
    description: sentence(random, 8),
    classification: 'internal',
  }
}

function sentence(random: Random, words: number): string {
  return Array.from({ length: words }, () => anyWord(random)).join(' ')
}
