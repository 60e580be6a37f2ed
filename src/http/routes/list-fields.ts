import { z } from 'zod'
import { filterTerms } from '../../search/language/filters.ts'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { ContractSearch } from '../../use-cases/search.ts'
import { parameters } from '../parameters/closed-object.ts'
import { readCursor, writeCursor } from '../parameters/cursor.ts'
import { oneValue, pageSize } from '../parameters/query.ts'
import { fieldConditionOf, storedText } from '../parameters/search-request.ts'
import type { Server } from '../server.ts'
import { fieldJson, fieldPage } from '../wire/field.ts'
import { linkNextPage } from './next-page.ts'

const many = (description: string) => {
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta({ type: 'array', items: { type: 'string' }, description })
}

const count = z.int().min(0).max(1_000_000_000)
const position = z.tuple([count, storedText, storedText, count])

/** `GET /fields`: who has a field, with which type and classification. */
export function listFields(server: Server, contracts: ForCaller<ContractSearch>): void {
  server.route({
    method: 'GET',
    url: '/fields',
    schema: {
      operationId: 'list_fields',
      summary: 'List the fields of all contracts',
      description:
        'Of the latest version of each contract: schema objects and properties at any depth, by name. Of several names one after the other, else of several classifications.',
      tags: ['search'],
      querystring: parameters({
        name: many('Fields of this name, whatever its case and punctuation; `cust*` for all that begin so.'),
        type: many('Fields of this logical or physical type.'),
        classification: many('Fields of this classification.'),
        limit: pageSize(1000, 100),
        cursor: oneValue(z.string().optional()).meta({
          type: 'string',
          description: 'Where to go on, as `next_cursor` of the page before says.',
        }),
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'One page of fields.',
            headers: ['Link'],
            content: { 'application/json': fieldPage },
          },
        },
      },
    },
    async handler(request, reply) {
      const { name, type, classification, limit, cursor } = request.query
      const list = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat())
      const filters = { field_name: list(name), field_type: list(type), classification: list(classification) }
      const { fields, next } = await contracts(request.access).fields({
        // it says what is wrong with the values, so it comes first
        filters: filterTerms(filters, { field_name: 'name', field_type: 'type' }),
        condition: fieldConditionOf(filters),
        scope: undefined,
        limit,
        after: cursor ? readCursor(cursor, request, filters, position) : undefined,
      })
      const next_cursor = next ? writeCursor(request, filters, next) : null
      if (next_cursor !== null) linkNextPage(request, reply, next_cursor)
      return { items: fields.map(fieldJson), next_cursor }
    },
  })
}
