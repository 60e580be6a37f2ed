import { bigInteger, integer, longText, orNull, table, text } from '../../../sql/tables.ts'

/** What jobs have done with versions of datasets: a row for each event. Times are milliseconds since 1970. */
export const datasetEvents = table('_dataset_events', {
  /** A digest of the dataset version and of the event, or random where equal events are not the same. */
  eventKey: text(43),
  /** Digests of the dataset's id, and of that with its version. */
  datasetKey: text(43),
  versionKey: text(43),
  datasetId: text(2000),
  datasetVersion: text(512),
  contractId: text(255),
  contractVersion: text(128),
  receivedAt: bigInteger(),
  /** How many characters the event and its lineage have. */
  size: integer(),
  caller: text(255),
  event: longText(),
  lineage: orNull(longText()),
})
