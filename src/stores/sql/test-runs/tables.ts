import {
  bigInteger,
  integer,
  longText,
  orNull,
  type Row,
  smallInteger,
  table,
  text,
} from '../../../sql/tables.ts'

/** Test runs: a row for each. Times are milliseconds since 1970. */
export const testRuns = table('_test_runs', {
  /** A digest of the source and the id that the source gives to the run, which together may be longer than a key. */
  runKey: text(43),
  source: text(64),
  runId: text(255),
  /** Empty when the report names no contract; so is the version. */
  contractId: text(255),
  version: text(128),
  fingerprint: orNull(text(64)),
  /** 1 when the report named no version, so that it is the latest one of that time. */
  isLatest: smallInteger(),
  /** A digest of the dataset's id; null when the report names none. */
  datasetKey: orNull(text(43)),
  datasetId: orNull(text(2000)),
  datasetVersion: orNull(text(512)),
  object: orNull(text(255)),
  /** Empty when the report names none, so that the runs of no server can be found by an index. */
  server: text(255),
  environment: orNull(text(255)),
  result: text(16),
  startedAt: orNull(bigInteger()),
  endedAt: orNull(bigInteger()),
  observedAt: bigInteger(),
  /** The hour, the day and the week in which it was observed, each counted from that of 1 January 1970. */
  observedHour: integer(),
  observedDay: integer(),
  observedWeek: integer(),
  receivedAt: bigInteger(),
  durationMs: orNull(bigInteger()),
  rowCount: orNull(bigInteger()),
  errorCount: orNull(bigInteger()),
  passedChecks: integer(),
  warningChecks: integer(),
  failedChecks: integer(),
  errorChecks: integer(),
  skippedChecks: integer(),
  caller: text(255),
  /** Tells the report, as it was sent, from others. */
  digest: text(64),
})

/** The checks of runs that did not pass. */
export const testChecks = table('_test_checks', {
  runKey: text(43),
  /** The place in the report, from 0. */
  place: integer(),
  object: orNull(text(255)),
  property: orNull(text(255)),
  rule: orNull(text(255)),
  type: orNull(text(255)),
  result: text(16),
  detail: orNull(text(500)),
})

/** The reports of runs, which are not kept for as long. */
export const testReports = table('_test_reports', {
  runKey: text(43),
  receivedAt: bigInteger(),
  report: longText(),
})

/** How the tests of a version and server of a contract stand: their newest run. */
export const testStates = table('_test_states', {
  /** A digest of contract, version and server, which together may be longer than a key. */
  stateKey: text(43),
  contractId: text(255),
  version: text(128),
  server: text(255),
  runKey: text(43),
  observedAt: bigInteger(),
  /** How bad the result of the run is, from 0. */
  severity: smallInteger(),
})

/** Until when an instance, which alone does so, takes out old runs: row 1. */
export const testSweeps = table('_test_sweeps', {
  id: smallInteger(),
  until: bigInteger(),
})

export type TestRunRow = Row<typeof testRuns>
export type TestCheckRow = Row<typeof testChecks>
