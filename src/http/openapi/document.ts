import swagger from '@fastify/swagger'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { product } from '../../product.ts'
import { dryRunSchema } from '../dry-run.ts'
import { eventSchema } from '../history-page.ts'
import { hitSchema } from '../hits.ts'
import type { ProblemCode } from '../problem.ts'
import { summarySchema } from '../summary.ts'
import { documentSchema } from './documents.ts'
import { headers, requestHeaders } from './headers.ts'
import type { Operation } from './operation.ts'
import { problemResponses, problemSchema } from './problems.ts'

/** What any operation may answer, whatever it does. */
const commonProblems: ProblemCode[] = ['internal-error']
const storeProblems: ProblemCode[] = [
  'invalid-request',
  'unauthenticated',
  'forbidden',
  'too-many-attempts',
  'rate-limited',
  'identity-provider-unavailable',
  'store-busy',
  'store-unavailable',
  'overloaded',
]

/** How callers authenticate. What the service was configured with is not known here. */
const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'A token that the service was given.' },
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'The same in another header.' },
  oidc: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A signed token of the OpenID Connect issuer that the service trusts.',
  },
}

type OpenApiOperation = Record<string, unknown> & { operationId?: string }

/** Describes the routes that are registered after this in OpenAPI 3.1; `app.swagger()` gives the document. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  const routes = new Map<string, RouteOptions>()
  app.addHook('onRoute', route => {
    if (route.schema?.operationId) routes.set(route.schema.operationId, route)
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: product.name,
        version: product.version,
        description: product.description,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: [
        { name: 'contracts', description: 'Publish, read, promote and delete contract versions.' },
        { name: 'search', description: 'Find contracts and fields by what the documents say.' },
        { name: 'history', description: 'What was changed, when, by whom and why.' },
        { name: 'links', description: 'Which contract a dataset follows.' },
        { name: 'service', description: 'The service itself.' },
      ],
    },
    transform: jsonSchemaTransform,
    transformObject: document => completed(document as { openapiObject: OpenApiDocument }, routes) as never,
  })
}

interface OpenApiDocument {
  paths?: Record<string, Record<string, OpenApiOperation>>
}

/** Adds to each operation what its route says of answers and problems, and what all of them refer to. */
function completed({ openapiObject }: { openapiObject: OpenApiDocument }, routes: Map<string, RouteOptions>) {
  for (const item of Object.values(openapiObject.paths ?? {})) {
    for (const operation of Object.values(item)) {
      const route = routes.get(operation.operationId ?? '')
      if (route?.config?.operation)
        describeOperation(operation, route.config.operation, route.config.permission)
    }
  }
  const described = {
    ...openapiObject,
    components: {
      schemas: {
        Contract: documentSchema,
        VersionSummary: summarySchema,
        HistoryEvent: eventSchema,
        DryRun: dryRunSchema,
        SearchHit: hitSchema,
        Problem: problemSchema,
      },
      headers,
      parameters: requestHeaders,
      securitySchemes,
    },
  }
  // parts that several operations share would be written as YAML anchors, which not every tool reads
  return JSON.parse(JSON.stringify(described))
}

function describeOperation(
  operation: OpenApiOperation,
  described: Operation,
  permission: string | undefined,
): void {
  const open = permission === 'none'
  const problems = [...(described.problems ?? []), ...(open ? [] : storeProblems), ...commonProblems]
  operation.responses = { ...described.answers, ...problemResponses(problems) }
  const headerParameters = (described.requestHeaders ?? []).map(name => ({
    $ref: `#/components/parameters/${name}`,
  }))
  if (headerParameters.length > 0) {
    operation.parameters = [...((operation.parameters as object[] | undefined) ?? []), ...headerParameters]
  }
  if (described.requestBody) operation.requestBody = described.requestBody
  if (permission !== undefined && !open) {
    operation.description = `${operation.description ?? ''} Needs the permission \`${permission}\`.`.trim()
  }
  // an empty requirement beside them says that the token may not be needed
  operation.security = open ? [] : [...Object.keys(securitySchemes).map(name => ({ [name]: [] })), {}]
}
