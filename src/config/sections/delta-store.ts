import { z } from 'zod'
import { isConfidential } from '../../local-host.ts'
import { explain } from '../values/explain.ts'
import { keyInfo } from '../values/key-info.ts'
import { azureIdentity, showIdentity } from './identity.ts'
import { token } from './transforms.ts'

/** Keys of a table of Delta Lake, and of the workspace of Databricks whose SQL warehouse reads and writes it. */
export const deltaStore = {
  workspaceUrl: z
    .string()
    .transform(workspaceUrl)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'Workspace of Databricks.',
      expected: 'a URL in quotes, such as "https://adb-123.4.azuredatabricks.net"',
      otherVariables: ['DATABRICKS_HOST'],
    }),
  warehouseId: z
    .string()
    .trim()
    .regex(/^[\w-]{1,100}$/)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'SQL warehouse that reads and writes the tables.',
      expected: 'the ID of a SQL warehouse, such as "1234567890abcdef"',
      otherVariables: ['DATABRICKS_WAREHOUSE_ID'],
    }),
  workspaceToken: z
    .string()
    .transform(token)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'Personal access token that signs in to the workspace.',
      expected: 'a token in quotes',
      secret: true,
      otherVariables: ['DATABRICKS_TOKEN'],
    }),
  clientId: z
    .string()
    .trim()
    .regex(/^[\x21-\x39\x3b-\x7e]{1,200}$/)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'Service principal that signs in to the workspace by OAuth, with `client_secret`.',
      expected: 'the client ID of a service principal',
      otherVariables: ['DATABRICKS_CLIENT_ID'],
    }),
  clientSecret: z
    .string()
    .transform(token)
    .exactOptional()
    .register(keyInfo, {
      meaning: 'OAuth secret of the service principal.',
      expected: 'a secret in quotes',
      secret: true,
      otherVariables: ['DATABRICKS_CLIENT_SECRET'],
    }),
  workspaceIdentity: azureIdentity.exactOptional().register(keyInfo, {
    meaning: 'Managed identity of Azure that signs in to the workspace, in place of a token.',
    expected:
      '"azure" or a table such as { provider = "azure", client_id = "00000000-0000-0000-0000-000000000000" } ("azure client_id=…" in a variable)',
    show: showIdentity,
  }),
}

/** `contract_store.workspace_url`: an origin, also without its scheme. */
function workspaceUrl(text: string, context: z.RefinementCtx): string {
  const trimmed = text.trim().replace(/\/+$/, '')
  const named = /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`
  const url = URL.canParse(named) ? new URL(named) : undefined
  if (url?.origin.toLowerCase() !== named.toLowerCase())
    return explain(
      context,
      'is no address of a workspace; expected one such as https://adb-123.4.azuredatabricks.net',
    )
  if (isConfidential(url)) return url.origin
  return explain(context, 'is not https, without which a token must not be sent; use https')
}
