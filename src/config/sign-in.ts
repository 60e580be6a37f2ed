import { isLocalHost } from '../local-host.ts'
import type { ServerDsn } from './dsn/dsn.ts'
import { tlsUse } from './dsn/tls.ts'
import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'
import type { SignIn } from './store-credentials.ts'

/** Values of SQL Server's `Authentication` that mean the managed identity; others that name Entra ID need a person. */
const managedIdentity = /^activedirectory(msi|managedidentity|default)$/i
const otherEntraId = /^activedirectory/i

/**
 * A database with the identity that its DSN asks for: `Authentication=ActiveDirectoryMsi`, where a user is the client ID.
 */
export function withIdentityOfDsn(signIn: SignIn): SignIn {
  const { dsn } = signIn
  if (signIn.identity || dsn.dialect !== 'mssql' || !managedIdentity.test(dsn.options.authentication ?? ''))
    return signIn
  const { user, ...rest } = dsn
  return { ...signIn, dsn: rest, identity: { provider: 'azure', ...(user && { client_id: user }) } }
}

/**
 * Why the service cannot sign in to a database, or must not.
 *
 * @param dsnKey the key that the DSN stands at.
 */
export function signInProblems(
  signIn: SignIn,
  dsnKey: string,
  givenValues: ReadonlyMap<string, GivenValue>,
): Problem[] {
  const text = signInProblem(signIn, dsnKey)
  const key = text?.startsWith(dsnKey) ? dsnKey : 'contract_store.identity'
  return text === undefined ? [] : [{ origin: givenValues.get(key)?.origin ?? { kind: 'default' }, text }]
}

function signInProblem({ dsn, identity }: SignIn, dsnKey: string): string | undefined {
  if (dsn.dialect === 'mssql' && otherEntraId.test(dsn.options.authentication ?? '') && !identity)
    return `${dsnKey} has a value of Authentication that is not supported; expected SqlPassword or ActiveDirectoryMsi`
  if (!identity) return undefined
  if (dsn.dialect === 'sqlite') return 'contract_store.identity is set, but SQLite has no accounts; remove it'
  if (identity.provider === 'aws' && dsn.dialect === 'mssql')
    return 'contract_store.identity is "aws", which SQL Server does not know; use a password'
  if (dsn.password !== undefined)
    return 'contract_store.identity is set, but there is a password as well; keep one of the two'
  if (dsn.dialect === 'mssql') return undefined
  if (dsn.user === undefined) return `${dsnKey} has no user, as whom to sign in with contract_store.identity`
  if (!isLocal(dsn) && tlsUse(dsn.dialect, dsn.options) !== 'always')
    return `${dsnKey} does not ask for TLS, without which a token must not be sent; add ${tlsOption[dsn.dialect]}`
  return undefined
}

const tlsOption = { postgres: 'sslmode=verify-full', mysql: 'ssl_mode=verify_identity' }

/** Whether what is sent stays on this machine, where nobody on the way can read it. */
function isLocal({ host, options }: ServerDsn): boolean {
  if (host.startsWith('/') || options.unix_socket !== undefined) return true
  return isLocalHost(host)
}
