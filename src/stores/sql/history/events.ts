import { asc, desc } from 'drizzle-orm'
import type { HistoryEvent, Operation } from '../../../domain/history.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import { storable } from '../../../domain/storable.ts'
import type { RowOf, SqlSession } from '../../../sql/database.ts'
import { columnText, ofVersion, optionalText } from '../columns.ts'
import { eventFields } from '../queries.ts'
import type { Tables } from '../store-database.ts'
import type { HistoryRow } from './tables.ts'

export type EventRow = RowOf<ReturnType<typeof eventFields>>

/** An event before it has its number. */
export type NewEvent = Omit<HistoryEvent, 'sequence'>

/** The last event of a version, which says its revision even when the version is gone. */
export async function lastEvent(
  session: SqlSession,
  tables: Tables,
  identity: VersionIdentity,
): Promise<EventRow | undefined> {
  const [row] = await lastEvents(session, tables, identity, 1)
  return row
}

/** The last events of a version, newest first. */
export function lastEvents(
  session: SqlSession,
  tables: Tables,
  identity: VersionIdentity,
  limit: number,
): Promise<EventRow[]> {
  const { history } = tables
  return session.select({
    fields: eventFields(tables),
    from: history,
    where: ofVersion(history, identity),
    orderBy: [desc(history.revision)],
    limit,
  })
}

/** All events of a version, oldest first. */
export function eventsOf(
  session: SqlSession,
  tables: Tables,
  identity: VersionIdentity,
): Promise<EventRow[]> {
  const { history } = tables
  return session.select({
    fields: eventFields(tables),
    from: history,
    where: ofVersion(history, identity),
    orderBy: [asc(history.revision)],
  })
}

/** The event that made a version, since it was last deleted; undefined when it is not there after the last one. */
export function creationOf(oldestFirst: readonly EventRow[]): EventRow | undefined {
  const deletion = oldestFirst.findLastIndex(event => event.fingerprintAfter === null)
  return oldestFirst[deletion + 1]
}

/** What the column has when it was said that there is no successor; no version is called so. */
const noSuccessor = ''

/**
 * Appends an event to the history.
 *
 * @param sequence its number, from whoever keeps others from giving numbers; it gets one later without.
 */
export async function appendEvent(
  session: SqlSession,
  { history }: Tables,
  event: NewEvent,
  sequence?: number,
): Promise<void> {
  const row = { ...(sequence !== undefined && { sequence }), ...eventColumns(event) }
  // the writer has its turn at the contract, so nobody else makes this revision
  if (!(await session.insertIfAbsent(history, row))) throw new Error('the history has this revision already')
}

/** The row of an event that has no number yet. */
export function eventColumns(event: NewEvent): Omit<HistoryRow, 'sequence'> {
  return {
    contractId: event.contractId,
    version: event.version,
    revision: event.revision,
    occurredAt: event.time,
    caller: optionalText(event.caller),
    operation: event.operation,
    name: columnText(event.name),
    statusBefore: optionalText(event.statusBefore),
    statusAfter: optionalText(event.statusAfter),
    fingerprintBefore: event.fingerprintBefore ?? null,
    fingerprintAfter: event.fingerprintAfter ?? null,
    reason: event.reason === undefined ? null : storable(event.reason),
    requestId: event.requestId ?? null,
    successor: event.successor === null ? noSuccessor : (event.successor ?? null),
    sunset: event.sunset ?? null,
    compatibility: event.compatibility ? JSON.stringify(event.compatibility) : null,
  }
}

/** The event that says that another program has deleted a version, which was noticed at that time. */
export function externalDeletion(last: EventRow, time: Date): NewEvent {
  const before = toEvent(last)
  return {
    ...before,
    revision: before.revision + 1,
    time,
    caller: undefined,
    operation: 'external',
    statusBefore: before.statusAfter,
    statusAfter: undefined,
    fingerprintBefore: before.fingerprintAfter,
    fingerprintAfter: undefined,
    reason: undefined,
    requestId: undefined,
    successor: undefined,
    sunset: undefined,
    compatibility: undefined,
  }
}

/** A row of the history as the event it stands for. */
export function toEvent(row: EventRow): HistoryEvent {
  return {
    contractId: row.contractId,
    version: row.version,
    revision: row.revision,
    sequence: row.sequence ?? 0,
    time: row.occurredAt,
    caller: row.caller ?? undefined,
    operation: row.operation as Operation,
    name: row.name,
    statusBefore: row.statusBefore ?? undefined,
    statusAfter: row.statusAfter ?? undefined,
    fingerprintBefore: row.fingerprintBefore ?? undefined,
    fingerprintAfter: row.fingerprintAfter ?? undefined,
    reason: row.reason ?? undefined,
    requestId: row.requestId ?? undefined,
    successor: row.successor === noSuccessor ? null : (row.successor ?? undefined),
    sunset: row.sunset ?? undefined,
    compatibility: row.compatibility === null ? undefined : JSON.parse(row.compatibility),
  }
}
