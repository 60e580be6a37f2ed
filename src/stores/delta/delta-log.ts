import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import type { Entry } from '../entry.ts'
import { writeEntry } from '../entry-text.ts'
import {
  type ForeignChange,
  LogMoved,
  LogRewritten,
  type Place,
  type PlacedEntry,
  type RecordLog,
} from '../indexed/record-log.ts'
import type { StoreLog } from '../store-log.ts'
import type { ComparedVersion, ContractTable, Writing } from './contract-table.ts'
import { digestOf } from './digest.ts'
import type { LogEnd, LogTable } from './log-table.ts'
import { portions } from './portions.ts'
import { faultOf, isForeignRow } from './row-comparison.ts'
import type { StatementsApi } from './statements-api.ts'
import { unavailable, WarehouseError } from './warehouse-error.ts'
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

const start: Place = { position: 0, mark: '' }

/**
 * Contracts in tables of Delta Lake: a log that only grows, and beside it the table with the documents as dc43 has it. An
 * entry counts when it is in the log; the table follows.
 */
export class DeltaLog implements RecordLog {
  readonly freshness = 'interval'
  readonly #parts: DeltaParts
  readonly #written: Written
  #end: Place
  /** What the last look at the log has read behind a place, until somebody takes it. */
  #read: { readonly after: Place; readonly entries: readonly PlacedEntry[] } | undefined
  /** What other programs have made of versions, until an entry of the version comes, which may be the one of it. */
  readonly #found = new Map<string, ForeignChange>()
  /** The version of the contract table and the end of the log when both agreed. */
  #agreed = ''
  /** Rows that are passed over. */
  #passedOver: ReadonlySet<string> = new Set()

  private constructor(parts: DeltaParts, end: LogEnd | undefined) {
    this.#parts = parts
    this.#end = end ?? start
    this.#written = new Written(end?.written ?? 0)
  }

  /** @throws WarehouseError when the log cannot be read. */
  static async open(parts: DeltaParts): Promise<DeltaLog> {
    return new DeltaLog(parts, await parts.records.end())
  }

  get patience(): number {
    return this.#parts.patience
  }

  end(): Place {
    return this.#end
  }

  refresh(): Promise<Place> {
    return guarded(() => this.#refresh())
  }

  async #refresh(): Promise<Place> {
    const after = this.#end
    const { records } = this.#parts
    const page = await records.from(Math.max(1, after.position))
    const isSame = after.position === 0 || page.entries[0]?.mark === after.mark
    const entries = after.position === 0 ? page.entries : page.entries.slice(1)
    for (const { written } of page.entries) this.#written.reach(written)
    if (isSame && !page.isCut) this.#forget(entries.map(({ entry }) => entry))
    else this.#found.clear()
    this.#read = isSame ? { after, entries } : undefined
    const last = isSame && !page.isCut ? page.entries.at(-1) : await records.end()
    this.#end = last ? { position: last.position, mark: last.mark } : start
    return this.#end
  }

  async *entriesAfter(after: Place): AsyncGenerator<PlacedEntry> {
    const end = this.#end
    for (let last = after; !isSamePlace(last, end); ) {
      const entries = await guarded(() => this.#entriesBehind(last))
      for (const placed of entries) if (placed.position <= end.position) yield placed
      last = entries.at(-1) ?? last
      if (last.position >= end.position) return
    }
  }

  /** The next entries behind a place, of which there are some. */
  async #entriesBehind(place: Place): Promise<readonly PlacedEntry[]> {
    const read = this.#read
    if (read && read.entries.length > 0 && isSamePlace(read.after, place)) {
      this.#read = undefined
      return read.entries
    }
    const { entries } = await this.#parts.records.from(Math.max(1, place.position))
    for (const { written } of entries) this.#written.reach(written)
    const isSame = place.position === 0 || entries[0]?.mark === place.mark
    const rest = place.position === 0 ? entries : entries.slice(1)
    if (!isSame || rest.length === 0) throw new LogRewritten('the log has another entry than before')
    return rest
  }

  placeOf(position: number): Promise<Place | undefined> {
    return guarded(async () => {
      if (position === 0) return start
      if (position === this.#end.position) return this.#end
      const mark = await this.#parts.records.markAt(position)
      return mark === undefined ? undefined : { position, mark }
    })
  }

  async append(entries: readonly Entry[], after: Place): Promise<Place> {
    try {
      return await guarded(async () => {
        const writings = await this.#lookBefore(entries, after)
        let place = after
        for (const some of portions(entries, writeEntry))
          place = await this.#appendSome(some, place, writings)
        return place
      })
    } catch (error) {
      // the next look finds it again: a read is not to wait for a warehouse that is away
      if (!(error instanceof LogMoved)) this.#found.clear()
      throw error
    }
  }

  /**
   * Makes sure that the log ends there, and that no row is replaced which another program has made.
   *
   * @returns what is to be written to the table, by the ids of the entries.
   */
  async #lookBefore(entries: readonly Entry[], after: Place): Promise<ReadonlyMap<string, Writing>> {
    const ofVersions = entries.filter(entry => entry.kind === 'version')
    const { versions, marks } = await this.#parts.contracts.look(ofVersions, after.position)
    if (after.position > 0 && marks.get(after.position) !== after.mark)
      throw new LogRewritten('the log has another entry than before')
    if (marks.size > Number(after.position > 0)) throw new LogMoved('the log has grown')
    const foreign: ComparedVersion[] = []
    const writings = new Map<string, Writing>()
    let isOutdated = false
    for (const [at, entry] of ofVersions.entries()) {
      const version = versions[at]
      if (!version) continue
      const isExternal = entry.operation === 'external'
      // what was made of the row need not be written to it
      if (isExternal && digestOf(entry) === version.row) continue
      const wasFound = isExternal && this.#found.delete(versionKey(version))
      if (this.#isForeign(version)) foreign.push(version)
      else if (wasFound) isOutdated = true
      else writings.set(entry.id, { entry, replaced: version.digests })
    }
    if (foreign.length === 0 && !isOutdated) return writings
    for (const change of await this.#changesOf(foreign)) this.#found.set(versionKey(change), change)
    throw new LogMoved('another program has written to the contract table')
  }

  /** Whether another program has made the row, so that it is not only the entry before the last one. */
  #isForeign(version: ComparedVersion): boolean {
    return faultOf(version) === undefined && isForeignRow(version, this.#written.position)
  }

  async #changesOf(versions: readonly ComparedVersion[]): Promise<ForeignChange[]> {
    const documents = await this.#parts.contracts.documents(versions.filter(({ row }) => row !== undefined))
    return versions.map(one => {
      const { contractId, version } = one
      const json = documents.get(versionKey(one))
      const document = json === undefined ? undefined : { json, source: undefined }
      return { contractId, version, time: undefined, caller: undefined, document }
    })
  }

  async #appendSome(
    entries: readonly Entry[],
    after: Place,
    writings: ReadonlyMap<string, Writing>,
  ): Promise<Place> {
    const { records, contracts, tell } = this.#parts
    const isAppended = await records.append(entries, after.position, this.#written.position).catch(error => {
      if (error instanceof WarehouseError && error.isConflict) return false
      throw error
    })
    if (!isAppended) throw new LogMoved('another entry has the place')
    const end = { position: after.position + entries.length, mark: entries.at(-1)?.id ?? '' }
    this.#end = end
    this.#read = undefined
    this.#forget(entries)
    try {
      await contracts.write(entries.flatMap(({ id }) => writings.get(id) ?? []))
      this.#written.add(entries.map((_, at) => after.position + at + 1))
    } catch (error) {
      tell.warn(
        { err: error },
        'the contract table could not follow the log; it is completed with the next look',
      )
    }
    return end
  }

  async *foreignChanges(): AsyncGenerator<ForeignChange> {
    const { contracts, records } = this.#parts
    // what nobody could enter since the last look is found again, if it is there
    this.#found.clear()
    // what is appended from here on is compared by the next look
    const position = (await guarded(() => records.end()))?.position ?? 0
    const agreeing = `${position} ${await guarded(() => contracts.version())}`
    if (agreeing === this.#agreed) return
    let unwritten: ComparedVersion[] = []
    const passedOver = new Set<string>()
    let isForeign = false
    for (let last: VersionIdentity | undefined, isCut = true; isCut; ) {
      const found = await guarded(() => contracts.differences(last))
      for (const one of found.versions) if (faultOf(one) !== undefined) this.#passOver(one, passedOver)
      const ours = found.versions.filter(one => !passedOver.has(versionKey(one)))
      const byOrigin = Map.groupBy(ours, one => this.#isForeign(one))
      unwritten = unwritten.concat(byOrigin.get(false) ?? [])
      for (const change of await guarded(() => this.#changesOf(byOrigin.get(true) ?? []))) {
        isForeign = true
        this.#found.set(versionKey(change), change)
        yield change
      }
      last = found.versions.at(-1)
      isCut = found.isCut && last !== undefined
    }
    this.#passedOver = passedOver
    await guarded(() => this.#complete(unwritten))
    if (!isForeign) this.#written.reach(position)
    if (!isForeign && unwritten.length === 0) this.#agreed = agreeing
  }

  /** Writes what the last entries have left, which a process that ended or a warehouse that was away has not written. */
  async #complete(versions: readonly ComparedVersion[]): Promise<void> {
    if (versions.length === 0) return
    const { records, contracts } = this.#parts
    const entries = new Map<number, Entry>()
    for (const { position, entry } of await records.at(versions.map(one => one.position)))
      entries.set(position, entry)
    await contracts.write(
      versions.flatMap(({ position, digests }) => {
        const entry = entries.get(position)
        return entry?.kind === 'version' ? { entry, replaced: digests } : []
      }),
    )
  }

  /** An operator is told of a row once. */
  #passOver(row: ComparedVersion, passedOver: Set<string>): void {
    const key = versionKey(row)
    passedOver.add(key)
    const { contractId, version } = row
    if (!this.#passedOver.has(key))
      this.#parts.tell.warn(
        { contractId, version, reason: faultOf(row) },
        'a row of the contract table is passed over',
      )
  }

  foreignChange(identity: VersionIdentity): Promise<ForeignChange | undefined> | undefined {
    if (this.#found.size === 0) return undefined
    const change = this.#found.get(versionKey(identity))
    return change && Promise.resolve(change)
  }

  #forget(entries: readonly Entry[]): void {
    for (const entry of entries) if (entry.kind === 'version') this.#found.delete(versionKey(entry))
  }

  /** Asks nothing of the warehouse, which costs as long as it is awake: the looks at the log show whether it answers. */
  async check(): Promise<readonly string[]> {
    const { silence } = this.#parts.api
    const { size } = this.#passedOver
    return [
      ...(silence === undefined
        ? []
        : [
            `the SQL warehouse has not answered for ${Math.round(silence / 1000)} seconds: reads are that old, and changes are refused`,
          ]),
      ...(size > 0 ? [`rows of the contract table that are passed over: ${size}; the log names them`] : []),
    ]
  }

  async close(): Promise<void> {
    this.#parts.api.close()
  }
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.position === other.position && one.mark === other.mark
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw unavailable(error)
  }
}
