import { z } from 'zod'
import { isIssuerUrl } from '../../auth/oidc/issuer-url.ts'
import { nestedEntries, nestedTable, nestedValue } from '../values/nested.ts'
import { isTable } from '../values/toml-table.ts'
import { contracts, role } from './role.ts'

const url = nestedValue(
  z.string().trim().pipe(z.stringFormat('issuer-url', isIssuerUrl)),
  'an https URL without credentials (http is for this machine only), such as "https://login.example.org/realms/data"',
)
const text = z.string().trim().min(1).max(1000)
const claim = nestedValue(text, 'the name of a claim, or the way to it, such as "realm_access.roles"')

const mappingWithScope = nestedTable({ role, contracts: contracts.optional() }, 'a table')

/** What a value of the roles claim gives: a role, or a role for some contracts. */
const mapping = z.unknown().transform((value, context) => {
  const parsed = (isTable(value) ? mappingWithScope : role.transform(only)).safeParse(value)
  if (parsed.success) return parsed.data
  for (const { message, path } of parsed.error.issues) {
    context.addIssue({ code: 'custom', message, path: [...path] })
  }
  return z.NEVER
})

const shape = {
  issuer: url,
  audience: nestedValue(
    z.union([text.transform(one => [one]), z.array(text).min(1)]),
    'a text or a list of texts: what tokens for this service have as their audience',
  ),
  jwks_uri: url.optional(),
  name_claim: claim.default('sub'),
  roles_claim: claim.default('roles'),
  role_mapping: nestedEntries(
    mapping,
    'a table from values of the roles claim to roles, such as { "dc43-readers" = "reader" }',
  ),
  contracts_claim: claim.optional(),
  clock_tolerance: nestedValue(z.number().min(0).max(600), 'a number of seconds from 0 to 600').default(30),
}

/** `[auth.oidc]` */
export const oidc = nestedTable(shape, 'a table, written [auth.oidc]').transform(given => ({
  issuer: given.issuer,
  audience: given.audience,
  jwksUri: given.jwks_uri,
  nameClaim: given.name_claim,
  rolesClaim: given.roles_claim,
  roleMapping: given.role_mapping,
  contractsClaim: given.contracts_claim,
  clockTolerance: given.clock_tolerance,
}))

/** The issuer and what its roles give, in words. */
export function showOidc(value: z.output<typeof oidc>): string {
  const roles = value.roleMapping.map(([name, { role, contracts }]) => {
    return `${name}>${role}${contracts ? ` for ${contracts.join(' ')}` : ''}`
  })
  return `${value.issuer} for ${value.audience.join(' or ')}; ${roles.join(', ')}`
}

function only(role: z.output<typeof mappingWithScope>['role']): z.output<typeof mappingWithScope> {
  return { role }
}
