import { z } from 'zod'
import type { Semaphore } from '../../concurrency/semaphore.ts'
import { RegistryError } from '../../domain/errors.ts'
import { excerpt } from '../../domain/excerpt.ts'
import { maxContractIdLength } from '../../domain/identity.ts'
import { parseSelector } from '../../domain/selector.ts'
import { parseStatusFilter } from '../../domain/status-filter.ts'
import { bytesInOneLine, isReadable, sentBytes } from '../../domain/stored-text.ts'
import { unreadableDocument } from '../../use-cases/errors.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { ContractReader } from '../../use-cases/reader.ts'
import type { Resolved } from '../../use-cases/resolver.ts'
import { members, parameters } from '../parameters/closed-object.ts'
import { wantedContractId, wantedIdFault } from '../parameters/identity.ts'
import { asOf, flag } from '../parameters/query.ts'
import { entityTag } from '../representations/entity-tag.ts'
import type { Server } from '../server.ts'
import { problemOf } from '../wire/problem.ts'
import { type ResolvedVersionJson, resolution, type UnresolvedJson } from '../wire/resolved.ts'
import { shape } from '../wire/shape.ts'

/** How many versions one request may ask for. */
const maxItems = 500

/** The largest body, in bytes: enough for as many items with the longest ids. */
const bodyLimit = 1024 * 1024

const exampleItem = { contract_id: 'sales.orders', selector: '^1.0', status: 'active' }

const item = shape(
  'ResolveItem',
  members({
    contract_id: wantedContractId,
    selector: z
      .string()
      .nullish()
      .meta({ examples: ['^1.4'] }),
    status: z
      .union([z.string(), z.array(z.string())], 'expected a string or an array of strings')
      .nullish()
      .meta({ description: 'One status or several, as in the parameter of the same name.' }),
    include_prerelease: z.boolean().nullish(),
  }),
  { description: 'A contract, and which of its versions is wanted.', examples: { ResolveItem: exampleItem } },
)
type Item = z.output<typeof item>

const countOfItems = `expected 1 to ${maxItems} items`
const items = z.array(item).min(1, countOfItems).max(maxItems, countOfItems)

const wanted = `${countOfItems} {contract_id, selector, status, include_prerelease}, in an array or as items`

/** Of the two forms of a body, the one that was meant says what is wrong with it. */
function unionFault(issue: z.core.$ZodRawIssue): string {
  if (issue.code !== 'invalid_union') return wanted
  const [fault] = issue.errors[Array.isArray(issue.input) ? 0 : 1] ?? []
  if (!fault || fault.message === countOfItems) return wanted
  const place = fault.path.join('/')
  return `${place ? `${place}: ` : ''}${fault.message}; ${wanted}`
}

const itemsObject = shape('ResolveItems', members({ items }), {
  description: 'What is wanted.',
  examples: { ResolveItems: { items: [exampleItem] } },
})

const body = shape('ResolveRequest', z.union([items, itemsObject], { error: unionFault }), {
  description: 'What is wanted, as an array or as `items`; the answer has the same form.',
  examples: {
    ResolveRequest: [exampleItem, { contract_id: 'sales.refunds' }],
    ResolveItems: { items: [exampleItem, { contract_id: 'sales.refunds' }] },
  },
})

/** `POST /contracts/resolve`: the versions for all tables of a job, in one call. */
export function resolveVersions(
  server: Server,
  contracts: ForCaller<ContractReader>,
  longAnswers: Semaphore,
): void {
  server.route({
    method: 'POST',
    url: '/contracts/resolve',
    bodyLimit,
    schema: {
      operationId: 'resolve_versions',
      summary: 'Read the latest versions of many contracts',
      description:
        'Each item is answered as the latest version of its contract would be, with the version or with the problem.',
      tags: ['contracts'],
      querystring: parameters({
        documents: flag('Answer with the documents; `false` for what identifies them only.', true),
        as_of: asOf,
      }),
      body,
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'An answer for each item.',
            content: { 'application/json': resolution },
          },
        },
        problems: ['document-too-large', 'unsupported-media-type'],
      },
    },
    async handler(request, reply) {
      const { body, query, access } = request
      const wanted = Array.isArray(body) ? body : body.items
      const make = async () => {
        const resolved = await contracts(access).resolve(wanted.map(toResolveItem), {
          asOf: query.as_of,
          withDocuments: query.documents,
        })
        const results = wanted.map((one, index) => resultJson(one, resolved[index], query.documents))
        const [start, end] = Array.isArray(body) ? ['[', ']'] : ['{"items":[', ']}']
        return joined([start, ...results.flatMap((parts, at) => (at === 0 ? parts : [',', ...parts])), end])
      }
      const answer = await (query.documents ? longAnswers.run(make) : make())
      return reply.type('application/json; charset=utf-8').send(answer)
    },
  })
}

/** Documents are put in as the bytes they are kept as: to make a text of all takes as long as everything else. */
function joined(parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part)))
}

function toResolveItem({ contract_id: contractId, selector, status, include_prerelease }: Item) {
  return {
    contractId,
    request: () => {
      requireName(contractId)
      const statuses = status === undefined || status === null ? undefined : [status].flat()
      return {
        selector: parseSelector(selector ?? undefined),
        statuses: statuses ? parseStatusFilter(statuses) : ('default' as const),
        includePrerelease: include_prerelease ?? false,
      }
    },
  }
}

function requireName(contractId: string): void {
  const fault = wantedIdFault(contractId)
  if (fault !== undefined) throw new RegistryError('invalid-request', `contract_id: ${fault}`)
}

/** One answer as parts of JSON, because the document in it must stay as it is. */
function resultJson(
  { contract_id }: Item,
  resolved: Resolved | undefined,
  withDocument: boolean,
): (string | Buffer)[] {
  if (!resolved) throw new Error('an item was not answered')
  const failed = (error: RegistryError) => {
    const contractId = excerpt(contract_id, maxContractIdLength)
    return [JSON.stringify({ contract_id: contractId, problem: problemOf(error) } satisfies UnresolvedJson)]
  }
  if ('error' in resolved) return failed(resolved.error)
  const stored = resolved.version
  if (withDocument && !isReadable(stored)) return failed(unreadableDocument(stored))
  const { version, status = null, fingerprint, revision } = stored
  const etag = entityTag(stored, 'json')
  const found: ResolvedVersionJson = { contract_id, version, status, fingerprint, revision, etag }
  const known = JSON.stringify(found)
  if (!withDocument) return [known]
  const document = bytesInOneLine(stored.bytes?.() ?? sentBytes(stored.json))
  return [`${known.slice(0, -1)},"document":`, document, '}']
}
