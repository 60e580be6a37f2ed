import type { JWTPayload } from 'jose'
import { type Scope, scopeOf } from '../../domain/scope.ts'
import type { Grant, Role } from '../roles.ts'

/** The most patterns a claim may have: each becomes a part of the queries to the database. */
const maxPatterns = 200

/** The longest name that the history holds. */
const maxNameLength = 255

/** What a value of the roles claim gives. */
interface MappedRole {
  readonly role: Role
  /** Undefined when the mapping names no contracts. */
  readonly contracts: readonly string[] | undefined
}

/** The claims of a token that the service reads. */
export interface ClaimRules {
  readonly nameClaim: string
  readonly rolesClaim: string
  readonly roleMapping: ReadonlyMap<string, MappedRole>
  /** The claim with the contracts, for roles whose mapping names none. */
  readonly contractsClaim: string | undefined
}

/** The name of the caller: the configured claim, or the subject; undefined when the token has neither. */
export function nameIn(
  payload: JWTPayload,
  { nameClaim }: Pick<ClaimRules, 'nameClaim'>,
): string | undefined {
  const name = [valueAt(payload, nameClaim), payload.sub].find(
    one => typeof one === 'string' && one.trim() !== '',
  )
  return typeof name === 'string' ? name.trim().toWellFormed().slice(0, maxNameLength) : undefined
}

/** The grants by the roles in a token. Values that the mapping does not name are ignored. */
export function grantsIn(payload: JWTPayload, rules: ClaimRules): Grant[] {
  const { rolesClaim, roleMapping, contractsClaim } = rules
  const claimed = contractsClaim === undefined ? undefined : scopeIn(payload, contractsClaim)
  return textsIn(valueAt(payload, rolesClaim)).flatMap(value => {
    const mapped = roleMapping.get(value)
    if (!mapped) return []
    const scope = mapped.contracts ? scopeOf(mapped.contracts) : claimed
    return [{ role: mapped.role, scope }]
  })
}

/** The contracts a claim names: none when the claim is missing, or has more patterns than a query can have. */
function scopeIn(payload: JWTPayload, claim: string): Scope | undefined {
  const patterns = textsIn(valueAt(payload, claim))
  return scopeOf(patterns.length > maxPatterns ? [] : patterns)
}

/** A claim by its whole name, which may have dots, or by the path to it: `realm_access.roles`. */
function valueAt(payload: JWTPayload, path: string): unknown {
  if (Object.hasOwn(payload, path)) return payload[path]
  return path.split('.').reduce<unknown>((outer, name) => {
    const isObject = typeof outer === 'object' && outer !== null && Object.hasOwn(outer, name)
    return isObject ? Reflect.get(outer, name) : undefined
  }, payload)
}

/** The texts of a list, or the words of a text, as OAuth writes scopes. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.split(' ').filter(Boolean)
  return Array.isArray(value) ? value.filter(one => typeof one === 'string' && one !== '') : []
}
