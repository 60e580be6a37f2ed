import { and, asc, desc, eq, gt, gte, inArray, isNotNull, lt, lte, or, type SQL } from 'drizzle-orm'
import type { HistoryEvent } from '../../../domain/history.ts'
import { versionKey } from '../../../domain/identity.ts'
import { compareCodePoints } from '../../../domain/order.ts'
import { compareVersions } from '../../../domain/version.ts'
import type { HistoryQuery, VersionSummary } from '../../store.ts'
import { countRows } from '../count-rows.ts'
import { eventFields } from '../queries.ts'
import { inScope } from '../scope.ts'
import type { StoreDatabase } from '../store-database.ts'
import { type EventRow, toEvent } from './events.ts'

/** How many events are read at once. */
const pageSize = 2000

/** Reads the history, and from it how things were at a time. */
export class History {
  readonly #database: StoreDatabase

  constructor(database: StoreDatabase) {
    this.#database = database
  }

  /** Events that have their places in the feed. */
  async events(query: HistoryQuery): Promise<HistoryEvent[]> {
    const { history } = this.#database.tables
    const { sequence } = history
    const isOldest = query.order === 'oldest'
    const rows = await this.#database.select({
      fields: eventFields(this.#database.tables),
      from: history,
      where: and(isNotNull(sequence), inScope(history, query.scope), ...this.#filters(query)),
      orderBy: [isOldest ? asc(sequence) : desc(sequence)],
      limit: query.limit,
    })
    return rows.map(toEvent)
  }

  /** What was known about the versions of some contracts at a time, in the order of versions within each. */
  async summariesAsOf(contractIds: readonly string[], time: Date): Promise<VersionSummary[]> {
    const states = new Map<string, EventState>()
    for (let last: EventRow | undefined; ; ) {
      const rows = await this.#eventsUntil(time, contractIds, last)
      for (const row of rows) {
        const key = versionKey(row)
        states.set(key, stateAfter(states.get(key), row))
      }
      last = rows.at(-1)
      if (!last || rows.length < pageSize) break
    }
    const summaries = [...states.values()].flatMap(state => summaryOfState(state) ?? [])
    return summaries.sort(
      (a, b) => compareCodePoints(a.contractId, b.contractId) || compareVersions(a.version, b.version),
    )
  }

  /** How many events each of some contracts had until a time, in the order of the contracts. */
  countEvents(contractIds: readonly string[], time: Date): Promise<number[]> {
    const { history } = this.#database.tables
    return countRows(this.#database, history, contractIds, lte(history.occurredAt, time))
  }

  /** The next events of some contracts, those of each version in the order in which they happened. */
  #eventsUntil(time: Date, contractIds: readonly string[], last: EventRow | undefined): Promise<EventRow[]> {
    const { history } = this.#database.tables
    const { contractId, version, revision } = history
    const later =
      last &&
      and(
        // the first condition gives the database a place in the index to begin at
        gte(contractId, last.contractId),
        or(
          gt(contractId, last.contractId),
          gt(version, last.version),
          and(eq(version, last.version), gt(revision, last.revision)),
        ),
      )
    return this.#database.select({
      fields: eventFields(this.#database.tables),
      from: history,
      where: and(inArray(contractId, [...contractIds]), lte(history.occurredAt, time), later),
      orderBy: [asc(contractId), asc(version), asc(revision)],
      limit: pageSize,
    })
  }

  #filters({ contractId, version, caller, operation, after, before }: HistoryQuery): SQL[] {
    const { history } = this.#database.tables
    return [
      ...(contractId === undefined ? [] : [eq(history.contractId, contractId)]),
      ...(version === undefined ? [] : [eq(history.version, version)]),
      ...(caller === undefined ? [] : [eq(history.caller, caller)]),
      ...(operation === undefined ? [] : [eq(history.operation, operation)]),
      ...(after === undefined ? [] : [gt(history.sequence, after)]),
      ...(before === undefined ? [] : [lt(history.sequence, before)]),
    ]
  }
}

/** What is to be known of a version: the event that made it, since it was last deleted, and the last one. */
interface EventState {
  readonly created: EventRow
  readonly last: EventRow
}

function stateAfter(before: EventState | undefined, event: EventRow): EventState {
  const isThere = before && before.last.fingerprintAfter !== null
  return { created: isThere ? before.created : event, last: event }
}

/** What its events make of a version; undefined when the last one deleted it. */
function summaryOfState({ created, last }: EventState): VersionSummary | undefined {
  if (last.fingerprintAfter === null) return undefined
  return {
    contractId: last.contractId,
    version: last.version,
    name: last.name,
    status: last.statusAfter ?? undefined,
    owner: undefined,
    domain: undefined,
    fingerprint: last.fingerprintAfter,
    revision: last.revision,
    createdAt: created.occurredAt,
    createdBy: created.caller ?? undefined,
    updatedAt: last.occurredAt,
    updatedBy: last.caller ?? undefined,
  }
}
