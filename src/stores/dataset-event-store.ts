import type { ReportedEvent } from '../domain/dataset-event.ts'
import type { Scope } from '../domain/scope.ts'
import type { DatasetVersion } from '../domain/test-run.ts'

/** Something that was done with a version of a dataset. */
export interface NewDatasetEvent extends ReportedEvent {
  readonly dataset: DatasetVersion
  readonly caller: string
}

/** An event that is kept. */
export interface DatasetEvent extends Omit<NewDatasetEvent, 'digest' | 'caller'> {
  readonly receivedAt: Date
}

/** Which events are wanted: those of a dataset, or of a version of it. */
export interface DatasetEventFilter {
  /** Only events by contracts of this scope. */
  readonly scope?: Scope | undefined
  readonly datasetId: string
  readonly datasetVersion?: string | undefined
}

/** How many events are read, and how many characters they have together. */
export interface MostEvents {
  readonly events: number
  readonly characters: number
}

/** How many events are kept of a dataset version: the last ones, as dc43 keeps them. */
export const keptEvents = 100

/** What is read of the events of datasets, of which some callers see a part only. */
export interface ReadableDatasetEvents {
  /** The last events of a dataset, the newest first. */
  eventsOfDataset(filter: DatasetEventFilter, most: MostEvents): Promise<DatasetEvent[]>

  /** The datasets that have events of a scope, ascending by code point, on SQL Server by UTF-16 code unit. */
  datasetsWithEvents(scope: Scope | undefined, limit: number): Promise<string[]>
}

/**
 * What keeps the events of datasets. They are deleted with the reports of test runs when they are as old, see
 * `TestRunStore.sweepTestRuns`.
 */
export interface DatasetEventStore extends ReadableDatasetEvents {
  /** Keeps an event once, and the last `keptEvents` of its dataset version. */
  recordDatasetEvent(event: NewDatasetEvent): Promise<void>
}
