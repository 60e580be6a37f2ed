import { randomUUID } from 'node:crypto'
import { and, asc, desc, eq, lt, lte, or, type SQL } from 'drizzle-orm'
import { AscendingTimes } from '../../../domain/ascending-time.ts'
import type { Scope } from '../../../domain/scope.ts'
import type { RowOf, SqlSession } from '../../../sql/database.ts'
import {
  type DatasetEvent,
  type DatasetEventFilter,
  type DatasetEventStore,
  keptEvents,
  type MostEvents,
  type NewDatasetEvent,
} from '../../dataset-event-store.ts'
import { digestKeyOf } from '../../digest-key.ts'
import { optionalText, slicesOf } from '../columns.ts'
import { deleteOldRows } from '../old-rows.ts'
import { inScope } from '../scope.ts'
import type { StoreDatabase } from '../store-database.ts'

/** How many events are read in one statement. */
const readAtOnce = 200

/** The events of datasets in a table of their own. */
export class SqlDatasetEvents implements DatasetEventStore {
  readonly #database: StoreDatabase
  readonly #times = new AscendingTimes()

  constructor(database: StoreDatabase) {
    this.#database = database
  }

  async recordDatasetEvent({ dataset, event, lineage, digest, ...about }: NewDatasetEvent): Promise<void> {
    const { datasetEvents } = this.#database.tables
    const versionKey = digestKeyOf(dataset.id, dataset.version)
    const row = {
      eventKey: digestKeyOf(versionKey, digest ?? randomUUID()),
      ...{ datasetKey: digestKeyOf(dataset.id), versionKey },
      ...{ datasetId: dataset.id, datasetVersion: dataset.version },
      ...{ contractId: about.contractId, contractVersion: about.contractVersion },
      receivedAt: this.#times.next().getTime(),
      size: event.length + (lineage?.length ?? 0),
      caller: optionalText(about.caller) ?? '',
      ...{ event, lineage: lineage ?? null },
    }
    await this.#database.transaction(async session => {
      if (await session.insertIfAbsent(datasetEvents, row)) await this.#deleteOld(session, versionKey)
    })
  }

  async eventsOfDataset(filter: DatasetEventFilter, most: MostEvents): Promise<DatasetEvent[]> {
    const { datasetEvents } = this.#database.tables
    const { eventKey, receivedAt, size } = datasetEvents
    const rows = await this.#database.select({
      fields: { eventKey, size },
      from: datasetEvents,
      where: this.#isWanted(filter),
      orderBy: [desc(receivedAt), desc(eventKey)],
      limit: most.events,
    })
    let room = most.characters
    const keys = rows.flatMap(row => {
      room -= Number(row.size)
      return room < 0 ? [] : row.eventKey
    })
    const events = new Map<string, DatasetEvent>()
    for (const some of slicesOf(keys, readAtOnce))
      for (const [key, event] of await this.#read(some)) events.set(key, event)
    return keys.flatMap(key => events.get(key) ?? [])
  }

  async datasetsWithEvents(scope: Scope | undefined, limit: number): Promise<string[]> {
    const { datasetEvents } = this.#database.tables
    const rows = await this.#database.select({
      fields: { datasetId: datasetEvents.datasetId },
      from: datasetEvents,
      where: inScope(datasetEvents, scope),
      distinct: true,
      orderBy: [asc(datasetEvents.datasetId)],
      limit,
    })
    return rows.map(row => row.datasetId)
  }

  /** Deletes the events that were received before a time, as long as `mayGoOn` says so. @returns how many there were. */
  deleteReceivedBefore(time: number, mayGoOn: () => Promise<boolean>): Promise<number> {
    const { datasetEvents: table } = this.#database.tables
    const swept = { table, key: table.eventKey, receivedAt: table.receivedAt }
    return deleteOldRows(this.#database, swept, time, mayGoOn)
  }

  #isWanted({ scope, datasetId, datasetVersion }: DatasetEventFilter): SQL | undefined {
    const { datasetEvents } = this.#database.tables
    const { datasetKey, versionKey } = datasetEvents
    const ofDataset =
      datasetVersion === undefined
        ? eq(datasetKey, digestKeyOf(datasetId))
        : eq(versionKey, digestKeyOf(datasetId, datasetVersion))
    return and(ofDataset, inScope(datasetEvents, scope))
  }

  async #read(keys: readonly string[]): Promise<[string, DatasetEvent][]> {
    const { datasetEvents } = this.#database.tables
    const rows = await this.#database.select({
      fields: fieldsOf(datasetEvents),
      from: datasetEvents,
      where: this.#database.isOneOf(datasetEvents.eventKey, keys),
    })
    return rows.map(row => [row.eventKey, eventOf(row)])
  }

  async #deleteOld(session: SqlSession, version: string): Promise<void> {
    const { datasetEvents } = this.#database.tables
    const { eventKey, versionKey, receivedAt } = datasetEvents
    const ofVersion = eq(versionKey, version)
    const [last] = await session.select({
      fields: { receivedAt, eventKey },
      from: datasetEvents,
      where: ofVersion,
      orderBy: [desc(receivedAt), desc(eventKey)],
      limit: 1,
      offset: keptEvents,
    })
    if (!last) return
    const isOld = or(
      lt(receivedAt, last.receivedAt),
      and(eq(receivedAt, last.receivedAt), lte(eventKey, last.eventKey)),
    )
    await session.delete(datasetEvents, and(ofVersion, isOld) as SQL)
  }
}

function fieldsOf({
  eventKey,
  datasetId,
  datasetVersion,
  contractId,
  contractVersion,
  receivedAt,
  event,
  lineage,
}: StoreDatabase['tables']['datasetEvents']) {
  return { eventKey, datasetId, datasetVersion, contractId, contractVersion, receivedAt, event, lineage }
}

function eventOf(row: RowOf<ReturnType<typeof fieldsOf>>): DatasetEvent {
  const { contractId, contractVersion, event } = row
  return {
    dataset: { id: row.datasetId, version: row.datasetVersion },
    ...{ contractId, contractVersion, event },
    lineage: row.lineage ?? undefined,
    receivedAt: new Date(Number(row.receivedAt)),
  }
}
