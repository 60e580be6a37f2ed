import { z } from 'zod'
import type { Semaphore } from '../../../concurrency/semaphore.ts'
import { inOneLine, isReadable } from '../../../domain/stored-text.ts'
import type { VersionState } from '../../../stores/store.ts'
import { unreadableDocument } from '../../../use-cases/errors.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import type { ContractSearch } from '../../../use-cases/search.ts'
import { parameters } from '../../parameters/closed-object.ts'
import { count, oneValue } from '../../parameters/query.ts'
import { orderOf, searchOf, searchParameters } from '../../parameters/search-request.ts'
import { sendTexts } from '../../representations/json-stream.ts'
import type { Server } from '../../server.ts'
import { contractDocuments } from '../../wire/contract-list.ts'
import { problemOf } from '../../wire/problem.ts'
import { linkPages } from '../next-page.ts'

/** How many contracts a page has, as with Entropy Data. */
const pageLength = 100
/** More pages than there ever are. */
const maxPage = 999_999_999_999

const sorts = ['id', 'name', 'updated', 'relevance'] as const

/** `GET /api/datacontracts`: the latest versions of all contracts, page by page. */
export function listDataContracts(
  server: Server,
  found: ForCaller<ContractSearch>,
  longAnswers: Semaphore,
): void {
  server.route({
    method: 'GET',
    url: '/api/datacontracts',
    schema: {
      operationId: 'list_data_contracts',
      summary: 'List contracts as clients of Entropy Data do',
      description: `The documents of the latest versions that have all that is asked for, ${pageLength} a page.`,
      tags: ['entropy-data'],
      querystring: parameters({
        p: count('The page, from 0.', maxPage).default(0),
        sort: oneValue(z.enum(sorts, `expected one of ${sorts.join(', ')}`).default('id')).meta({
          type: 'string',
          enum: [...sorts],
          default: 'id',
        }),
        ...searchParameters,
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'One page of contracts. `Link` leads to the pages before and after it.',
            headers: ['Link'],
            content: { 'application/json': contractDocuments },
          },
        },
      },
    },
    async handler(request, reply) {
      const { p: page, sort, ...wanted } = request.query
      const search = searchOf(wanted, {
        ...{ versions: 'latest', sort: orderOf(sort, wanted), after: undefined, scope: undefined },
        ...{ limit: pageLength, offset: page * pageLength, isWhole: true },
      })
      const { versions, next } = await longAnswers.run(() => found(request.access).pageOfVersions(search))
      linkPages(request, reply, 'p', { page, isLast: next === undefined })
      return sendTexts(reply, documents(versions), 'array', longAnswers)
    },
  })
}

async function* documents(versions: AsyncGenerator<VersionState>): AsyncGenerator<string> {
  for await (const version of versions) yield documentText(version)
}

/** A document as it is; what is no document has a problem in its place. */
function documentText(version: VersionState): string {
  if (isReadable(version)) return inOneLine(version.json)
  const { contractId, version: number, name } = version
  return JSON.stringify({
    id: contractId,
    version: number,
    name,
    problem: problemOf(unreadableDocument(version)),
  })
}
