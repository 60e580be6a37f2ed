import { type Access, type Permission, permissionsOf } from '../domain/access.ts'
import type { Scope } from '../domain/scope.ts'

/** What callers may do, by one word. */
export type Role = keyof typeof permissionsOf

/** All roles, from the least to the most. */
export const roles = Object.keys(permissionsOf) as [Role, ...Role[]]

/** A role for the contracts of a scope; undefined for all of them. */
export interface Grant {
  readonly role: Role
  readonly scope: Scope | undefined
}

/** All that several grants allow: each permission for the contracts of every grant that has it. */
export function accessOf(caller: string, grants: readonly Grant[]): Access {
  const scopes = new Map<Permission, Scope | undefined>()
  for (const { role, scope } of grants) {
    for (const permission of permissionsOf[role]) {
      const known = scopes.get(permission)
      scopes.set(permission, scopes.has(permission) ? unionOf(known, scope) : scope)
    }
  }
  const role = roles.findLast(one => grants.some(grant => grant.role === one)) ?? 'none'
  return { caller, role, scopes }
}

function unionOf(a: Scope | undefined, b: Scope | undefined): Scope | undefined {
  if (!a || !b) return undefined
  return { ids: [...a.ids, ...b.ids], prefixes: [...a.prefixes, ...b.prefixes] }
}
