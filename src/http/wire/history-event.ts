import { z } from 'zod'
import { type HistoryEvent, operations } from '../../domain/history.ts'
import { brokenParties, changeCounts, comparisonClass } from './comparison.ts'
import { nextCursor, nullableText, revision, shape, time, type Wire } from './shape.ts'

const exampleEvent = {
  sequence: 12,
  time: '2026-03-31T12:00:00.000Z',
  caller: 'anonymous',
  operation: 'status' as const,
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
  compatibility: null,
}

/** What a version changed against the one before it. */
export const compatibilityRecord = shape(
  'Compatibility',
  z.object({
    against: z.string().meta({
      description: 'The version before it; of content that replaced its own, a revision such as `1.0.0@2`.',
    }),
    class: comparisonClass,
    counts: changeCounts,
    breaks: brokenParties,
    overridden: z.boolean().meta({ description: 'Whether a steward set the policy aside for it.' }),
  }),
  {
    description: 'What a version changed against the approved one before it.',
    examples: {
      Compatibility: {
        against: '1.0.0',
        class: 'compatible',
        counts: { breaking: 0, compatible: 2, cosmetic: 1 },
        breaks: { consumers: false, producers: false },
        overridden: false,
      },
    },
  },
)

/** One accepted change of a version. */
export const historyEvent = shape(
  'HistoryEvent',
  z.object({
    sequence: z.int().meta({ description: 'Ascending in the order of commits; numbers may be left out.' }),
    time,
    caller: nullableText.meta({ description: 'Who did it; null when that is not known.' }),
    operation: z.enum(operations).meta({
      description: '`external`: another program, or a person in a folder or in git, changed what is stored.',
    }),
    contract_id: z.string(),
    version: z.string(),
    revision: revision.meta({ description: 'The revision that this change made.' }),
    status_before: nullableText,
    status_after: nullableText,
    fingerprint_before: nullableText.meta({ description: 'Null when the version was not there before.' }),
    fingerprint_after: nullableText.meta({ description: 'Null when the version is not there any more.' }),
    reason: nullableText,
    request_id: nullableText,
    successor: nullableText.meta({ description: 'The version that takes the place of this one.' }),
    sunset: time.nullable(),
    compatibility: compatibilityRecord.nullable().meta({
      description:
        'What the change changed against the approved version before it; null where there was none, and where another program made it.',
    }),
  }),
  { description: 'One accepted change of a version.', examples: { HistoryEvent: exampleEvent } },
)

/** One page of the history. */
export const historyPage = shape(
  'HistoryPage',
  z.object({ items: z.array(historyEvent), next_cursor: nextCursor }),
  { description: 'One page of the history.' },
)

export function eventJson(event: HistoryEvent): Wire<typeof historyEvent> {
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
    compatibility: event.compatibility ?? null,
  }
}
