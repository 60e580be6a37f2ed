import { RegistryError } from '../../domain/errors.ts'
import { StoreOpenError } from '../../sql/open-error.ts'
import { markNumber } from '../sql/log-position.ts'
import type { SqlContractStore } from '../sql/store.ts'
import type { IndexSource } from './index-source.ts'
import { LogRewritten, type Place, type RecordLog } from './record-log.ts'

/** The place before the first entry of a log. */
export const start: Place = { position: 0, mark: '' }

/** For how long a storage may keep from an instance what others have written, in milliseconds. */
const longestDelay = 120_000

/** The index that instances share has more of the log than the storage shows to this one. It passes. */
export class LogSeenLate extends RegistryError {
  constructor() {
    super('store-busy', 'the storage does not show yet what another instance has written; try again later')
  }
}

/** Up to where an index has a log. */
export interface FoundPlace {
  readonly place: Place
  /** The time of its last change, in milliseconds since 1970. */
  readonly lastTime: number
}

/** Finds up to where in a log an index has it, which other instances may use as well. */
export class IndexPlace {
  readonly #log: RecordLog
  readonly #source: IndexSource
  /** Since when the index has more than the log shows. */
  #aheadSince: number | undefined

  constructor(log: RecordLog, source: IndexSource) {
    this.#log = log
    this.#source = source
  }

  /** Whether another instance has moved an index from its place. */
  async isMoved(index: SqlContractStore, from: Place): Promise<boolean> {
    if (!this.#source.isShared) return false
    const { position, mark } = await index.logPosition()
    return position !== from.position || mark !== markNumber(from.mark)
  }

  /**
   * @throws LogRewritten when the index is of another log.
   * @throws LogSeenLate when that cannot be told yet.
   * @throws StoreOpenError when it is no index.
   */
  async find(index: SqlContractStore): Promise<FoundPlace> {
    const { position, mark } = await index.logPosition()
    const [last] = await index.history({ order: 'newest', limit: 1 })
    const lastTime = last?.time.getTime() ?? 0
    if (position === 0 && last) {
      // another instance may have begun to make it in between
      if ((await index.logPosition()).position > 0) return this.find(index)
      throw new StoreOpenError(this.#source.key, 'the database holds contracts of its own, and is no index')
    }
    const place = position === 0 ? start : await this.#placeOf(position)
    if (!place && this.#mayBeSeenLate()) throw new LogSeenLate()
    this.#aheadSince = undefined
    if (!place || markNumber(place.mark) !== mark) throw new LogRewritten('the index is of another log')
    return { place, lastTime }
  }

  async #placeOf(position: number): Promise<Place | undefined> {
    const place = await this.#log.placeOf(position)
    if (place) return place
    await this.#log.refresh()
    return this.#log.placeOf(position)
  }

  #mayBeSeenLate(): boolean {
    if (!this.#log.seesLate || !this.#source.isShared) return false
    this.#aheadSince ??= performance.now()
    return performance.now() - this.#aheadSince < longestDelay
  }
}
