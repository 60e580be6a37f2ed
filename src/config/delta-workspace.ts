import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'

/** What the configuration says about signing in to a workspace of Databricks. */
export interface WorkspaceSignIn {
  readonly workspaceToken?: string
  readonly clientId?: string
  readonly clientSecret?: string
  readonly workspaceIdentity?: object
}

const [token, clientId, clientSecret, identity] = [
  'contract_store.workspace_token',
  'contract_store.client_id',
  'contract_store.client_secret',
  'contract_store.workspace_identity',
] as const

const nothing = `no sign-in to the workspace is configured: set ${token} (or the variable DATABRICKS_TOKEN), ${clientId} and ${clientSecret} (DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET), or ${identity} to "azure"`

/** Why the service cannot sign in to the workspace: exactly one way must be set, and that wholly. */
export function signInOfWorkspace(
  { workspaceToken, clientId: id, clientSecret: secret, workspaceIdentity }: WorkspaceSignIn,
  givenValues: ReadonlyMap<string, GivenValue>,
): Problem[] {
  const problem = (key: string, text: string): Problem => ({
    origin: givenValues.get(key)?.origin ?? { kind: 'default' },
    text,
  })
  const ways = [
    workspaceToken === undefined ? [] : token,
    id === undefined && secret === undefined ? [] : id === undefined ? clientSecret : clientId,
    workspaceIdentity === undefined ? [] : identity,
  ].flat()
  const [first, second] = ways
  if (first === undefined) return [problem('contract_store.type', nothing)]
  if (second !== undefined)
    return [
      problem(
        second,
        `${second} is set, but ${first} signs in to the workspace as well; keep one of the two`,
      ),
    ]
  const lacking =
    first === clientId && secret === undefined ? clientSecret : first === clientSecret ? clientId : undefined
  return lacking === undefined ? [] : [problem(first, `${first} is set, but ${lacking} is not; set both`)]
}
