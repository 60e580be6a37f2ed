import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ContractReader } from '../../contracts/reader.ts'
import { operations } from '../../domain/history.ts'
import { lookupFault } from '../../domain/identity.ts'
import type { HistoryQuery } from '../../stores/store.ts'
import { nextPage } from '../edge/url.ts'
import type { Answer } from '../openapi/operation.ts'
import { readCursor, writeCursor } from '../parameters/cursor.ts'
import { ruled } from '../parameters/identity.ts'
import { count, pageSize, single } from '../parameters/query.ts'
import { eventJson, historyPage } from './history-event.ts'

/** The longest name of a caller that the history holds. */
const maxCallerLength = 255

/** The parameters of every page of the history. */
export const historyParameters = {
  after: count('Only events with a higher sequence number: those that came since.').optional(),
  order: single(z.enum(['oldest', 'newest'], 'expected oldest or newest').default('oldest')).meta({
    type: 'string',
    enum: ['oldest', 'newest'],
    default: 'oldest',
    description: 'Which events come first.',
  }),
  caller: single(ruled(name => lookupFault(name, maxCallerLength)).optional()).meta({
    type: 'string',
    description: 'Only what this caller did.',
  }),
  operation: single(z.enum(operations, `expected one of ${operations.join(', ')}`).optional()).meta({
    type: 'string',
    enum: [...operations],
    description: 'Only events of this kind.',
  }),
  limit: pageSize(1000, 100),
  cursor: single(z.string().optional()).meta({
    type: 'string',
    description: 'Where to go on, as `next_cursor` of the page before says. Other parameters stay the same.',
  }),
}

/** A request for a page of the history. */
export interface HistoryPageRequest {
  readonly after?: number | undefined
  readonly order: 'oldest' | 'newest'
  readonly caller?: string | undefined
  readonly operation?: HistoryQuery['operation']
  readonly limit: number
  readonly cursor?: string | undefined
}

/** The place of an event. */
const sequence = z.int().min(0)

/**
 * Answers a page of events, with a link to the next one when there is one.
 *
 * @throws RegistryError `invalid-request` for a cursor that is none.
 */
export async function sendHistoryPage(
  request: FastifyRequest,
  reply: FastifyReply,
  contracts: ContractReader,
  page: HistoryPageRequest,
  of: Pick<HistoryQuery, 'contractId' | 'version'>,
): Promise<FastifyReply> {
  const { order, caller, operation, limit } = page
  const asked = [order, page.after, caller, operation, of]
  const last = page.cursor === undefined ? undefined : readCursor(page.cursor, request, asked, sequence)
  const bounds = order === 'oldest' ? { after: last ?? page.after } : { after: page.after, before: last }
  // one more than asked for tells whether there is a next page
  const events = await contracts.history({ ...of, ...bounds, order, caller, operation, limit: limit + 1 })
  const items = events.slice(0, limit)
  const end = items.at(-1)
  const next = events.length > limit && end ? writeCursor(request, asked, end.sequence) : null
  if (next !== null) reply.header('link', `<${nextPage(request.url, next)}>; rel="next"`)
  return reply.send({ items: items.map(eventJson), next_cursor: next })
}

/** The answer of the routes that read the history, in the API description. */
export const historyAnswer: Answer = {
  name: 'HistoryPage',
  description: 'One page of events.',
  headers: ['Link'],
  content: { 'application/json': historyPage },
}
