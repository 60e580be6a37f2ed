import { managedIdentityTokens } from '../../sql/identity/azure.ts'
import type { DeltaSettings } from './settings.ts'
import { WarehouseError } from './warehouse-error.ts'

/** What tokens of Azure are for: all workspaces of Azure Databricks have this one name. */
const azureScope = '2ff814a6-3304-4ab8-861d-d62ba2eb4b1d/.default'

/** How long before its end a token is no longer used, in milliseconds. */
const margin = 60_000

/** Gives the token to sign in with; a new one when the last was refused. */
export type WorkspaceTokens = (isRefused: boolean, signal: AbortSignal) => Promise<string>

/** Tokens for a workspace, with what the configuration has for signing in. */
export function workspaceTokens(settings: DeltaSettings): WorkspaceTokens {
  const { workspaceToken, clientId, clientSecret, workspaceIdentity } = settings
  if (workspaceToken !== undefined) return async () => workspaceToken
  if (clientId !== undefined && clientSecret !== undefined)
    return clientTokens(settings.workspaceUrl, clientId, clientSecret)
  const tokens = managedIdentityTokens(azureScope, workspaceIdentity?.client_id)
  return async () => {
    try {
      return await tokens()
    } catch (error) {
      throw new WarehouseError('no token of the Azure identity could be had', { cause: error })
    }
  }
}

/** Tokens of a service principal: OAuth's flow for machines, RFC 6749 section 4.4. */
function clientTokens(url: string, id: string, secret: string): WorkspaceTokens {
  let kept = { token: '', until: 0 }
  return async (isRefused, signal) => {
    if (!isRefused && performance.now() < kept.until) return kept.token
    const response = await fetch(`${url}/oidc/v1/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'all-apis' }),
      signal,
    })
    const { access_token: token, expires_in: seconds = 0 } = response.ok
      ? ((await response.json()) as { access_token?: string; expires_in?: number })
      : {}
    if (!token)
      throw new WarehouseError(`the workspace gave no token for the client (HTTP ${response.status})`)
    kept = { token, until: performance.now() + seconds * 1000 - margin }
    return token
  }
}
