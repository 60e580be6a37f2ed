import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { RegistryError } from '../../domain/errors.ts'

/** How many characters of the digest a cursor has: enough to tell apart what is asked for, not to keep secrets. */
const digestLength = 8

/**
 * Where a list goes on, as text that clients hand back. It belongs to one list, to what was asked for and to the contracts
 * that the caller may see: somebody with another scope can do nothing with it. What it holds is about contracts that
 * were on the page; nobody is kept from making one up, and nobody sees more by it.
 *
 * @param asked the parameters that must stay the same.
 */
export function writeCursor(request: FastifyRequest, asked: unknown, place: unknown): string {
  return Buffer.from(JSON.stringify([digestOf(request, asked), place])).toString('base64url')
}

/** @throws RegistryError `invalid-request` for what is no such cursor, or belongs to something else. */
export function readCursor<Place extends z.ZodType>(
  cursor: string,
  request: FastifyRequest,
  asked: unknown,
  place: Place,
): z.output<Place> {
  const content = jsonOf(Buffer.from(cursor, 'base64url').toString('utf8'))
  const [digest, found] = Array.isArray(content) ? content : []
  const read = place.safeParse(found)
  if (read.success && digest === digestOf(request, asked)) return read.data
  throw new RegistryError(
    'invalid-request',
    'query parameter cursor: it is not one that a page of this list gave to this caller as next_cursor; the other parameters must stay the same',
  )
}

function digestOf({ access, params, exchange }: FastifyRequest, asked: unknown): string {
  const scope = access.scopes.get('read')
  const seen = scope && [scope.ids.toSorted(), scope.prefixes.toSorted()]
  const all = JSON.stringify([exchange.route.operation, params, seen, asked])
  return createHash('sha256').update(all).digest('base64url').slice(0, digestLength)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
