import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { HistoryQuery } from '../../stores/store.ts'
import type { ContractReader } from '../../use-cases/reader.ts'
import type { Answer } from '../openapi/operation.ts'
import { readCursor, writeCursor } from '../parameters/cursor.ts'
import type { HistoryPageRequest } from '../parameters/history.ts'
import { eventJson, historyPage } from '../wire/history-event.ts'
import { linkNextPage } from './next-page.ts'

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
  if (next !== null) linkNextPage(request, reply, next)
  return reply.send({ items: items.map(eventJson), next_cursor: next })
}

/** The answer of the routes that read the history, in the API description. */
export const historyAnswer: Answer = {
  name: 'HistoryPage',
  description: 'One page of events.',
  headers: ['Link'],
  content: { 'application/json': historyPage },
}
