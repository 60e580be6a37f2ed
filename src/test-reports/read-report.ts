import { createHash } from 'node:crypto'
import { plainObject } from '../domain/document/plain-value.ts'
import { RegistryError } from '../domain/errors.ts'
import type { ReportedRun } from '../domain/test-run.ts'
import { readDatacontractCliRun } from './datacontract-cli.ts'
import { readDc43Validation } from './dc43.ts'
import { readGriotValidation } from './griot.ts'
import { readJsonObject } from './json-object.ts'
import { readOwnReport } from './native.ts'
import { readObservabilityResults } from './oors.ts'
import { ReportObject, type Strictness } from './report-object.ts'
import { withoutSamples } from './samples.ts'

/** The kinds of reports, each with what reads it and the members by which it is known. */
const readers = {
  oors: readObservabilityResults,
  'datacontract-cli': readDatacontractCliRun,
  griot: readGriotValidation,
  dc43: readDc43Validation,
  native: readOwnReport,
} as const satisfies Record<string, (report: ReportObject) => ReportedRun>

/** Which program a report is of, by the form it has. */
export type ReportKind = keyof typeof readers

/** How a report is read. */
export interface ReadOptions {
  /** Undefined to find it out. */
  readonly kind?: ReportKind | undefined
  readonly strictness: Strictness
  /** Whether samples of the data that was tested are kept. */
  readonly samples: 'drop' | 'keep'
}

/** A report that was read. */
export interface Report {
  readonly run: ReportedRun
  /** The text to keep: as it was sent, but for what is dropped of it. */
  readonly text: string
  /** Tells the report, as it was sent, from others. */
  readonly digest: string
}

/**
 * Reads the report of a test run.
 *
 * @throws RegistryError `invalid-request` for what is none.
 */
export function readReport(bytes: Uint8Array, { kind, strictness, samples }: ReadOptions): Report {
  const { text, node } = readJsonObject(bytes)
  const report = new ReportObject(plainObject(node), strictness)
  const run = readers[kind ?? kindOf(report)](report)
  return {
    run,
    text: samples === 'keep' ? text : withoutSamples(text, node),
    digest: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** The kind of a report, by members that no other kind has. */
function kindOf(report: ReportObject): ReportKind {
  if (report.text(['kind'], 255) === 'ObservabilityResults') return 'oors'
  const cliMembers = ['runId', 'timestampStart', 'timestampEnd', 'dataContractId', 'datacontractCliVersion']
  if (cliMembers.some(name => report.has(name))) return 'datacontract-cli'
  if (report.has('passed')) return 'griot'
  if (report.has('ok') || report.has('status')) return 'dc43'
  if (report.has('result')) return 'native'
  throw new RegistryError(
    'invalid-request',
    'this is the report of no kind of test run: it has neither "result" (a report of one\'s own), nor "runId" (Data Contract CLI), "passed" (griot), "ok" or "status" (dc43), nor the kind ObservabilityResults',
  )
}
