import type { DatasetEventStore } from '../dataset-event-store.ts'
import type { IndexSource } from './index-source.ts'
import { refuseTestRuns } from './index-test-runs.ts'

/**
 * The events of datasets of a store whose log has none: in the database of the index, where they stay when the index is made
 * again. An index that keeps no test runs keeps none of them either.
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

const noDatasetEvents: DatasetEventStore = {
  recordDatasetEvent: refuseTestRuns,
  eventsOfDataset: refuseTestRuns,
  datasetsWithEvents: refuseTestRuns,
}
