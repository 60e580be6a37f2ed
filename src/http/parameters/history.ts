import { z } from 'zod'
import { operations } from '../../domain/history.ts'
import { lookupFault } from '../../domain/identity.ts'
import type { HistoryQuery } from '../../stores/store.ts'
import { checkedBy } from './identity.ts'
import { count, oneValue, pageSize } from './query.ts'

/** The longest name of a caller that the history holds. */
const maxCallerLength = 255

/** The parameters of every page of the history. */
export const historyParameters = {
  after: count('Only events with a higher sequence number: those that came since.').optional(),
  order: oneValue(z.enum(['oldest', 'newest'], 'expected oldest or newest').default('oldest')).meta({
    type: 'string',
    enum: ['oldest', 'newest'],
    default: 'oldest',
    description: 'Which events come first.',
  }),
  caller: oneValue(checkedBy(name => lookupFault(name, maxCallerLength)).optional()).meta({
    type: 'string',
    description: 'Only what this caller did.',
  }),
  operation: oneValue(z.enum(operations, `expected one of ${operations.join(', ')}`).optional()).meta({
    type: 'string',
    enum: [...operations],
    description: 'Only events of this kind.',
  }),
  limit: pageSize(1000, 100),
  cursor: oneValue(z.string().optional()).meta({
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
