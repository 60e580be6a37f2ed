import { RegistryError } from './errors.ts'
import { quotedName } from './excerpt.ts'
import { isInScope, type Scope } from './scope.ts'

/**
 * What an operation may need: `read` contracts, `report` test runs, `write` drafts and proposals, `link` datasets, `promote` versions to
 * and from statuses that others rely on, and `admin` to set rules aside.
 */
export type Permission = 'read' | 'report' | 'write' | 'link' | 'promote' | 'admin'

/** Who asks, and what they may do. */
export interface Access {
  /** Their name, as the history and the log have it. */
  readonly caller: string
  /** The highest of their roles, for messages to them. */
  readonly role: string
  /** The contracts for which they have each of their permissions; undefined stands for all of them. */
  readonly scopes: ReadonlyMap<Permission, Scope | undefined>
}

/** Why a caller may not do something that needs a permission; undefined when they may, for some contract at least. */
export function permissionFault(
  { caller, role, scopes }: Access,
  permission: Permission,
  purpose = 'this',
): RegistryError | undefined {
  if (scopes.has(permission)) return undefined
  const who = `${JSON.stringify(caller)} has the role ${role}, which does not give it`
  return new RegistryError('forbidden', `${purpose} needs the permission "${permission}"; the caller ${who}`)
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
