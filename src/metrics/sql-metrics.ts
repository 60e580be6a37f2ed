import type { Fault } from '../sql/faults.ts'
import type { QueryKind } from '../sql/observer.ts'
import { Family } from './family.ts'
import { Count, Durations } from './series.ts'

/** Counts and measures what databases are asked. */
export class SqlMetrics {
  readonly #retries: Family<Count>
  readonly #faults: Family<Count>
  readonly #durations: Family<Durations>
  readonly #kinds: Record<QueryKind, Durations>

  constructor(prefix: string) {
    this.#retries = new Family(
      { name: `${prefix}sql_retries_total`, help: 'Queries tried again, by fault', type: 'counter' },
      () => new Count(),
    )
    this.#faults = new Family(
      { name: `${prefix}sql_faults_total`, help: 'Queries that failed, by fault', type: 'counter' },
      () => new Count(),
    )
    this.#durations = new Family(
      {
        name: `${prefix}sql_query_duration_seconds`,
        help: 'How long queries and transactions took, with all their tries and their waiting for a connection',
        type: 'histogram',
      },
      () => new Durations(),
    )
    this.#kinds = {
      prepared: this.#durations.with({ kind: 'prepared' }),
      select: this.#durations.with({ kind: 'select' }),
      transaction: this.#durations.with({ kind: 'transaction' }),
    }
  }

  get families() {
    return [this.#durations, this.#retries, this.#faults]
  }

  finished(kind: QueryKind, milliseconds: number): void {
    this.#kinds[kind].add(milliseconds)
  }

  retried(fault: Fault): void {
    this.#retries.with({ fault }).add()
  }

  failed(fault: Fault): void {
    this.#faults.with({ fault }).add()
  }
}
