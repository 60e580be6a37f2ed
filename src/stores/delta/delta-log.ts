import type { VersionIdentity } from '../../domain/identity.ts'
import type { Entry } from '../entry.ts'
import { writeEntry } from '../entry-text.ts'
import {
  type ForeignChange,
  LogMoved,
  type Place,
  type PlacedEntry,
  type RecordLog,
} from '../indexed/record-log.ts'
import type { StoreLog } from '../store-log.ts'
import type { ContractTable, Writing } from './contract-table.ts'
import { isSamePlace, LogReader } from './log-reader.ts'
import type { LogTable } from './log-table.ts'
import { portions } from './portions.ts'
import type { StatementsApi } from './statements-api.ts'
import { TableFollower } from './table-follower.ts'
import { WarehouseError, withWarehouseFaults } from './warehouse-error.ts'
import { Written } from './written.ts'

/** What a log on Delta Lake is made of. */
export interface DeltaParts {
  readonly api: StatementsApi
  readonly records: LogTable
  readonly contracts: ContractTable
  readonly tell: StoreLog
  /** For how long a change is tried that others are always ahead of, in milliseconds. */
  readonly patience: number
}

/**
 * Contracts in tables of Delta Lake: a log that only grows, and beside it the table with the documents as dc43 has it. An
 * entry counts when it is in the log; the table follows.
 */
export class DeltaLog implements RecordLog {
  readonly freshness = 'interval'
  readonly #parts: DeltaParts
  readonly #written = new Written()
  readonly #reader: LogReader
  readonly #follower: TableFollower

  constructor(parts: DeltaParts) {
    const { records, contracts, tell } = parts
    this.#parts = parts
    this.#reader = new LogReader(records, this.#written)
    this.#follower = new TableFollower(contracts, records, this.#written, tell)
  }

  get patience(): number {
    return this.#parts.patience
  }

  end(): Place {
    return this.#reader.end
  }

  refresh(about: readonly VersionIdentity[] = []): Promise<Place> {
    return withWarehouseFaults(async () => {
      const entries = await this.#reader.refresh(about)
      this.#follower.forget(entries?.map(({ entry }) => entry))
      return this.#reader.end
    })
  }

  async *entriesAfter(after: Place): AsyncGenerator<PlacedEntry> {
    const pages = this.#reader.entriesAfter(after)
    for (;;) {
      const page = await withWarehouseFaults(() => pages.next())
      if (page.done) return
      yield* page.value
    }
  }

  placeOf(position: number): Promise<Place | undefined> {
    return withWarehouseFaults(() => this.#reader.placeOf(position))
  }

  async append(entries: readonly Entry[], after: Place): Promise<Place> {
    try {
      return await withWarehouseFaults(async () => {
        const writings = await this.#writingsOf(entries, after)
        let place = after
        for (const some of portions(entries, writeEntry))
          place = await this.#appendSome(some, place, writings)
        return place
      })
    } catch (error) {
      // the next look finds it again: a read is not to wait for a warehouse that is away
      if (!(error instanceof LogMoved)) this.#follower.forget()
      throw error
    }
  }

  /** Makes sure that the log ends there, and that no row is replaced which another program has made. */
  async #writingsOf(entries: readonly Entry[], after: Place): Promise<ReadonlyMap<string, Writing>> {
    const about = entries.filter(entry => entry.kind === 'version')
    if (!this.#reader.lookedAt(about)) await this.refresh(about)
    const versions = this.#reader.lookedAt(about)
    if (!versions || !isSamePlace(this.#reader.end, after)) throw new LogMoved('the log has grown')
    return this.#follower.writingsOf(entries, versions)
  }

  async #appendSome(
    entries: readonly Entry[],
    after: Place,
    writings: ReadonlyMap<string, Writing>,
  ): Promise<Place> {
    const { position } = after
    const appending = this.#parts.records.append(entries, position, this.#written.position)
    const isAppended = await appending.catch(error => {
      if (error instanceof WarehouseError && error.isConflict) return false
      throw error
    })
    if (!isAppended) throw new LogMoved('another entry has the place')
    const end = { position: position + entries.length, mark: entries.at(-1)?.id ?? '' }
    this.#reader.moveTo(end)
    this.#follower.forget(entries)
    await this.#follower.write(entries, position, writings)
    return end
  }

  async *foreignChanges(): AsyncGenerator<ForeignChange> {
    const changes = this.#follower.foreignChanges(this.#reader.end.position)
    for (;;) {
      const change = await withWarehouseFaults(() => changes.next())
      if (change.done) return
      yield change.value
    }
  }

  foreignChange(identity: VersionIdentity): Promise<ForeignChange | undefined> | undefined {
    const change = this.#follower.foundOf(identity)
    return change && Promise.resolve(change)
  }

  /** Asks nothing of the warehouse, which costs as long as it is awake: the looks at the log show whether it answers. */
  async check(): Promise<readonly string[]> {
    const { silence } = this.#parts.api
    const { passedOver } = this.#follower
    return [
      ...(silence === undefined
        ? []
        : [
            `the SQL warehouse has not answered for ${Math.round(silence / 1000)} seconds: reads are that old, and changes are refused`,
          ]),
      ...(passedOver > 0
        ? [`rows of the contract table that are passed over: ${passedOver}; the log names them`]
        : []),
    ]
  }

  async close(): Promise<void> {
    this.#parts.api.close()
  }
}
