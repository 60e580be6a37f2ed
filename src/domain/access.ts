import { RegistryError } from './errors.ts'
import { quotedName } from './excerpt.ts'
import { isInScope, type Scope } from './scope.ts'

/**
 * What an operation may need: `read` contracts, `report` test runs, `write` drafts and proposals, `link` datasets, `promote` versions to
 * and from statuses that others rely on, and `admin` to set rules aside.
 */
export type Permission = 'read' | 'report' | 'write' | 'link' | 'promote' | 'admin'

/** The permissions of each role, from the least to the most. */
export const permissionsOf = {
  reader: ['read'],
  reporter: ['read', 'report'],
  publisher: ['read', 'report', 'write'],
  steward: ['read', 'report', 'write', 'link', 'promote'],
  admin: ['read', 'report', 'write', 'link', 'promote', 'admin'],
} as const satisfies Record<string, readonly Permission[]>

/** Who asks, and what they may do. */
export interface Access {
  /** Their name, as the history and the log have it. */
  readonly caller: string
  /** The highest of their roles, for messages to them. */
  readonly role: string
  /** The contracts for which they have each of their permissions; undefined stands for all of them. */
  readonly scopes: ReadonlyMap<Permission, Scope | undefined>
}

/** Who has a permission, in words. A role has all that those before it have. */
function rolesWith(permission: Permission): string {
  const roles = Object.entries<readonly Permission[]>(permissionsOf)
  const names = roles.flatMap(([role, given]) => (given.includes(permission) ? [role] : []))
  return names.length === 1 ? `the role ${names[0]} has` : `the roles ${names.join(', ')} have`
}

/** Why a caller may not do something that needs a permission; undefined when they may, for some contract at least. */
export function permissionFault(
  { caller, role, scopes }: Access,
  permission: Permission,
  purpose = 'this',
): RegistryError | undefined {
  if (scopes.has(permission)) return undefined
  const needed = `the permission "${permission}", which ${rolesWith(permission)}`
  const who = `the caller ${JSON.stringify(caller)} has the role ${role}`
  return new RegistryError('forbidden', `${purpose} needs ${needed}; ${who}`)
}

/**
 * Why a caller may not do something to a contract. It is decided by the id alone, so that it says nothing about what is there.
 *
 * @param purpose what the permission is needed for.
 */
export function accessFault(
  access: Access,
  permission: Permission,
  contractId: string,
  purpose?: string,
): RegistryError | undefined {
  const fault = permissionFault(access, permission, purpose)
  if (fault || isInScope(access.scopes.get(permission), contractId)) return fault
  const contract = quotedName(contractId)
  return new RegistryError(
    'out-of-scope',
    `the caller ${JSON.stringify(access.caller)} has the permission "${permission}" for other contracts only, not for ${contract}`,
  )
}
