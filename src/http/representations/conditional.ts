import type { FastifyRequest } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'
import type { VersionState } from '../../stores/store.ts'
import type { Precondition } from '../../use-cases/plan-change.ts'
import { entityTag, parseEntityTags, requireEntityTags, type Tagged } from './entity-tag.ts'

/**
 * Whether an `If-None-Match` field says that the client has the representation already (RFC 9110, section 13.1.2):
 * `*` or a list of tags, compared weakly. A field that does not follow the grammar matches nothing.
 *
 * @param etag the strong entity tag of the representation, quotes included.
 */
export function isNotModified(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  if (ifNoneMatch === etag) return true
  const tags = parseEntityTags(ifNoneMatch)
  return tags === '*' || (tags?.some(({ tag }) => tag === etag) ?? false)
}

/**
 * Whether an `If-Match` field of a read names the representation (RFC 9110, section 13.1.1).
 *
 * @throws RegistryError `precondition-failed` when it does not.
 */
export function requireMatch(ifMatch: string | undefined, etag: string): void {
  if (ifMatch === undefined) return
  const tags = parseEntityTags(ifMatch)
  if (tags === '*' || tags?.some(({ tag, isWeak }) => !isWeak && tag === etag)) return
  throw new RegistryError('precondition-failed', `the entity tag is ${etag}, which If-Match does not name`)
}

/**
 * What the `If-Match` and `If-None-Match` fields of a request that writes say about the state of a version. The tags
 * of its JSON and of its YAML representation both name a state.
 *
 * @throws RegistryError `invalid-request` when a field does not follow the grammar.
 */
export function preconditionOf({ headers }: Pick<FastifyRequest, 'headers'>): Precondition {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers
  const wanted = ifMatch === undefined ? undefined : requireEntityTags('If-Match', ifMatch)
  const unwanted = ifNoneMatch === undefined ? undefined : requireEntityTags('If-None-Match', ifNoneMatch)
  return {
    namesState: wanted !== undefined,
    fault(stored) {
      const tags = stored ? tagsOf(stored) : []
      const isWanted =
        wanted === undefined ||
        (wanted === '*'
          ? stored !== undefined
          : wanted.some(({ tag, isWeak }) => !isWeak && tags.includes(tag)))
      if (!isWanted) return failed('If-Match', stored)
      const isUnwanted =
        unwanted !== undefined &&
        (unwanted === '*' ? stored !== undefined : unwanted.some(({ tag }) => tags.includes(tag)))
      return isUnwanted ? failed('If-None-Match', stored) : undefined
    },
  }
}

function tagsOf(stored: Tagged): string[] {
  return [entityTag(stored, 'json'), entityTag(stored, 'yaml')]
}

function failed(field: string, stored: VersionState | undefined): RegistryError {
  const state = stored
    ? `the version is at revision ${stored.revision} with the entity tag ${entityTag(stored, 'json')}`
    : 'there is no such version'
  return new RegistryError('precondition-failed', `${state}, so ${field} does not hold; nothing was changed`)
}
