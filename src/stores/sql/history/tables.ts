import {
  bigInteger,
  integer,
  longText,
  orNull,
  type Row,
  smallInteger,
  table,
  text,
  time,
} from '../../../sql/tables.ts'

/** What happened to each version: a row for each change that made a revision, see `domain/history.ts`. */
export const history = table('_history', {
  contractId: text(255),
  version: text(128),
  revision: integer(),
  /** The place in the feed, which an event gets after it was committed. */
  sequence: orNull(bigInteger()),
  occurredAt: time(),
  caller: orNull(text(255)),
  operation: text(16),
  name: text(255),
  statusBefore: orNull(text(255)),
  statusAfter: orNull(text(255)),
  fingerprintBefore: orNull(text(64)),
  fingerprintAfter: orNull(text(64)),
  reason: orNull(longText()),
  requestId: orNull(text(128)),
  successor: orNull(text(128)),
  sunset: orNull(time()),
  /** What it changed against the version before, as JSON. */
  compatibility: orNull(longText()),
})

/** How far events are numbered, and how far the index has followed them: a row each. */
export const feed = table('_feed', {
  id: smallInteger(),
  /** The number of the last event. */
  sequence: bigInteger(),
})

export type HistoryRow = Row<typeof history>
