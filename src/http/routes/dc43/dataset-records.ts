import { z } from 'zod'
import type { DatasetRecords } from '../../../use-cases/dataset-records.ts'
import type { ForCaller } from '../../../use-cases/for-caller.ts'
import { reportUpload } from '../../openapi/reports.ts'
import { parameters } from '../../parameters/closed-object.ts'
import { datasetId, datasetVersion } from '../../parameters/dataset.ts'
import { receiveNothing } from '../../representations/no-body.ts'
import { receiveReports, reportBytes, reportLimit } from '../../representations/report-body.ts'
import type { Server } from '../../server.ts'
import { datasetEvent, datasetStatus } from './dataset-bodies.ts'

const tags = ['dc43']
const statusUrl = '/datasets/:dataset_id/versions/:dataset_version/status'
const params = z.object({ dataset_id: datasetId, dataset_version: datasetVersion })

function datasetOf({ dataset_id, dataset_version }: z.output<typeof params>) {
  return { id: dataset_id, version: dataset_version }
}

/** `PUT`, `GET` and `DELETE /datasets/{dataset_id}/versions/{dataset_version}/status`: what a service of dc43 keeps here. */
export async function keepStatuses(server: Server, records: ForCaller<DatasetRecords>): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveReports(scope)
    putStatus(scope, records)
  })
  getStatus(server, records)
  await server.register(async (scope: Server) => {
    receiveNothing(scope)
    deleteStatus(scope, records)
  })
}

function putStatus(server: Server, records: ForCaller<DatasetRecords>): void {
  server.route({
    method: 'PUT',
    url: statusUrl,
    bodyLimit: reportLimit,
    schema: {
      operationId: 'put_dataset_status',
      summary: 'Keep the status that a service of dc43 has found of a dataset version',
      description:
        'As a test run, in place of the last one of the dataset version by that contract version, which need not be known here.',
      tags,
      params,
      querystring: parameters({}),
    },
    config: {
      permission: 'report',
      operation: {
        ...reportUpload,
        requestBody: { content: { 'application/json': datasetStatus } },
        answers: { 204: { description: 'The status is kept.' } },
      },
    },
    async handler(request, reply) {
      const { params, access } = request
      await records(access).keepStatus(reportBytes(request), datasetOf(params), access)
      return reply.code(204).send()
    },
  })
}

function getStatus(server: Server, records: ForCaller<DatasetRecords>): void {
  server.route({
    method: 'GET',
    url: statusUrl,
    schema: {
      operationId: 'get_dataset_status',
      summary: 'Read the last status of a dataset version',
      description: 'As it was sent; where it is that of a test run of another program, what it comes to.',
      tags,
      params,
      querystring: parameters({}),
    },
    config: {
      permission: 'read',
      operation: {
        answers: { 200: { description: 'The status.', content: { 'application/json': datasetStatus } } },
        problems: ['run-not-found'],
      },
    },
    handler: async ({ params, access }, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .send(await records(access).status(datasetOf(params), access)),
  })
}

function deleteStatus(server: Server, records: ForCaller<DatasetRecords>): void {
  server.route({
    method: 'DELETE',
    url: statusUrl,
    schema: {
      operationId: 'delete_dataset_status',
      summary: 'Delete the statuses of a dataset version that services and jobs of dc43 have left',
      description: 'Runs that other programs have reported stay.',
      tags,
      params,
      querystring: parameters({}),
    },
    config: {
      permission: 'report',
      operation: { answers: { 204: { description: 'There is none.' } } },
    },
    async handler({ params, access }, reply) {
      await records(access).removeStatus(datasetOf(params), access)
      return reply.code(204).send()
    },
  })
}

/** `POST /datasets/{dataset_id}/versions/{dataset_version}/activity`: what was done with it, which a service of dc43 keeps. */
export async function keepEvents(server: Server, records: ForCaller<DatasetRecords>): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveReports(scope)
    scope.route({
      method: 'POST',
      url: '/datasets/:dataset_id/versions/:dataset_version/activity',
      bodyLimit: reportLimit,
      schema: {
        operationId: 'post_dataset_activity',
        summary: 'Keep what was done with a dataset version, as services of dc43 do',
        description:
          'The last 100 of a version are kept, and none twice that says when it was. It is no test run.',
        tags,
        params,
        querystring: parameters({}),
      },
      config: {
        permission: 'report',
        operation: {
          ...reportUpload,
          requestBody: { content: { 'application/json': datasetEvent } },
          answers: { 204: { description: 'It is kept.' } },
          problems: [...reportUpload.problems, 'dataset-events-not-kept'],
        },
      },
      async handler(request, reply) {
        const { params, access } = request
        await records(access).keepEvent(reportBytes(request), datasetOf(params), access)
        return reply.code(204).send()
      },
    })
  })
}
