import { Repeated } from '../../concurrency/repeated.ts'
import type { ForeignChanges } from './foreign-changes.ts'
import type { Projection, ProjectionParts } from './projection.ts'

/** How often a store looks by itself, in milliseconds. */
export interface BackgroundTimes {
  /** Between two looks at the end of a log that is not asked before each read, or at an index that others use as well. */
  readonly refreshInterval: number
  /** Between two looks at the documents that other programs may write; 0 looks once. */
  readonly reconcileInterval: number
}

/** What a store does without being asked: it follows the log, and takes over what other programs do. */
export class Background {
  readonly #parts: Pick<ProjectionParts, 'log' | 'source' | 'tell'>
  readonly #projection: Projection
  readonly #foreign: ForeignChanges
  readonly #repeated: Repeated[] = []

  constructor(
    parts: Pick<ProjectionParts, 'log' | 'source' | 'tell'>,
    projection: Projection,
    foreign: ForeignChanges,
  ) {
    this.#parts = parts
    this.#projection = projection
    this.#foreign = foreign
  }

  start({ refreshInterval, reconcileInterval }: BackgroundTimes): void {
    this.#repeat(
      () => this.#projection.follow(),
      0,
      'the index could not follow the log; trying again with the next read',
    )
    if (this.#parts.log.freshness === 'interval' || this.#parts.source.isShared)
      this.#repeat(
        () => this.#projection.refresh(),
        refreshInterval,
        'could not look whether the log has grown; trying again later',
      )
    this.#repeat(
      () => this.#reconcile(),
      reconcileInterval,
      'could not look for changes of other programs; trying again later',
    )
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    await Promise.all(this.#repeated.map(one => one.stop()))
  }

  async #reconcile(): Promise<void> {
    await this.#projection.fresh()
    const changes = await this.#foreign.takeOverAll()
    if (changes > 0) this.#parts.tell.info({ changes }, 'took over changes that other programs have made')
  }

  /** @param interval between two times, in milliseconds; 0 for once. */
  #repeat(work: () => Promise<void>, interval: number, complaint: string): void {
    const repeated = new Repeated(async signal => {
      try {
        await work()
      } catch (error) {
        if (!signal.aborted) this.#parts.tell.warn({ err: error }, complaint)
      }
    }, interval)
    this.#repeated.push(repeated)
    repeated.start()
  }
}
