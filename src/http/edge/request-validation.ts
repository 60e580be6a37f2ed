import type { FastifySchemaCompiler } from 'fastify'
import type { z } from 'zod'
import { RegistryError } from '../../domain/errors.ts'

type Issue = Pick<z.core.$ZodIssue, 'path' | 'message'>

const partNames: Record<string, string> = { params: 'path', querystring: 'query', body: 'body' }

/** How many faults of a request its answer lists. */
const maxFaults = 5

/** Checks the parts of requests by the zod schemas of their routes, and says what is wrong in words that callers know. */
export const compileValidator: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart = '' }) => {
  const part = partNames[httpPart] ?? httpPart
  const check = (value: unknown) => {
    const { data, error } = schema.safeParse(value, { error: typeFault })
    return error ? { error: invalidRequest(part, error.issues) } : { value: data }
  }
  if (httpPart !== 'querystring') return check
  // most requests have no query: what that means is found out by the first of them
  let none: ReturnType<typeof check> | undefined
  return (value: unknown) => {
    const isNone = Object.keys(value as object).length === 0
    if (isNone && none) return none
    const checked = check(value)
    if (isNone && !checked.error) {
      none = checked
      // all requests of the route have it
      Object.freeze(checked.value)
    }
    return checked
  }
}

/** Keeps fastify from loading the validators and serializers that it brings: routes are checked by zod and write text. */
export const compilersFactory = { buildValidator: unneeded, buildSerializer: unneeded }

function unneeded(): never {
  throw new Error('a route has a schema of its answers, which nothing here writes by')
}

function invalidRequest(part: string, issues: readonly Issue[]): RegistryError {
  const details = issues.slice(0, maxFaults).map(({ path, message }) => {
    return path.length > 0 ? `${part} parameter ${path.join('/')}: ${message}` : `${part}: ${message}`
  })
  const more = issues.length > maxFaults ? `; and ${issues.length - maxFaults} more` : ''
  return new RegistryError('invalid-request', details.join('; ') + more)
}

const kinds: Record<string, string> = {
  string: 'a string',
  array: 'an array',
  object: 'an object',
  record: 'an object',
  boolean: 'true or false',
}

/** What is wrong with a value of another type, where a schema has no words for it. */
function typeFault({ code, expected, input }: z.core.$ZodRawIssue): string | undefined {
  const kind = code === 'invalid_type' ? kinds[String(expected)] : undefined
  if (kind === undefined) return undefined
  return input === undefined ? `it is missing; expected ${kind}` : `expected ${kind}`
}
