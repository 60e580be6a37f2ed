import { withDeadline } from '../../concurrency/deadline.ts'
import type { ServerDsn } from '../../config/dsn/dsn.ts'
import type { Identity } from '../../config/sections/identity.ts'
import { TokenError, type TokenSource } from './token-source.ts'

/**
 * The tokens of an identity for a database, each within that many milliseconds. The SDK of its cloud is loaded when the
 * first one is needed. All that goes wrong is a `TokenError`.
 */
export function tokensOf(identity: Identity, dsn: ServerDsn, timeout: number): TokenSource {
  const source =
    identity.provider === 'aws' ? awsTokens(identity.region, dsn) : azureTokens(identity.client_id, dsn)
  return async () => {
    try {
      return await withDeadline(source(), timeout, () => {
        throw new Error(`no answer in ${timeout} milliseconds`)
      })
    } catch (error) {
      // without the error as its cause: the innermost one tells a dialect what to do
      throw new TokenError(`no token for the database: ${(error as Error).message}`)
    }
  }
}

function awsTokens(region: string | undefined, dsn: ServerDsn): TokenSource {
  return async () => {
    const { rdsToken } = await import('./aws.ts')
    return rdsToken(dsn, region)
  }
}

function azureTokens(clientId: string | undefined, dsn: ServerDsn): TokenSource {
  let source: Promise<TokenSource> | undefined
  return async () => {
    // its credential keeps a token as long as it is good
    source ??= import('./azure.ts').then(({ entraTokens }) => entraTokens(dsn.dialect, clientId))
    return (await source)()
  }
}
