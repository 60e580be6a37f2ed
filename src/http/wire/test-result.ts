import { z } from 'zod'
import { type TestRunId, testResults, testRunName } from '../../domain/test-run.ts'
import type { TestRun } from '../../stores/test-run-store.ts'
import type { ShownTestRun } from '../../use-cases/test-runs.ts'
import { nullableText, shape, time } from './shape.ts'

/** The program whose runs are named without it here. */
export const cliSource = 'datacontract-cli'

const example = {
  id: '90ef',
  runId: '90ef',
  dataContractId: 'sales.orders',
  dataContractVersion: '1.0.0',
  server: 'production',
  timestampStart: '2026-03-31T11:59:46.000Z',
  timestampEnd: '2026-03-31T12:00:00.250Z',
  result: 'passed',
} as const

/** A test run as Entropy Data shows it, and as the Data Contract CLI reports it. */
export const testResult = shape(
  'TestResult',
  z.looseObject({
    id: z.string(),
    runId: z.string(),
    dataContractId: nullableText,
    dataContractVersion: nullableText,
    server: nullableText,
    timestampStart: time.nullable(),
    timestampEnd: time.nullable(),
    result: z.enum(testResults),
  }),
  {
    description: 'A test run, as clients of Entropy Data have it. In lists it has neither checks nor logs.',
    examples: { TestResult: example },
  },
)

/** What is reported: the CLI may have other results, and say less or more. */
export const reportedResult = shape('ReportedTestResult', z.looseObject({}), {
  description: 'A test run, as the Data Contract CLI publishes it; any members, and any values.',
  examples: { ReportedTestResult: { ...example, checks: [{ type: 'schema', result: 'passed' }] } },
})

/** One page of them. */
export const testResultList = shape('TestResultList', z.array(testResult), {
  description: 'One page of test runs.',
})

/** What a run is called here: as the CLI calls it or, when that might be the name of another one, by its whole name. */
function resultId(run: TestRunId): string {
  return run.source === cliSource && !run.runId.includes(':') ? run.runId : testRunName(run)
}

/** The name of the run that such an id stands for. */
export function runNameOf(id: string): string {
  return id.includes(':') ? id : testRunName({ source: cliSource, runId: id })
}

export function listedResultJson(run: TestRun) {
  return {
    ...{ id: resultId(run), runId: run.runId },
    dataContractId: run.contractId ?? null,
    dataContractVersion: run.version ?? null,
    server: run.server ?? null,
    timestampStart: run.startedAt?.toISOString() ?? null,
    timestampEnd: run.endedAt?.toISOString() ?? null,
    result: run.result,
  }
}

/** A run with its checks; of a report of the CLI all else that it says, as it is kept. */
export function resultJson({ run, failed }: ShownTestRun, report: string | undefined) {
  const listed = listedResultJson(run)
  if (report !== undefined && run.source === cliSource)
    return { ...JSON.parse(report.replace(/^\ufeff/, '')), ...listed }
  const checks = failed.map(check => ({
    ...{ type: check.type ?? null, model: check.object ?? null, field: check.property ?? null },
    ...{ qualityId: check.rule ?? null, result: check.result, reason: check.detail ?? null },
  }))
  return { ...listed, checks }
}
