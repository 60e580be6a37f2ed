import type { JsonObject } from '../dc43-governance/contract-parts.ts'
import { expectationsOf } from '../dc43-governance/expectations.ts'
import { tellAssessment } from '../dc43-governance/verdict.ts'
import type { ReportedEvent } from '../domain/dataset-event.ts'
import { readDatasetEvent } from '../test-reports/dataset-event.ts'
import { type ReadOptions, type Report, readReport } from '../test-reports/read-report.ts'

/** What is done to reports of test runs, and what governance asks for. */
export const reportTasks = {
  /** See `readReport`. */
  report(bytes: Uint8Array, options: ReadOptions): Report {
    return readReport(bytes, options)
  },

  /** See `readDatasetEvent`. */
  datasetEvent(bytes: Uint8Array, samples: 'drop' | 'keep'): ReportedEvent {
    return readDatasetEvent(bytes, samples)
  },

  /** See `tellAssessment`. */
  assess: tellAssessment,

  /** See `expectationsOf`; as JSON. */
  expectations(contract: JsonObject): string {
    return JSON.stringify(expectationsOf(contract))
  },
}
