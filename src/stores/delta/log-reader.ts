import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import { LogRewritten, type Place, type PlacedEntry } from '../indexed/record-log.ts'
import type { ComparedVersion } from './compared-version.ts'
import type { LogTable } from './log-table.ts'
import type { Written } from './written.ts'

const start: Place = { position: 0, mark: '' }

/** Versions as they were when the log ended at a place. */
interface Look {
  readonly end: Place
  readonly versions: ReadonlyMap<string, ComparedVersion>
}

/** Reads the log, and knows how far it has come. */
export class LogReader {
  readonly #records: LogTable
  readonly #written: Written
  #end: Place | undefined
  /** What the last look at the log has read behind a place, until somebody takes it. */
  #read: { readonly after: Place; readonly entries: readonly PlacedEntry[] } | undefined
  #look: Look = { end: start, versions: new Map() }

  constructor(records: LogTable, written: Written) {
    this.#records = records
    this.#written = written
  }

  get end(): Place {
    return this.#end ?? start
  }

  /**
   * Looks how far the log has come, and how some versions are.
   *
   * @returns the entries that were not known; undefined where they are not known now, either.
   */
  async refresh(about: readonly VersionIdentity[]): Promise<readonly PlacedEntry[] | undefined> {
    if (!this.#end) {
      // whoever has just opened the log may know most of it
      await this.#findEnd()
      return undefined
    }
    const { position, mark } = this.#end
    const page = await this.#records.from(Math.max(1, position), about)
    const isSame = position === 0 || page.entries[0]?.mark === mark
    const entries = position === 0 ? page.entries : page.entries.slice(1)
    for (const { written } of page.entries) this.#written.reach(written)
    this.#read = isSame ? { after: this.#end, entries } : undefined
    const isAll = isSame && !page.isCut
    if (isAll) this.#end = placeOf(page.entries.at(-1))
    else await this.#findEnd()
    this.#look = {
      end: this.end,
      versions: new Map(isAll ? page.versions.map(one => [versionKey(one), one]) : []),
    }
    return isAll ? entries : undefined
  }

  /** How versions are at the end of the log; undefined when they were not looked at since. */
  lookedAt(identities: readonly VersionIdentity[]): readonly ComparedVersion[] | undefined {
    const { end, versions } = this.#look
    if (!isSamePlace(end, this.end)) return undefined
    const found = identities.flatMap(one => versions.get(versionKey(one)) ?? [])
    return found.length === identities.length ? found : undefined
  }

  /** The log ends there now, as this instance has appended to it. */
  moveTo(end: Place): void {
    this.#end = end
    this.#read = undefined
  }

  /** @throws LogRewritten when what stands up to a place is not what was there. */
  async *entriesAfter(after: Place): AsyncGenerator<readonly PlacedEntry[]> {
    const { end } = this
    for (let last = after; !isSamePlace(last, end); ) {
      const entries = await this.#entriesBehind(last)
      yield entries.filter(({ position }) => position <= end.position)
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
    const { entries, isCut } = await this.#records.from(Math.max(1, place.position))
    for (const { written } of entries) this.#written.reach(written)
    const isSame = place.position === 0 || entries[0]?.mark === place.mark
    const behind = place.position === 0 ? entries : entries.slice(1)
    // the next one may fit into no result beside the one that is known
    const isNextCut = isSame && isCut && behind.length === 0
    const rest = isNextCut ? (await this.#records.from(place.position + 1)).entries : behind
    if (!isSame || rest[0]?.position !== place.position + 1)
      throw new LogRewritten('the log has another entry than before')
    return rest
  }

  async placeOf(position: number): Promise<Place | undefined> {
    if (position === 0) return start
    if (position === this.end.position) return this.end
    const mark = await this.#records.markAt(position)
    return mark === undefined ? undefined : { position, mark }
  }

  async #findEnd(): Promise<void> {
    const end = await this.#records.end()
    if (end) this.#written.reach(end.written)
    this.#end = placeOf(end)
  }
}

function placeOf(place: Place | undefined): Place {
  return place ? { position: place.position, mark: place.mark } : start
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.position === other.position && one.mark === other.mark
}
