import { z } from 'zod'
import { contract } from './contract.ts'
import { problem, problemWith } from './problem.ts'
import { nextCursor, shape } from './shape.ts'
import { summary } from './summary.ts'

const exampleProblem = problemWith(
  'not-acceptable',
  'what another program has stored as version "1.0.0" of contract "sales.orders" is no JSON object and cannot be read; publish the version again, or mend it where it is stored',
)

const expanded = shape('VersionWithDocument', summary.and(z.object({ document: contract })), {
  description: 'What the registry knows about a version, and its document.',
})

const unreadable = shape('VersionWithProblem', summary.and(z.object({ problem })), {
  description: 'What the registry knows about a version whose stored text is no JSON object.',
})

const listed = shape('ListedContract', z.union([z.string(), expanded, unreadable, summary]), {
  description: 'A contract id; with `expand`, a version of the contract.',
  examples: { ListedContract: 'sales.orders' },
})

/** One page of contracts. */
export const contractPage = shape(
  'ContractPage',
  z.object({
    items: z.array(listed),
    total: z.int().meta({ description: 'How many there are in all, of those the caller may see.' }),
    limit: z.int().nullable().meta({ description: 'The limit of the request.' }),
    offset: z.int().meta({ description: 'The offset of the request.' }),
    next_cursor: nextCursor.optional().meta({
      description:
        'Where the next page begins; null on the last one. Left out when there are no parameters but `limit` and `offset`; the header `Link` has it then.',
    }),
  }),
  {
    description: 'One page of contracts.',
    examples: {
      ContractPage: { items: ['sales.orders', 'sales.refunds'], total: 5, limit: 2, offset: 0 },
    },
  },
)

/** Versions as lines. */
export const versionLines = shape('VersionLines', z.string(), {
  description:
    'Versions as `VersionSummary`, or with `expand=document` as `VersionWithDocument` or `VersionWithProblem`, a line each.',
  examples: { VersionLines: '{"contract_id":"sales.orders","version":"1.0.0","status":"active", …}\n' },
})

const listedVersion = shape('ListedVersion', z.union([z.string(), summary]), {
  description: 'A version; with `expand=summary`, what is known about it.',
  examples: { ListedVersion: '1.0.0' },
})

/** The versions of a contract. */
export const versionList = shape('VersionList', z.array(listedVersion), {
  description: 'The versions; with `expand=summary`, what is known about each.',
  examples: { VersionList: ['1.0.0-rc.1', '1.0.0', '1.1.0'] },
})

const unreadableContract = shape(
  'UnreadableContract',
  z.object({ id: z.string(), version: z.string(), name: z.string(), problem }),
  {
    description: 'A contract whose stored text is no JSON object.',
    examples: {
      UnreadableContract: {
        id: 'sales.orders',
        version: '1.0.0',
        name: 'sales.orders',
        problem: exampleProblem,
      },
    },
  },
)

/** Whole documents, one of each contract. */
export const contractDocuments = shape(
  'ContractDocuments',
  z.array(z.union([unreadableContract, contract])),
  { description: 'The latest document of each contract.' },
)
