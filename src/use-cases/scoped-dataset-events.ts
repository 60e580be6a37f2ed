import type { Scope } from '../domain/scope.ts'
import type {
  DatasetEvent,
  DatasetEventFilter,
  MostEvents,
  ReadableDatasetEvents,
} from '../stores/dataset-event-store.ts'

/** Events of datasets as they look to somebody who may see the contracts of a scope only: as if there were no others. */
export class ScopedDatasetEvents implements ReadableDatasetEvents {
  readonly #events: ReadableDatasetEvents
  readonly #scope: Scope

  constructor(events: ReadableDatasetEvents, scope: Scope) {
    this.#events = events
    this.#scope = scope
  }

  eventsOfDataset(filter: DatasetEventFilter, most: MostEvents): Promise<DatasetEvent[]> {
    return this.#events.eventsOfDataset({ ...filter, scope: this.#scope }, most)
  }

  datasetsWithEvents(_: Scope | undefined, limit: number): Promise<string[]> {
    return this.#events.datasetsWithEvents(this.#scope, limit)
  }
}
