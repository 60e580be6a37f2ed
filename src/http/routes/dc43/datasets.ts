import { z } from 'zod'
import type { DatasetRecords } from '../../../use-cases/dataset-records.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import { parameters } from '../../parameters/closed-object.ts'
import { datasetId, datasetVersion, wantedDatasetVersion } from '../../parameters/dataset.ts'
import type { Server } from '../../server.ts'
import {
  activitiesText,
  datasetActivities,
  datasetIds,
  datasetMetrics,
  metricsText,
} from '../../wire/governed-dataset.ts'
import { wantedContract, wantedVersion } from './governed-datasets.ts'

const tags = ['dc43']
const ofDataset = z.object({ dataset_id: datasetId })
const activities = {
  200: { description: 'An item for each version.', content: { 'application/json': datasetActivities } },
} as const

/**
 * `GET /datasets`, `/datasets/{dataset_id}/activity` and `/datasets/{dataset_id}/metrics`: what a service of dc43 that keeps
 * its datasets here reads of them. It also writes, see `keepStatuses`, `keepEvents` and `keepLinks`.
 */
export function readDatasets(server: Server, records: ForCaller<DatasetRecords>): void {
  listIds(server, records)
  listActivities(server, records)
  listVersionActivities(server, records)
  listMetrics(server, records)
}

function listIds(server: Server, records: ForCaller<DatasetRecords>): void {
  server.route({
    method: 'GET',
    url: '/datasets',
    schema: {
      operationId: 'list_dataset_ids',
      summary: 'List the datasets that were tested, or with which something was done',
      description: 'The first 10,000.',
      tags,
      querystring: parameters({}),
    },
    config: {
      permission: 'read',
      operation: {
        answers: { 200: { description: 'Their ids.', content: { 'application/json': datasetIds } } },
      },
    },
    handler: async ({ access }, reply) => reply.send(await records(access).datasets(access)),
  })
}

function listActivities(server: Server, records: ForCaller<DatasetRecords>): void {
  server.route({
    method: 'GET',
    url: '/datasets/:dataset_id/activity',
    schema: {
      operationId: 'list_dataset_activity',
      summary: 'List what was done with the versions of a dataset',
      description: 'As `list_governed_activity`, without versions that are linked only.',
      tags,
      params: ofDataset,
      // dc43 sends it without a value
      querystring: parameters({ version: wantedDatasetVersion }),
    },
    config: { permission: 'read', operation: { answers: activities } },
    async handler({ params, query, access }, reply) {
      const wanted = { datasetId: params.dataset_id, datasetVersion: query.version || undefined }
      const found = await records(access).activities(wanted, access)
      return reply.type('application/json; charset=utf-8').send(activitiesText(found, { withStatus: false }))
    },
  })
}

function listVersionActivities(server: Server, records: ForCaller<DatasetRecords>): void {
  server.route({
    method: 'GET',
    url: '/datasets/:dataset_id/versions/:dataset_version/activity',
    schema: {
      operationId: 'get_dataset_activity',
      summary: 'Read what was done with a version of a dataset',
      description: 'A list with one item, or none.',
      tags,
      params: z.object({ dataset_id: datasetId, dataset_version: datasetVersion }),
      querystring: parameters({}),
    },
    config: { permission: 'read', operation: { answers: activities } },
    async handler({ params, access }, reply) {
      const wanted = { datasetId: params.dataset_id, datasetVersion: params.dataset_version }
      const found = await records(access).activities(wanted, access)
      return reply.type('application/json; charset=utf-8').send(activitiesText(found, { withStatus: false }))
    },
  })
}

function listMetrics(server: Server, records: ForCaller<DatasetRecords>): void {
  server.route({
    method: 'GET',
    url: '/datasets/:dataset_id/metrics',
    schema: {
      operationId: 'list_dataset_metrics',
      summary: 'List what was counted in the versions of a dataset',
      description: 'As `list_governed_metrics`.',
      tags,
      params: ofDataset,
      querystring: parameters({
        dataset_version: wantedDatasetVersion,
        contract_id: wantedContract,
        contract_version: wantedVersion,
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: { description: 'The metrics.', content: { 'application/json': datasetMetrics } },
        },
      },
    },
    async handler({ params, query, access }, reply) {
      const wanted = {
        ...{ contractId: query.contract_id, contractVersion: query.contract_version },
        ...{ datasetId: params.dataset_id, datasetVersion: query.dataset_version },
      }
      const metrics = await records(access).metrics(wanted, access)
      return reply.type('application/json; charset=utf-8').send(metricsText(metrics))
    },
  })
}
