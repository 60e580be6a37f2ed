import { RegistryError } from '../../domain/errors.ts'
import type { DatasetEventStore } from '../dataset-event-store.ts'
import type { IndexSource } from './index-source.ts'

/**
 * The events of datasets of a store whose log has none: in the database of the index, where they stay when the index is made
 * again.
 *
 * @param read asks the events of the index that is open.
 */
export function indexDatasetEvents(
  { keepsOthers }: IndexSource,
  read: <T>(ask: (events: DatasetEventStore) => Promise<T>) => Promise<T>,
): DatasetEventStore {
  if (!keepsOthers) return noDatasetEvents
  return {
    recordDatasetEvent: event => read(events => events.recordDatasetEvent(event)),
    eventsOfDataset: (filter, most) => read(events => events.eventsOfDataset(filter, most)),
    datasetsWithEvents: (scope, limit) => read(events => events.datasetsWithEvents(scope, limit)),
  }
}

/** Stands for the events of a store that has no place for them which would outlast its index. */
const noDatasetEvents: DatasetEventStore = {
  recordDatasetEvent: refuse,
  eventsOfDataset: refuse,
  datasetsWithEvents: refuse,
}

async function refuse(): Promise<never> {
  throw new RegistryError(
    'dataset-events-not-kept',
    'this registry keeps its contracts in a place where events of datasets have none: contract_store.index_dsn may name a database for them',
  )
}
