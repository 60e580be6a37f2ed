import { z } from 'zod'
import type { ForCaller } from '../../use-cases/for-caller.ts'
import type { ContractReader } from '../../use-cases/reader.ts'
import type { ContractValidator } from '../../use-cases/validator.ts'
import { documentUpload } from '../openapi/documents.ts'
import { parameters } from '../parameters/closed-object.ts'
import { contractId, contractVersion } from '../parameters/identity.ts'
import { receiveDocuments, uploadOf } from '../representations/document-body.ts'
import type { Server } from '../server.ts'
import { validation, validationJson } from '../wire/document-validation.ts'

const answers = {
  200: {
    name: 'Validated',
    description: 'What the validation says.',
    content: { 'application/json': validation },
  },
}

/** `POST /validate`: whether a document is valid, without publishing it. */
export async function validateDocument(
  server: Server,
  validator: ForCaller<ContractValidator>,
  bodyLimit: number,
): Promise<void> {
  await server.register(async (scope: Server) => {
    receiveDocuments(scope)
    scope.route({
      method: 'POST',
      url: '/validate',
      bodyLimit,
      schema: {
        operationId: 'validate_document',
        summary: 'Validate a document',
        description:
          'Says what is wrong with a document by the schema of its ODCS version, the overlay of this registry, and rules beyond these. Nothing is stored.',
        tags: ['contracts'],
        querystring: parameters({}),
      },
      config: {
        permission: 'read',
        operation: {
          ...documentUpload,
          answers,
        },
      },
      async handler(request) {
        const made = await validator(request.access).validate(uploadOf(request), request.signal)
        return validationJson(made.validation, made.format)
      },
    })
  })
}

/** `GET /contracts/{contract_id}/versions/{contract_version}/validation`: whether what is stored is valid. */
export function getValidation(
  server: Server,
  contracts: ForCaller<ContractReader>,
  validator: ForCaller<ContractValidator>,
): void {
  server.route({
    method: 'GET',
    url: '/contracts/:contract_id/versions/:contract_version/validation',
    schema: {
      operationId: 'get_validation',
      summary: 'Validate a contract version',
      description: 'Says what is wrong with the stored document, as `POST /validate` does.',
      tags: ['contracts'],
      params: z.object({ contract_id: contractId, contract_version: contractVersion }),
      querystring: parameters({}),
    },
    config: {
      permission: 'read',
      operation: { answers, problems: ['contract-not-found', 'version-not-found', 'not-acceptable'] },
    },
    async handler({ params, access, signal }) {
      const identity = { contractId: params.contract_id, version: params.contract_version }
      const stored = await contracts(access).read(identity)
      const made = await validator(access).validateStored(stored, signal)
      return validationJson(made.validation, made.format)
    },
  })
}
