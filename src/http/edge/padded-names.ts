import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'

/** The parameters of paths and queries that name a contract or a version. */
const names = ['contract_id', 'contract_version', 'from', 'to', 'version']

/**
 * Refuses names with white space at their ends. A database that passes over blanks there would find another contract by
 * them, whose answer, or whose deletion, nobody has asked for.
 */
export function refusePaddedNames(app: FastifyInstance): void {
  app.addHook('preHandler', (request, _, done) => {
    requireExact('path', request.params)
    requireExact('query', request.query)
    done()
  })
}

function requireExact(place: string, given: FastifyRequest['params']): void {
  const values = (given ?? {}) as Readonly<Record<string, unknown>>
  for (const name of names) {
    const value = values[name]
    if (typeof value === 'string' && value.trim() !== value)
      throw new RegistryError(
        'invalid-request',
        `${place} parameter ${name}: it begins or ends with white space, which the database does not tell from a name without`,
      )
  }
}
