import type { ServerDsn } from './dsn/dsn.ts'
import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'
import type { Config } from './schema.ts'

type Store = Config['contractStore']

/** Values of SQL Server's `Authentication` that mean the managed identity; others that name Entra ID need a person. */
const managedIdentity = /^activedirectory(msi|managedidentity|default)$/i
const otherEntraId = /^activedirectory/i

/**
 * The store with the identity that its DSN asks for: `Authentication=ActiveDirectoryMsi`, where a user is the client ID.
 */
export function withIdentityOfDsn(store: Store): Store {
  const { dsn } = store
  if (store.identity || dsn.dialect !== 'mssql' || !managedIdentity.test(dsn.options.authentication ?? ''))
    return store
  const { user, ...rest } = dsn
  return { ...store, dsn: rest, identity: { provider: 'azure', ...(user && { client_id: user }) } }
}

/** Why the service could not sign in like that, or must not. */
export function signInProblems(store: Store, givenValues: ReadonlyMap<string, GivenValue>): Problem[] {
  const text = signInProblem(store)
  const origin = givenValues.get(
    text?.startsWith('contract_store.dsn') ? 'contract_store.dsn' : 'contract_store.identity',
  )?.origin ?? { kind: 'default' }
  return text === undefined ? [] : [{ origin, text }]
}

function signInProblem({ dsn, identity }: Store): string | undefined {
  if (dsn.dialect === 'mssql' && otherEntraId.test(dsn.options.authentication ?? '') && !identity)
    return 'contract_store.dsn has a value of Authentication that is not supported; expected SqlPassword or ActiveDirectoryMsi'
  if (!identity) return undefined
  if (dsn.dialect === 'sqlite') return 'contract_store.identity is set, but SQLite has no accounts; remove it'
  if (identity.provider === 'aws' && dsn.dialect === 'mssql')
    return 'contract_store.identity is "aws", which SQL Server does not know; use a password'
  if (dsn.password !== undefined)
    return 'contract_store.identity is set, but there is a password as well; keep one of the two'
  if (dsn.dialect === 'mssql') return undefined
  if (dsn.user === undefined)
    return 'contract_store.dsn has no user, as whom to sign in with contract_store.identity'
  if (!isPrivate(dsn))
    return `contract_store.dsn does not ask for TLS, without which a token must not be sent; add ${tlsOption[dsn.dialect]}`
  return undefined
}

const tlsOption = { postgres: 'sslmode=verify-full', mysql: 'ssl_mode=verify_identity' }

/** Whether nobody on the way can read what is sent: TLS that is no mere preference, or no network at all. */
function isPrivate({ dialect, host, options }: ServerDsn): boolean {
  if (host.startsWith('/') || options.unix_socket !== undefined) return true
  if (/^(localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host)) return true
  if (dialect === 'postgres') return /^(require|verify-ca|verify-full)$/i.test(options.sslmode ?? '')
  return asksForTls(options)
}

function asksForTls(options: ServerDsn['options']): boolean {
  const mode = (options.ssl_mode ?? options['ssl-mode'])?.toLowerCase()
  const isOff = (value: string | undefined) => /^(0|false|no|off)$/i.test(value ?? '')
  const isOn = (value: string | undefined) => /^(1|true|yes|on)$/i.test(value ?? '')
  if (mode === 'disabled' || isOff(options.ssl) || isOn(options.ssl_disabled)) return false
  return Object.keys(options).some(name => /^ssl/.test(name) && name !== 'ssl_disabled')
}
