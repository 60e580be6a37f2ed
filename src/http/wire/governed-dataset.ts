import { z } from 'zod'
import { withTextMembers } from '../../domain/document/text-member.ts'
import type { DatasetActivity, DatasetJudgement, Metric } from '../../use-cases/dataset-records.ts'
import { governanceValidation } from './governance.ts'
import { shape, time } from './shape.ts'

const object = z.record(z.string(), z.unknown())

const subject = {
  dataset_id: z.string(),
  dataset_version: z.string(),
  contract_id: z.string(),
  contract_version: z.string(),
}

const exampleSubject = {
  dataset_id: 'table:gold.orders',
  dataset_version: '2024-01-01',
  contract_id: 'sales.orders',
  contract_version: '1.0.0',
}

/** The ids of datasets. */
export const datasetIds = shape('DatasetIds', z.array(z.string()), {
  description: 'The ids of datasets, ascending.',
  examples: { DatasetIds: ['table:gold.orders'] },
})

/** What was done with versions of a dataset. */
export const datasetActivities = shape(
  'DatasetActivities',
  z.array(
    z.object({
      ...subject,
      events: z.array(object),
      lineage_event: object.optional().meta({ description: 'Of OpenLineage, the last one.' }),
      validation_status: object.optional().meta({ description: 'The last verdict.' }),
    }),
  ),
  {
    description: 'What was done with versions of a dataset, as dc43 has it: the last event comes last.',
    examples: {
      DatasetActivities: [
        {
          ...exampleSubject,
          events: [
            {
              ...{ operation: 'write', contract_id: 'sales.orders', contract_version: '1.0.0' },
              ...{ pipeline_context: { io: 'write' }, observations_reused: false, dq_status: 'ok' },
              ...{ dq_details: { violations: 0 }, recorded_at: '2024-01-01T06:00:00.000Z' },
            },
          ],
        },
      ],
    },
  },
)

/** Activities as JSON, in which each event is as it was sent. */
export function activitiesText(
  activities: readonly DatasetActivity[],
  { withStatus }: { withStatus: boolean },
): string {
  const texts = activities.map(({ subject, events, lineage, verdict }) => {
    return withTextMembers(subject, {
      events: `[${events.join(',')}]`,
      ...(lineage !== undefined && { lineage_event: lineage }),
      ...(withStatus && verdict && { validation_status: JSON.stringify(verdict.validation) }),
    })
  })
  return `[${texts.join(',')}]`
}

/** Metrics as JSON, whose numbers are as Python writes them. */
export function metricsText(metrics: readonly Metric[]): string {
  const texts = metrics.map(({ subject, recordedAt, name, text, number }) => {
    const status_recorded_at = recordedAt.toISOString()
    const metric = { ...subject, status_recorded_at, metric_key: name, metric_value: text }
    return withTextMembers(metric, { metric_numeric_value: number ?? 'null' })
  })
  return `[${texts.join(',')}]`
}

/** The verdicts on versions of a dataset. */
export const statusMatrix = shape(
  'StatusMatrix',
  z.object({
    dataset_id: z.string(),
    entries: z.array(z.object({ ...subject, status: governanceValidation.nullable() })),
  }),
  {
    description:
      'The last verdict on each dataset version by each contract version; null where there is none.',
    examples: {
      StatusMatrix: { dataset_id: 'table:gold.orders', entries: [{ ...exampleSubject, status: null }] },
    },
  },
)

/** Judgements of a dataset on the wire. */
export function statusMatrixJson(datasetId: string, judgements: readonly DatasetJudgement[]) {
  const entries = judgements.map(({ subject, verdict }) => ({
    ...subject,
    status: verdict?.validation ?? null,
  }))
  return { dataset_id: datasetId, entries }
}

/** What was counted in versions of a dataset. */
export const datasetMetrics = shape(
  'DatasetMetrics',
  z.array(
    z.object({
      ...subject,
      status_recorded_at: time,
      metric_key: z.string(),
      metric_value: z.string().nullable(),
      metric_numeric_value: z.number().nullable(),
    }),
  ),
  {
    description: 'What was counted in versions of a dataset, as dc43 has it.',
    examples: {
      DatasetMetrics: [
        {
          ...exampleSubject,
          status_recorded_at: '2024-01-01T06:00:00.000Z',
          metric_key: 'violations.not_null_order_id',
          metric_value: '3',
          metric_numeric_value: 3,
        },
      ],
    },
  },
)
