import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Semaphore } from '../../concurrency/semaphore.ts'
import { withTextMembers } from '../../domain/document/text-member.ts'
import { RegistryError } from '../../domain/errors.ts'
import { inOneLine, isReadable } from '../../domain/stored-text.ts'
import type { SearchQuery } from '../../stores/search-query.ts'
import type { VersionState, VersionSummary } from '../../stores/store.ts'
import { unreadableDocument } from '../../use-cases/errors.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { ContractReader } from '../../use-cases/reader.ts'
import type { ContractSearch } from '../../use-cases/search.ts'
import { parameters } from '../parameters/closed-object.ts'
import { count, oneValue } from '../parameters/query.ts'
import {
  cursorOf,
  isFiltered,
  orderOf,
  readSearchCursor,
  searchOf,
  searchParameters,
} from '../parameters/search-request.ts'
import { linesMediaType, sendTexts } from '../representations/json-stream.ts'
import type { Server } from '../server.ts'
import { contractPage, versionLines } from '../wire/contract-list.ts'
import { problemOf } from '../wire/problem.ts'
import { summaryJson } from '../wire/summary.ts'
import { linkNextPage } from './next-page.ts'

const sorts = ['id', 'name', 'updated', 'relevance'] as const
const expansions = ['summary', 'document'] as const
type Expansion = (typeof expansions)[number]

/** How many versions a page has at most that tells more of them than the ids of their contracts. */
const maxExpanded = 1000

const query = parameters({
  limit: count(
    `How many to answer with; all of them when it is missing. With \`expand\` at most ${maxExpanded}, and as many when it is missing; a page of long documents ends earlier.`,
  ).optional(),
  offset: count('How many to pass over first.').default(0),
  cursor: oneValue(z.string().optional()).meta({
    type: 'string',
    description:
      'Where to go on, as `next_cursor` of the page before says, or empty for the first page. By id, nothing that is there all the time is left out or told twice, whatever is written meanwhile; in other orders, nothing that is not changed meanwhile. Other parameters stay the same.',
  }),
  sort: oneValue(z.enum(sorts, `expected one of ${sorts.join(', ')}`).default('id')).meta({
    type: 'string',
    enum: [...sorts],
    default: 'id',
    description:
      'Which come first. `updated`: those that were changed last; `relevance`: those that fit best what is asked for.',
  }),
  versions: oneValue(z.enum(['latest', 'all'], 'expected latest or all').default('latest')).meta({
    type: 'string',
    enum: ['latest', 'all'],
    default: 'latest',
    description:
      'With `expand` or `format=ndjson`: of each contract the latest version that matches, or every one.',
  }),
  expand: oneValue(z.enum(expansions, `expected ${expansions.join(' or ')}`).optional()).meta({
    type: 'string',
    enum: [...expansions],
    description: 'Answer with what is known about versions, or with their documents as well, instead of ids.',
  }),
  format: oneValue(z.enum(['json', 'ndjson'], 'expected json or ndjson').default('json')).meta({
    type: 'string',
    enum: ['json', 'ndjson'],
    default: 'json',
    description: '`ndjson`: all of them, one a line, with what is known about versions.',
  }),
  ...searchParameters,
})

/** `GET /contracts`: the contracts there are. */
export function listContracts(
  server: Server,
  contracts: ForCaller<ContractReader>,
  found: ForCaller<ContractSearch>,
  longAnswers: Semaphore,
): void {
  server.route({
    method: 'GET',
    url: '/contracts',
    schema: {
      operationId: 'list_contracts',
      summary: 'List contracts',
      description:
        'Contract ids, ascending by Unicode code point; when they are kept in SQL Server, by UTF-16 code unit. With filters, those of which a version has all that is asked for.',
      tags: ['contracts'],
      querystring: query,
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'One page of contracts.',
            headers: ['Link'],
            content: { 'application/json': contractPage, [linesMediaType]: versionLines },
          },
        },
      },
    },
    handler: (request, reply) =>
      isPlain(request.query)
        ? sendIds(request, reply, contracts(request.access), request.query)
        : sendFound(request, reply, found(request.access), longAnswers),
  })
}

type Query = z.output<typeof query>

/** Whether a request asks for nothing that dc43 does not have; its answer then has the members of dc43's alone. */
function isPlain({ limit, offset, cursor, sort, versions, expand, format, ...wanted }: Query): boolean {
  const asksForMore = cursor !== undefined || sort !== 'id' || expand !== undefined || format !== 'json'
  return !asksForMore && !isFiltered(wanted)
}

async function sendIds(
  request: FastifyRequest,
  reply: FastifyReply,
  contracts: ContractReader,
  query: Query,
) {
  const { limit, offset, sort, versions, ...wanted } = query
  const { contractIds, total } = await contracts.listContracts({ limit, offset })
  const last = contractIds.at(-1)
  if (last !== undefined && offset + contractIds.length < total) {
    const position = { keys: [last], tier: 0, version: undefined }
    linkNextPage(
      request,
      reply,
      cursorOf(position, { count: total, isExact: true }, { request, sort, versions, wanted }),
    )
  }
  return reply.send({ items: contractIds, total, limit: limit ?? null, offset })
}

async function sendFound(
  request: FastifyRequest & { query: Query },
  reply: FastifyReply,
  found: ContractSearch,
  longAnswers: Semaphore,
) {
  const { query } = request
  const { limit, offset, cursor, expand, format, ...wanted } = query
  const sort = orderOf(query.sort, wanted)
  // a contract is listed once, however many of its versions match
  const versions = expand === undefined && format === 'json' ? 'latest' : query.versions
  const key = { request, sort, versions, wanted }
  const from = cursor ? readSearchCursor(cursor, key) : undefined
  const search = searchOf(wanted, {
    ...{ versions, sort, after: from, scope: undefined, isWhole: true },
    limit: limitOf(query),
    offset: from ? 0 : offset,
  })
  if (format === 'ndjson')
    return sendTexts(reply, lines(found, search, expand ?? 'summary'), 'lines', longAnswers)
  const make = async () => {
    const page = await pageOf(found, search, expand)
    const total = from?.total ?? (await found.total(search, Number.MAX_SAFE_INTEGER))
    const next = page.next ? cursorOf(page.next, total, key) : null
    if (next !== null) linkNextPage(request, reply, next)
    return pageText(page.items, { total: total.count, limit: limit ?? null, offset, next_cursor: next })
  }
  // the answer is sent outside of the semaphore: a client that takes it slowly keeps nobody waiting
  const text = await (expand === 'document' ? longAnswers.run(make) : make())
  return reply.type('application/json; charset=utf-8').send(text)
}

/** @throws RegistryError `invalid-request` for more than a page can have. */
function limitOf({ limit, expand, format }: Query): number {
  if (expand === undefined || format === 'ndjson') return limit ?? Number.MAX_SAFE_INTEGER
  if (limit === undefined || limit <= maxExpanded) return limit ?? maxExpanded
  throw new RegistryError(
    'invalid-request',
    `query parameter limit: with expand, expected an integer from 0 to ${maxExpanded}; follow next_cursor, or take format=ndjson, for more`,
  )
}

async function pageOf(found: ContractSearch, search: SearchQuery, expand: Expansion | undefined) {
  if (expand === undefined) {
    const { contractIds, next } = await found.contractIds(search)
    return { items: contractIds.map(id => JSON.stringify(id)), next }
  }
  if (expand === 'summary') {
    const { versions, next } = await found.summaries(search)
    return { items: versions.map(summaryText), next }
  }
  const { versions, next } = await found.versions(search)
  return { items: versions.map(documentText), next }
}

function pageText(items: readonly string[], rest: object): string {
  return `{"items":[${items.join(',')}],${JSON.stringify(rest).slice(1)}`
}

async function* lines(found: ContractSearch, query: SearchQuery, expand: Expansion): AsyncGenerator<string> {
  if (expand === 'document') for await (const version of found.allVersions(query)) yield documentText(version)
  else for await (const summary of found.allSummaries(query)) yield summaryText(summary)
}

function summaryText(summary: VersionSummary): string {
  return JSON.stringify(summaryJson(summary))
}

/** As text, because the document in it must stay as it is; what is no document has a problem in its place. */
function documentText(version: VersionState): string {
  const known = summaryJson(version)
  return isReadable(version)
    ? withTextMembers(known, { document: inOneLine(version.json) })
    : JSON.stringify({ ...known, problem: problemOf(unreadableDocument(version)) })
}
