import type { z } from 'zod'
import type { ProblemCode } from '../wire/problem-kinds.ts'
import type { HeaderName, RequestHeaderName } from './headers.ts'

/** The shape of a body in each of its media types. */
export type Content = Readonly<Record<string, z.ZodType>>

/** A successful answer. */
export interface Answer {
  /** Its name in `components.responses`, when several operations have it. */
  readonly name?: string
  readonly description: string
  readonly headers?: readonly HeaderName[]
  readonly content?: Content
}

/** The body of a request. */
export interface RequestBody {
  /** Its name in `components.requestBodies`, when several operations take it. */
  readonly name?: string
  readonly description?: string
  readonly content: Content
}

/** What the API description says of a route beyond its parameters, which come from the schemas that check them. */
export interface Operation {
  /** The successful answers, by status. */
  readonly answers: Readonly<Record<number, Answer>>
  /** The problems that are particular to the route; those that any route may have are added. */
  readonly problems?: readonly ProblemCode[]
  /** Request headers that the route understands. */
  readonly requestHeaders?: readonly RequestHeaderName[]
  /** A body that is not checked by a schema. */
  readonly requestBody?: RequestBody
}

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation
  }
}
