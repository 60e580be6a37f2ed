import { z } from 'zod'
import { RegistryError } from '../../domain/errors.ts'
import { quotedExcerpt } from '../../domain/excerpt.ts'
import { servedSchema, servedSchemas } from '../../validation/served-schema.ts'
import { parameters } from '../parameters/closed-object.ts'
import type { Server } from '../server.ts'
import { shape } from '../wire/shape.ts'

const jsonSchema = shape('JsonSchema', z.record(z.string(), z.unknown()), {
  description: 'A JSON Schema, draft 2019-09.',
  examples: { JsonSchema: { $schema: 'https://json-schema.org/draft/2019-09/schema', type: 'object' } },
})

/**
 * `GET /api/schemas/{name}`: the JSON Schema that documents are validated by, for other tools. Like the API description,
 * it is there for everybody: those tools send no token.
 */
export function getSchema(server: Server, overlay: string | undefined): void {
  server.route({
    method: 'GET',
    url: '/api/schemas/:name',
    schema: {
      operationId: 'get_schema',
      summary: 'Read a JSON Schema',
      description:
        'The official JSON Schema of a version of ODCS, with the overlay of this registry as one schema: `odcs-3.1.0.schema.json`, or `odcs.schema.json` for the newest version.',
      tags: ['service'],
      params: z.object({ name: z.string().meta({ examples: ['odcs-3.1.0.schema.json'] }) }),
      querystring: parameters({}),
    },
    config: {
      permission: 'none',
      operation: {
        answers: {
          200: {
            description: 'The schema.',
            content: { 'application/schema+json': jsonSchema },
          },
        },
        problems: ['schema-not-found'],
      },
    },
    async handler({ params: { name } }, reply) {
      const text = servedSchema(name, overlay)
      if (text === undefined)
        throw new RegistryError(
          'schema-not-found',
          `there is no schema ${quotedExcerpt(name)}; there are ${servedSchemas.join(', ')}`,
        )
      return reply.type('application/schema+json; charset=utf-8').send(text)
    },
  })
}
