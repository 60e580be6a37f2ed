import { ManagedIdentityCredential } from '@azure/identity'
import type { ServerDsn } from '../../config/dsn/dsn.ts'
import type { TokenSource } from './token-source.ts'

/** What a token is for: Azure SQL, or the databases that came from open source. */
const scopes = {
  mssql: 'https://database.windows.net/.default',
  postgres: 'https://ossrdbms-aad.database.windows.net/.default',
  mysql: 'https://ossrdbms-aad.database.windows.net/.default',
}

/** Tokens for a database, see `managedIdentityTokens`. */
export function entraTokens(dialect: ServerDsn['dialect'], clientId: string | undefined): TokenSource {
  return managedIdentityTokens(scopes[dialect], clientId)
}

/** Tokens of the managed identity with that client ID, or of the only one there is. */
export function managedIdentityTokens(scope: string, clientId: string | undefined): TokenSource {
  const credential =
    clientId === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId })
  return async () => (await credential.getToken(scope)).token
}
