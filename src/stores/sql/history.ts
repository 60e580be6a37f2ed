import { and, asc, desc, eq, gt, inArray, isNotNull, lt, lte, type SQL } from 'drizzle-orm'
import type { HistoryEvent } from '../../domain/history.ts'
import { versionKey } from '../../domain/identity.ts'
import { compareCodePoints } from '../../domain/order.ts'
import { compareVersions } from '../../domain/version.ts'
import type { HistoryQuery, VersionSummary } from '../store.ts'
import type { SqlDatabase } from './database.ts'
import { type EventRow, toEvent } from './events.ts'
import { eventFields } from './queries.ts'
import { inScope } from './scope.ts'

/** Reads the history, and from it how things were at a time. */
export class History {
  readonly #database: SqlDatabase

  constructor(database: SqlDatabase) {
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
    const { history } = this.#database.tables
    const rows = await this.#database.select({
      fields: eventFields(this.#database.tables),
      from: history,
      where: and(inArray(history.contractId, [...contractIds]), lte(history.occurredAt, time)),
      orderBy: [asc(history.contractId), asc(history.version), asc(history.revision)],
    })
    const byVersion = Map.groupBy(rows, row => versionKey(row))
    const summaries = [...byVersion.values()].flatMap(events => summaryOfEvents(events) ?? [])
    return summaries.sort(
      (a, b) => compareCodePoints(a.contractId, b.contractId) || compareVersions(a.version, b.version),
    )
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

/** What the events of a version, oldest first, make of it; undefined when the last one deleted it. */
function summaryOfEvents(events: readonly EventRow[]): VersionSummary | undefined {
  const last = events.at(-1)
  if (!last || last.fingerprintAfter === null) return undefined
  const created = events[events.findLastIndex(event => event.fingerprintAfter === null) + 1] ?? last
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
