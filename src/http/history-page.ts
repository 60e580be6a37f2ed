import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { ContractReader } from '../contracts/reader.ts'
import { RegistryError } from '../domain/errors.ts'
import { type HistoryEvent, operations } from '../domain/history.ts'
import { lookupFault } from '../domain/identity.ts'
import type { HistoryQuery } from '../stores/store.ts'
import { ruled } from './parameters/identity.ts'
import { count, pageSize, single } from './parameters/query.ts'
import { nextUrl } from './url.ts'

/** The parameters of every page of the history. */
export const historyParameters = {
  after: count('Only events with a higher sequence number: those that came since.').optional(),
  order: single(z.enum(['oldest', 'newest'], 'expected oldest or newest').default('oldest')).meta({
    type: 'string',
    enum: ['oldest', 'newest'],
    default: 'oldest',
    description: 'Which events come first.',
  }),
  caller: single(ruled(lookupFault).optional()).meta({
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
  const last = page.cursor === undefined ? undefined : sequenceOf(page.cursor, order)
  const bounds = order === 'oldest' ? { after: last ?? page.after } : { after: page.after, before: last }
  // one more than asked for tells whether there is a next page
  const events = await contracts.history({ ...of, ...bounds, order, caller, operation, limit: limit + 1 })
  const items = events.slice(0, limit)
  const end = items.at(-1)
  const next = events.length > limit && end ? cursorOf(end, order) : null
  if (next !== null) reply.header('link', `<${nextUrl(request.url, next)}>; rel="next"`)
  reply.header('cache-control', 'no-cache')
  return reply.send({ items: items.map(eventJson), next_cursor: next })
}

function cursorOf({ sequence }: HistoryEvent, order: string): string {
  return Buffer.from(`${order}.${sequence}`).toString('base64url')
}

function sequenceOf(cursor: string, order: string): number {
  const match = /^(oldest|newest)\.([0-9]{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  if (match?.[1] === order) return Number(match[2])
  throw new RegistryError(
    'invalid-request',
    'query parameter cursor: it is not one that a page with these parameters gave as next_cursor',
  )
}

/** An event as it is written on the wire. */
export function eventJson(event: HistoryEvent) {
  return {
    sequence: event.sequence,
    time: event.time.toISOString(),
    caller: event.caller ?? null,
    operation: event.operation,
    contract_id: event.contractId,
    version: event.version,
    revision: event.revision,
    status_before: event.statusBefore ?? null,
    status_after: event.statusAfter ?? null,
    fingerprint_before: event.fingerprintBefore ?? null,
    fingerprint_after: event.fingerprintAfter ?? null,
    reason: event.reason ?? null,
    request_id: event.requestId ?? null,
    successor: event.successor ?? null,
    sunset: event.sunset?.toISOString() ?? null,
  }
}

const text = { type: 'string' }
const nullableText = { type: ['string', 'null'] }

/** The schema of an event, referred to as `HistoryEvent`. */
export const eventSchema = {
  type: 'object',
  description: 'One accepted change of a version.',
  required: [
    ...['sequence', 'time', 'caller', 'operation', 'contract_id', 'version', 'revision', 'status_before'],
    ...[
      'status_after',
      'fingerprint_before',
      'fingerprint_after',
      'reason',
      'request_id',
      'successor',
      'sunset',
    ],
  ],
  properties: {
    sequence: { type: 'integer', description: 'Ascending in the order of commits; numbers may be left out.' },
    time: { type: 'string', format: 'date-time' },
    caller: { ...nullableText, description: 'Who did it; null when another program did.' },
    operation: {
      enum: [...operations],
      description: '`external`: another program changed the table, which was noticed then.',
    },
    contract_id: text,
    version: text,
    revision: { type: 'integer', description: 'The revision that this change made.' },
    status_before: nullableText,
    status_after: nullableText,
    fingerprint_before: { ...nullableText, description: 'Null when the version was not there before.' },
    fingerprint_after: { ...nullableText, description: 'Null when the version is not there any more.' },
    reason: nullableText,
    request_id: nullableText,
    successor: { ...nullableText, description: 'The version that takes the place of this one.' },
    sunset: { type: ['string', 'null'], format: 'date-time' },
  },
}

/** An event to show. */
export const exampleEvent = {
  sequence: 12,
  time: '2026-03-31T12:00:00.000Z',
  caller: 'anonymous',
  operation: 'status',
  contract_id: 'sales.orders',
  version: '1.0.0',
  revision: 2,
  status_before: 'draft',
  status_after: 'active',
  fingerprint_before: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  fingerprint_after: '297208cf6142422a9f4cf722d245a081d36f26b113c92c296626d7f38c864282',
  reason: 'approved by the data council',
  request_id: '6c1f3c4e-8a52-4c8e-9d6b-0a1d7c3f2b11',
  successor: null,
  sunset: null,
}

/** The answer of the routes that read the history, in the API description. */
export const historyAnswer = {
  description: 'One page of events.',
  headers: { Link: { $ref: '#/components/headers/Link' } },
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['items', 'next_cursor'],
        properties: {
          items: { type: 'array', items: { $ref: '#/components/schemas/HistoryEvent' } },
          next_cursor: { ...nullableText, description: 'Where the next page begins; null on the last one.' },
        },
      },
      example: {
        items: [exampleEvent],
        next_cursor: null,
      },
    },
  },
}
