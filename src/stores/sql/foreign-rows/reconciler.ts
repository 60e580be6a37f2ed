import { Repeated } from '../../../concurrency/repeated.ts'
import type { Indexer } from '../search-index/indexer.ts'
import type { Validations } from '../validation/validations.ts'
import type { Adoption } from './adoption.ts'

/** Who is told what was done. */
export interface ReconcilerLog {
  adopted(rows: number): void
  failed(error: unknown): void
}

/** Takes over what other programs have written, has the index follow and judges what is new in it, again and again, until it is stopped. */
export class Reconciler {
  readonly #adoption: Adoption
  readonly #indexer: Indexer
  readonly #validations: Validations
  #looks: Repeated | undefined

  constructor(adoption: Adoption, indexer: Indexer, validations: Validations) {
    this.#adoption = adoption
    this.#indexer = indexer
    this.#validations = validations
  }

  /** @param interval between two looks, in milliseconds; 0 looks once. */
  start(interval: number, log: ReconcilerLog): void {
    this.#looks = new Repeated(signal => this.#look(log, signal), interval)
    this.#looks.start()
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    const stopped = this.#looks?.stop()
    this.#adoption.stop()
    await stopped
  }

  async #look(log: ReconcilerLog, signal: AbortSignal): Promise<void> {
    try {
      const rows = await this.#adoption.adopt()
      if (rows > 0) log.adopted(rows)
      await this.#indexer.catchUp()
      await this.#validations.catchUp()
    } catch (error) {
      if (!signal.aborted) log.failed(error)
    }
  }
}
