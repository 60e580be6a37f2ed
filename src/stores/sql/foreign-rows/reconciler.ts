import type { Indexer } from '../search/indexer.ts'
import type { Adoption } from './adoption.ts'

/** Who is told what was done. */
export interface ReconcilerLog {
  adopted(rows: number): void
  failed(error: unknown): void
}

/** Takes over what other programs have written and has the index follow, again and again, until it is stopped. */
export class Reconciler {
  readonly #adoption: Adoption
  readonly #indexer: Indexer
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(adoption: Adoption, indexer: Indexer) {
    this.#adoption = adoption
    this.#indexer = indexer
  }

  /** @param interval between two looks, in milliseconds; 0 looks once. */
  start(interval: number, log: ReconcilerLog): void {
    this.#running = this.#run(log).finally(() => {
      if (interval === 0 || this.#isStopped) return
      this.#timer = setTimeout(() => this.start(interval, log), interval)
      this.#timer.unref()
    })
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    this.#adoption.stop()
    await this.#running
  }

  async #run(log: ReconcilerLog): Promise<void> {
    try {
      const rows = await this.#adoption.adopt()
      if (rows > 0) log.adopted(rows)
      await this.#indexer.catchUp()
    } catch (error) {
      if (!this.#isStopped) log.failed(error)
    }
  }
}
