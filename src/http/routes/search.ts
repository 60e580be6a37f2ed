import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Semaphore } from '../../concurrency/semaphore.ts'
import { SharedRuns } from '../../concurrency/single-flight.ts'
import { RegistryError } from '../../domain/errors.ts'
import { type FacetName, facetNames, type SearchQuery, type SearchTotal } from '../../stores/search-query.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { ContractSearch } from '../../use-cases/search.ts'
import { parameters } from '../parameters/closed-object.ts'
import { oneValue } from '../parameters/query.ts'
import {
  cursorOf,
  orderOf,
  pageParameters,
  readSearchCursor,
  searchOf,
  searchParameters,
} from '../parameters/search-request.ts'
import { linesMediaType, sendTexts } from '../representations/json-stream.ts'
import type { Server } from '../server.ts'
import { hitJson, searchHitLines, searchPage } from '../wire/search-hit.ts'
import { linkNextPage } from './next-page.ts'

const sorts = ['relevance', 'updated', 'name', 'id'] as const

/** How many searches read documents at a time: each holds some MiB of them, which nobody knows before. */
const searchesAtOnce = 4

const query = parameters({
  ...searchParameters,
  versions: oneValue(z.enum(['latest', 'all'], 'expected latest or all').default('latest')).meta({
    type: 'string',
    enum: ['latest', 'all'],
    default: 'latest',
    description: 'One hit a contract, or every version that matches.',
  }),
  sort: oneValue(z.enum(sorts, `expected one of ${sorts.join(', ')}`).default('relevance')).meta({
    type: 'string',
    enum: [...sorts],
    default: 'relevance',
    description:
      'Which hits come first. `updated`: the contracts that were changed last, which is also what `relevance` means without `q` when a time is asked for.',
  }),
  facets: oneValue(z.string().optional()).meta({
    type: 'string',
    description: 'Count the hits by these, between commas: status, domain, owner, tag.',
    examples: ['status,owner'],
  }),
  format: oneValue(z.enum(['json', 'ndjson'], 'expected json or ndjson').default('json')).meta({
    type: 'string',
    enum: ['json', 'ndjson'],
    default: 'json',
    description: '`ndjson`: all hits, one a line, whatever the limit.',
  }),
  ...pageParameters,
})

/** `GET /search`: contracts by what their documents say. */
export function search(server: Server, contracts: ForCaller<ContractSearch>): void {
  const reading = new Semaphore(searchesAtOnce)
  const answersTo = answersUnderWay()
  server.route({
    method: 'GET',
    url: '/search',
    schema: {
      operationId: 'search',
      summary: 'Search contracts',
      description:
        'What is asked for must hold for one version; of each contract the latest such version is a hit, or every one with `versions=all`. Everything may be combined, and nothing is a search for all.',
      tags: ['search'],
      querystring: query,
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'One page of hits, or all of them as lines.',
            headers: ['Link'],
            content: { 'application/json': searchPage, [linesMediaType]: searchHitLines },
          },
        },
      },
    },
    async handler(request, reply) {
      const search = contracts(request.access)
      if (request.query.format === 'ndjson')
        return sendTexts(reply, hits(search, askedIn(request).query), 'lines', reading)
      const { bytes, next } = await answersTo(search).run(JSON.stringify(request.query), () =>
        answerTo(request, search, reading),
      )
      if (next !== null) linkNextPage(request, reply, next)
      return reply.type('application/json; charset=utf-8').send(bytes)
    },
  })
}

/**
 * The answers that are being made, for each view of the contracts. Who asks the same while its answer is being made waits
 * for the next one, with all who do: so it has what was published before they asked.
 */
function answersUnderWay(): (search: ContractSearch) => SharedRuns<Answer> {
  const underWay = new WeakMap<ContractSearch, SharedRuns<Answer>>()
  return search => {
    const known = underWay.get(search) ?? new SharedRuns<Answer>()
    underWay.set(search, known)
    return known
  }
}

type Asking = FastifyRequest & { readonly query: z.output<typeof query> }

/** What a request asks for, and where it goes on. */
function askedIn(request: Asking) {
  const { versions, limit, offset, cursor, format, ...wanted } = request.query
  const sort = orderOf(request.query.sort, wanted)
  const key = { request, sort, versions, wanted }
  const from = cursor ? readSearchCursor(cursor, key) : undefined
  const page = { versions, sort, limit, offset: from ? 0 : offset, after: from, scope: undefined }
  return { key, from, query: searchOf(wanted, { ...page, isWhole: format === 'ndjson' }) }
}

/** One page of hits as JSON, and where the next one begins. */
interface Answer {
  readonly bytes: Buffer
  readonly next: string | null
}

async function answerTo(request: Asking, search: ContractSearch, reading: Semaphore): Promise<Answer> {
  const { key, from, query } = askedIn(request)
  const names = facetsOf(request.query.facets)
  // a page takes over what other programs have written, which the rest must count
  const page = await reading.run(() => search.page(query))
  const [total, facets] = await Promise.all([
    from?.total ?? page.total ?? search.total(query),
    names.length > 0 ? search.facets(query, names) : undefined,
  ])
  const next_cursor = page.next ? cursorOf(page.next, total, key) : null
  const body = { items: page.found.map(hitJson), ...totalJson(total), next_cursor, facets }
  return { bytes: Buffer.from(JSON.stringify(body)), next: next_cursor }
}

async function* hits(contracts: ContractSearch, query: SearchQuery): AsyncGenerator<string> {
  for await (const found of contracts.all(query)) yield JSON.stringify(hitJson(found))
}

function totalJson({ count, isExact }: SearchTotal) {
  return { total: count, total_is_exact: isExact }
}

/** @throws RegistryError `invalid-request` for names that are none. */
function facetsOf(text: string | undefined): FacetName[] {
  if (text === undefined) return []
  const names = new Set(text.split(',').map(name => name.trim()))
  const unknown = [...names].find(name => !(facetNames as readonly string[]).includes(name))
  if (unknown === undefined) return facetNames.filter(name => names.has(name))
  throw new RegistryError(
    'invalid-request',
    `query parameter facets: ${JSON.stringify(unknown.slice(0, 50))} is none; expected some of ${facetNames.join(', ')} between commas`,
  )
}
