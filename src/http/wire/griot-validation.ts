import { z } from 'zod'
import { isPassed, testRunName } from '../../domain/test-run.ts'
import type { TestRun, TestRunFigures } from '../../stores/test-run-store.ts'
import { nullableText, shape, time, type Wire } from './shape.ts'

const count = z.int().min(0)
const nullableCount = count.nullable()

/** What griot says of a validation that it has made; of all that may stand there, what has to. */
export const validationReport = shape(
  'ValidationReport',
  z.looseObject({ contract_id: z.string(), passed: z.boolean() }),
  {
    description: 'A validation, as griot reports it.',
    examples: { ValidationReport: { contract_id: 'sales.orders', passed: true, row_count: 1200 } },
  },
)

/** A test run as griot has it: of all that it was told, and of what others have reported. */
export const validation = shape(
  'Validation',
  z.object({
    id: z.string(),
    contract_id: nullableText,
    contract_version: nullableText,
    schema_name: nullableText,
    passed: z.boolean(),
    row_count: nullableCount,
    error_count: nullableCount,
    error_rate: z.number().nullable(),
    duration_ms: nullableCount,
    environment: nullableText,
    recorded_at: time,
  }),
  {
    description: 'A validation, as griot has it.',
    examples: {
      Validation: {
        ...{ id: 'griot:spark-orders/sales.orders///2026-03-31T12', contract_id: 'sales.orders' },
        ...{
          contract_version: '1.0.0',
          schema_name: null,
          passed: false,
          row_count: 10_000,
          error_count: 12,
        },
        ...{
          error_rate: 0.0012,
          duration_ms: 4300,
          environment: null,
          recorded_at: '2026-03-31T12:00:01.000Z',
        },
      },
    },
  },
)

/** One page of validations. */
export const validationPage = shape(
  'ValidationPage',
  z.object({ items: z.array(validation), total: count, limit: count, offset: count }),
  {
    description: 'One page of validations, the newest first.',
    examples: { ValidationPage: { items: [], total: 0, limit: 50, offset: 0 } },
  },
)

/** What the validations of a contract come to. */
export const validationStatistics = shape(
  'ValidationStatistics',
  z.object({
    contract_id: z.string(),
    total_runs: count,
    passed_runs: count,
    failed_runs: count,
    pass_rate: z.number(),
    total_rows: count,
    total_errors: count,
    avg_duration_ms: z.number().nullable(),
  }),
  {
    description: 'What validations come to, as griot has it.',
    examples: {
      ValidationStatistics: {
        ...{ contract_id: 'sales.orders', total_runs: 20, passed_runs: 18, failed_runs: 2, pass_rate: 0.9 },
        ...{ total_rows: 200_000, total_errors: 24, avg_duration_ms: 14_100.5 },
      },
    },
  },
)

export function validationJson(run: TestRun): Wire<typeof validation> {
  const { rows, errors } = run
  return {
    id: testRunName(run),
    contract_id: run.contractId ?? null,
    contract_version: run.version ?? null,
    schema_name: run.object ?? null,
    passed: isPassed(run.result),
    row_count: rows ?? null,
    error_count: errors ?? null,
    error_rate: rows && errors !== undefined ? errors / rows : null,
    duration_ms: run.durationMs ?? null,
    environment: run.environment ?? null,
    recorded_at: run.receivedAt.toISOString(),
  }
}

export function validationStatisticsJson(
  contractId: string,
  { runs, results, rows, errors, meanDurationMs }: TestRunFigures,
): Wire<typeof validationStatistics> {
  const passed = results.passed + results.warning
  return {
    ...{ contract_id: contractId, total_runs: runs, passed_runs: passed, failed_runs: runs - passed },
    pass_rate: runs === 0 ? 0 : passed / runs,
    ...{ total_rows: rows, total_errors: errors, avg_duration_ms: meanDurationMs ?? null },
  }
}
