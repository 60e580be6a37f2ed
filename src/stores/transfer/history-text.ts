import type { HistoryEvent } from '../../domain/history.ts'
import type { VersionEntry } from '../entry.ts'

/** What a history says of a change, by the names that people are told. */
export type HistoryFacts = Readonly<Record<string, string | number | null | undefined>>

/** What the history of a store says of an event, without what follows from the events before it. */
export function factsOfEvent(event: HistoryEvent): HistoryFacts {
  const isThere = event.fingerprintAfter !== undefined
  return {
    version: event.version,
    revision: event.revision,
    operation: event.operation,
    time: event.time.toISOString(),
    caller: event.caller,
    reason: event.reason,
    'request id': event.requestId,
    successor: event.successor,
    sunset: event.sunset?.toISOString(),
    compatibility: textOfRecord(event.compatibility),
    name: isThere ? event.name : undefined,
    status: isThere ? event.statusAfter : undefined,
    fingerprint: event.fingerprintAfter,
  }
}

/** What the history of a store will say of an entry that it records. */
export function factsOfEntry(entry: VersionEntry): HistoryFacts {
  return {
    version: entry.version,
    revision: entry.revision,
    operation: entry.operation,
    time: entry.time.toISOString(),
    caller: entry.caller,
    reason: entry.reason,
    'request id': entry.requestId,
    successor: entry.successor,
    sunset: entry.sunset?.toISOString(),
    compatibility: textOfRecord(entry.compatibility),
    name: entry.state?.name,
    status: entry.state?.status,
    fingerprint: entry.state?.fingerprint,
  }
}

function textOfRecord(record: VersionEntry['compatibility']): string | undefined {
  return (
    record && JSON.stringify([record.against, record.class, record.counts, record.breaks, record.overridden])
  )
}

/** The facts as a text; equal texts say the same. */
export function textOf(facts: HistoryFacts): string {
  // an array would have null where nothing was said
  return JSON.stringify(facts)
}
