import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import { z } from 'zod'
import { product } from '../../about.ts'
import { Components, type Parameter } from './components.ts'
import type { Answer, Operation, RequestBody } from './operation.ts'
import { problemResponses } from './problems.ts'

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
} as const

interface OpenApiOperation extends Record<string, unknown> {
  operationId?: string
  description?: string
  /** Those of the path and the query. */
  parameters?: Parameter[]
}

interface OpenApiDocument {
  paths?: Record<string, Record<string, OpenApiOperation>>
}

/** Describes the routes that are registered after this in OpenAPI 3.1; `app.swagger()` gives the document. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  const routes = new Map<string, RouteOptions>()
  app.addHook('onRoute', route => {
    if (route.schema?.operationId) routes.set(route.schema.operationId, route)
  })
  const components = new Components()
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: product.name,
        version: product.version,
        description: product.description,
        contact: product.contact,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: { securitySchemes },
      // an empty requirement beside them says that the token may not be needed
      security: [...Object.keys(securitySchemes).map(name => ({ [name]: [] })), {}],
      tags: [
        { name: 'contracts', description: 'Publish, read, promote and delete contract versions.' },
        { name: 'search', description: 'Find contracts and fields by what the documents say.' },
        { name: 'history', description: 'What was changed, when, by whom and why.' },
        { name: 'links', description: 'Which contract a dataset follows.' },
        { name: 'dc43', description: 'What jobs of dc43 ask of a governance service.' },
        { name: 'entropy-data', description: 'What the Data Contract CLI and clients of Entropy Data call.' },
        { name: 'test runs', description: 'How tests of data against contracts ended.' },
        { name: 'griot', description: 'What clients of griot call about validations.' },
        { name: 'service', description: 'The service itself.' },
      ],
    },
    transform: ({ schema, url }) => ({ schema: describedSchema(schema, components), url }),
    transformObject: document =>
      completed(document as { openapiObject: OpenApiDocument }, routes, components) as never,
  })
}

/** The parameters of a route in the terms of JSON Schema. */
function describedSchema(schema: FastifySchema | undefined, components: Components): FastifySchema {
  const { body, ...others } = schema ?? {}
  const described = Object.entries(others).map(([name, part]) => [
    name,
    part instanceof z.ZodType ? components.schema(part) : part,
  ])
  return Object.fromEntries(described)
}

/** Adds to each operation what its route says of answers and problems, and what all of them refer to. */
function completed(
  { openapiObject }: { openapiObject: OpenApiDocument },
  routes: Map<string, RouteOptions>,
  components: Components,
): object {
  const operations = Object.values(openapiObject.paths ?? {}).flatMap(item => Object.values(item))
  for (const { parameters = [] } of operations) for (const one of parameters) components.expectParameter(one)
  const described = ([method, operation]: [string, OpenApiOperation]) => {
    const route = routes.get(operation.operationId ?? '')
    const details = route?.config?.operation
    return [method, details ? describedOperation(operation, route, details, components) : operation]
  }
  const paths = Object.entries(openapiObject.paths ?? {}).map(([path, item]) => {
    return [path, Object.fromEntries(Object.entries(item).map(described))]
  })
  // relative to the description itself, wherever a proxy has it
  const servers = [{ url: '.' }]
  return {
    ...openapiObject,
    ...{ paths: Object.fromEntries(paths), servers },
    components: { ...components.toJSON(), securitySchemes },
  }
}

/** An operation in the order in which it is read. */
function describedOperation(
  { parameters: sent = [], description: text = '', ...others }: OpenApiOperation,
  { schema, config }: RouteOptions,
  { answers, problems = [], requestHeaders = [], requestBody }: Operation,
  components: Components,
): object {
  const permission = config?.permission
  const open = permission === 'none'
  const needed = permission === undefined || open ? '' : `Needs the permission \`${permission}\`.`
  const description = `${text} ${needed}`.trim()
  const parameters = [
    ...sent.filter(one => one.in === 'path').map(one => components.parameter(one)),
    ...sent.filter(one => one.in !== 'path').map(one => components.parameter(one)),
    ...requestHeaders.map(name => components.requestHeader(name)),
  ]
  const body = requestBody ?? checkedBody(schema)
  const { responses: _, ...names } = others
  return {
    ...names,
    ...(description && { description }),
    ...(open && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: describedBody(body, components) }),
    responses: { ...answersOf(answers, components), ...problemResponses(problems, open, components) },
  }
}

function describedBody({ name, description, content }: RequestBody, components: Components): object {
  const body = {
    required: true,
    ...(description !== undefined && { description }),
    content: components.content(content),
  }
  return name === undefined ? body : components.requestBody(name, body)
}

/** The body that a route checks by a schema. */
function checkedBody(schema: FastifySchema | undefined): RequestBody | undefined {
  return schema?.body instanceof z.ZodType ? { content: { 'application/json': schema.body } } : undefined
}

function answersOf(answers: Readonly<Record<number, Answer>>, components: Components): object {
  const described = Object.entries(answers).map(([status, { name, description, headers, content }]) => {
    const response = {
      description,
      ...(headers && { headers: components.headers(headers) }),
      ...(content && { content: components.content(content) }),
    }
    return [status, name ? components.response(name, response) : response]
  })
  return Object.fromEntries(described)
}
