import type { ProblemCode } from '../problem.ts'

/** What the API description says of a route beyond its parameters, which come from the schemas that check them. */
export interface Operation {
  /** The successful answers, by status, as OpenAPI response objects. */
  readonly answers: Readonly<Record<number, object>>
  /** The problems that are particular to the route; those that any route may have are added. */
  readonly problems?: readonly ProblemCode[]
  /** Request headers of `components.parameters` that the route understands. */
  readonly requestHeaders?: readonly string[]
  /** An OpenAPI request body object, for bodies that are not checked by a schema. */
  readonly requestBody?: object
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation
  }
}
