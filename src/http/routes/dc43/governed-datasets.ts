import type { ForCaller } from '../../../use-cases/for-caller.ts'
import type { GovernedDatasets } from '../../../use-cases/governed-datasets.ts'
import { parameters } from '../../parameters/closed-object.ts'
import {
  governedDataset,
  requiredDatasetVersion,
  wantedDatasetVersion,
  wantedDatasetVersions,
} from '../../parameters/dataset.ts'
import { contractId, contractVersion } from '../../parameters/identity.ts'
import { flag, oneValue, several } from '../../parameters/query.ts'
import type { Server } from '../../server.ts'
import { governanceValidation } from '../../wire/governance.ts'
import {
  activitiesText,
  datasetActivities,
  datasetIds,
  datasetMetrics,
  metricsText,
  statusMatrix,
  statusMatrixJson,
} from '../../wire/governed-dataset.ts'

const governedContract = oneValue(contractId).meta({ type: 'string', description: 'The contract id.' })
const governedVersion = oneValue(contractVersion).meta({
  type: 'string',
  description: 'The contract version.',
})
/** Which metrics are wanted. */
export const wantedContract = oneValue(contractId.optional()).meta({
  type: 'string',
  description: 'Only metrics by this contract.',
})
export const wantedVersion = oneValue(contractVersion.optional()).meta({
  type: 'string',
  description: 'Only metrics by this version of it.',
})

/**
 * `GET /governance/status`, `/governance/status-matrix`, `/governance/datasets`, `/governance/activity` and
 * `/governance/metrics`: what jobs, and those who look after them, are told of datasets.
 */
export function governedDatasets(server: Server, datasets: ForCaller<GovernedDatasets>): void {
  getStatus(server, datasets)
  getStatusMatrix(server, datasets)
  listIds(server, datasets)
  listActivities(server, datasets)
  listMetrics(server, datasets)
}

function getStatus(server: Server, datasets: ForCaller<GovernedDatasets>): void {
  server.route({
    method: 'GET',
    url: '/governance/status',
    schema: {
      operationId: 'get_governed_status',
      summary: 'Read the last verdict on a dataset version by a contract version',
      description: 'That of its last test run, whoever has reported it.',
      tags: ['dc43'],
      querystring: parameters({
        contract_id: governedContract,
        contract_version: governedVersion,
        dataset_id: governedDataset,
        dataset_version: requiredDatasetVersion,
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: { description: 'The verdict.', content: { 'application/json': governanceValidation } },
        },
        problems: ['run-not-found'],
      },
    },
    handler: async ({ query, access }, reply) =>
      reply.send(
        await datasets(access).status(
          {
            ...{ contractId: query.contract_id, contractVersion: query.contract_version },
            ...{ datasetId: query.dataset_id, datasetVersion: query.dataset_version },
          },
          access,
        ),
      ),
  })
}

function getStatusMatrix(server: Server, datasets: ForCaller<GovernedDatasets>): void {
  server.route({
    method: 'GET',
    url: '/governance/status-matrix',
    schema: {
      operationId: 'list_governed_statuses',
      summary: 'Read the last verdicts on the versions of a dataset by all contract versions',
      description: 'By the last 100 test runs and links, and the last 1,000 events.',
      tags: ['dc43'],
      querystring: parameters({
        dataset_id: governedDataset,
        contract_id: several(contractId).meta({
          type: 'array',
          items: { type: 'string' },
          description: 'Only verdicts by these contracts.',
        }),
        dataset_version: wantedDatasetVersions,
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: { 200: { description: 'The verdicts.', content: { 'application/json': statusMatrix } } },
        problems: [],
      },
    },
    async handler({ query, access }) {
      const { dataset_id: datasetId, contract_id: contractIds, dataset_version: datasetVersions } = query
      return statusMatrixJson(
        datasetId,
        await datasets(access).judgements(datasetId, { contractIds, datasetVersions }, access),
      )
    },
  })
}

function listIds(server: Server, datasets: ForCaller<GovernedDatasets>): void {
  server.route({
    method: 'GET',
    url: '/governance/datasets',
    schema: {
      operationId: 'list_governed_datasets',
      summary: 'List the datasets that were tested or linked',
      description: 'The first 10,000.',
      tags: ['dc43'],
      querystring: parameters({}),
    },
    config: {
      permission: 'read',
      operation: {
        answers: { 200: { description: 'Their ids.', content: { 'application/json': datasetIds } } },
        problems: [],
      },
    },
    handler: async ({ access }, reply) => reply.send(await datasets(access).datasets(access)),
  })
}

function listActivities(server: Server, datasets: ForCaller<GovernedDatasets>): void {
  server.route({
    method: 'GET',
    url: '/governance/activity',
    schema: {
      operationId: 'list_governed_activity',
      summary: 'List what was done with the versions of a dataset',
      description: 'The last 100 test runs, and the last 100 links of versions without any.',
      tags: ['dc43'],
      querystring: parameters({
        dataset_id: governedDataset,
        dataset_version: wantedDatasetVersion,
        include_status: flag('Also the last verdict on each version.'),
      }),
    },
    config: {
      permission: 'read',
      operation: {
        answers: {
          200: {
            description: 'An item for each version.',
            content: { 'application/json': datasetActivities },
          },
        },
        problems: [],
      },
    },
    async handler({ query, access }, reply) {
      const wanted = { datasetId: query.dataset_id, datasetVersion: query.dataset_version }
      const activities = await datasets(access).activities(wanted, access)
      const text = activitiesText(activities, { withStatus: query.include_status })
      return reply.type('application/json; charset=utf-8').send(text)
    },
  })
}

function listMetrics(server: Server, datasets: ForCaller<GovernedDatasets>): void {
  server.route({
    method: 'GET',
    url: '/governance/metrics',
    schema: {
      operationId: 'list_governed_metrics',
      summary: 'List what was counted in the versions of a dataset',
      description: 'By the last 100 test runs whose reports are kept.',
      tags: ['dc43'],
      querystring: parameters({
        dataset_id: governedDataset,
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
        problems: [],
      },
    },
    async handler({ query, access }, reply) {
      const wanted = {
        ...{ contractId: query.contract_id, contractVersion: query.contract_version },
        ...{ datasetId: query.dataset_id, datasetVersion: query.dataset_version },
      }
      const metrics = await datasets(access).metrics(wanted, access)
      return reply.type('application/json; charset=utf-8').send(metricsText(metrics))
    },
  })
}
