import { z } from 'zod'
import type { ContractReader } from '../../contracts/reader.ts'
import type { ContractSearch, VersionPage } from '../../contracts/search.ts'
import type { SearchQuery, SearchTotal } from '../../stores/search-query.ts'
import type { VersionState } from '../../stores/store.ts'
import { count, single } from '../parameters/query.ts'
import {
  cursorOf,
  isFiltered,
  readCursor,
  type SearchKey,
  searchOf,
  searchParameters,
} from '../search-request.ts'
import type { Server } from '../server.ts'
import { linesMediaType, sendLines } from '../stream.ts'
import { exampleSummary, summaryJson } from '../summary.ts'
import { nextUrl } from '../url.ts'

const sorts = ['id', 'name', 'updated'] as const
const expansions = ['summary', 'document'] as const
type Expansion = (typeof expansions)[number]

/** `GET /contracts`: the contracts there are. */
export function listContracts(server: Server, contracts: ContractReader, found: ContractSearch): void {
  server.route({
    method: 'GET',
    url: '/contracts',
    schema: {
      operationId: 'list_contracts',
      summary: 'List contracts',
      description:
        'Contract ids, ascending by Unicode code point. With filters, those of which a version has all that is asked for.',
      tags: ['contracts'],
      querystring: z.object({
        limit: count('How many to answer with; all of them when it is missing.').optional(),
        offset: count('How many to pass over first.').default(0),
        cursor: single(z.string().optional()).meta({
          type: 'string',
          description:
            'Where to go on, as `next_cursor` of the page before says: nothing is left out or told twice, whatever is written meanwhile. Other parameters stay the same.',
        }),
        sort: single(z.enum(sorts, `expected one of ${sorts.join(', ')}`).default('id')).meta({
          type: 'string',
          enum: [...sorts],
          default: 'id',
          description: 'Which come first. `updated`: those that were changed last.',
        }),
        versions: single(z.enum(['latest', 'all'], 'expected latest or all').default('latest')).meta({
          type: 'string',
          enum: ['latest', 'all'],
          default: 'latest',
          description:
            'With `expand` or `format=ndjson`: of each contract the latest version that matches, or every one.',
        }),
        expand: single(z.enum(expansions, `expected ${expansions.join(' or ')}`).optional()).meta({
          type: 'string',
          enum: [...expansions],
          description:
            'Answer with what is known about versions, or with their documents as well, instead of ids.',
        }),
        format: single(z.enum(['json', 'ndjson'], 'expected json or ndjson').default('json')).meta({
          type: 'string',
          enum: ['json', 'ndjson'],
          default: 'json',
          description: '`ndjson`: all of them, one a line, with what is known about versions.',
        }),
        ...searchParameters,
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'One page of contracts.',
            headers: { Link: { $ref: '#/components/headers/Link' } },
            content: {
              'application/json': { schema: pageSchema, examples: pageExamples },
              [linesMediaType]: {
                schema: { type: 'string' },
                example: `${JSON.stringify(exampleSummary)}\n`,
              },
            },
          },
        },
      },
    },
    async handler(request, reply) {
      const { limit, offset, cursor, sort, versions, expand, format, ...wanted } = request.query
      const isPlain = cursor === undefined && sort === 'id' && expand === undefined && format === 'json'
      if (isPlain && !isFiltered(wanted)) {
        const { contractIds, total } = await contracts.listContracts({ limit, offset })
        return { items: contractIds, total, limit: limit ?? null, offset, next_cursor: null }
      }
      const key = { sort, versions, wanted }
      const from = cursor === undefined ? undefined : readCursor(cursor, key)
      const query = searchOf(wanted, {
        ...{ versions, sort, after: from, scope: undefined },
        limit: limit ?? Number.MAX_SAFE_INTEGER,
        offset: from ? 0 : offset,
      })
      if (format === 'ndjson') return sendLines(reply, lines(found, query, expand ?? 'summary'))
      const page = await found.versions(query)
      const total = from?.total ?? (await found.total(query, Number.MAX_SAFE_INTEGER))
      const next = nextOf(page, { total, key, isEmpty: limit === 0 })
      if (next !== null) reply.header('link', `<${nextUrl(request.url, next)}>; rel="next"`)
      const rest = { total: total.count, limit: limit ?? null, offset, next_cursor: next }
      reply.type('application/json; charset=utf-8')
      return reply.send(pageText(page, expand, rest))
    },
  })
}

function nextOf(
  { next }: VersionPage,
  { total, key, isEmpty }: { total: SearchTotal; key: SearchKey; isEmpty: boolean },
): string | null {
  return next && !isEmpty ? cursorOf(next, total, key) : null
}

function pageText({ versions }: VersionPage, expand: Expansion | undefined, rest: object): string {
  const items = versions.map(version => itemText(version, expand))
  return `{"items":[${items.join(',')}],${JSON.stringify(rest).slice(1)}`
}

async function* lines(found: ContractSearch, query: SearchQuery, expand: Expansion): AsyncGenerator<string> {
  for await (const version of found.allVersions(query)) yield itemText(version, expand)
}

/** An item as JSON text, because the document in it must stay as it is. */
function itemText(version: VersionState, expand: Expansion | undefined): string {
  if (expand === undefined) return JSON.stringify(version.contractId)
  const known = JSON.stringify(summaryJson(version))
  return expand === 'document' ? `${known.slice(0, -1)},"document":${version.json}}` : known
}

const pageSchema = {
  type: 'object',
  required: ['items', 'total', 'limit', 'offset', 'next_cursor'],
  properties: {
    items: {
      type: 'array',
      items: { oneOf: [{ type: 'string' }, { $ref: '#/components/schemas/VersionSummary' }] },
    },
    total: { type: 'integer', description: 'How many there are in all.' },
    limit: { type: ['integer', 'null'], description: 'The limit of the request.' },
    offset: { type: 'integer', description: 'The offset of the request.' },
    next_cursor: {
      type: ['string', 'null'],
      description:
        'Where the next page begins; null on the last one, and on a page that was asked for by its offset.',
    },
  },
}

const pageExamples = {
  ids: {
    value: { items: ['sales.orders', 'sales.refunds'], total: 5, limit: 2, offset: 0, next_cursor: null },
  },
  summaries: {
    value: { items: [exampleSummary], total: 1, limit: null, offset: 0, next_cursor: null },
  },
}
