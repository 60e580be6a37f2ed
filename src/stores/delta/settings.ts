import type { Identity } from '../../config/sections/identity.ts'

/** Where a Delta store keeps its tables, and how the SQL warehouse that reads and writes them is reached. */
export interface DeltaSettings {
  /** The table of the contracts, as `catalog.schema.table`; undefined for one that is named by its path. */
  readonly table: string | undefined
  /** The path of the table; not used when it has a name. */
  readonly root: string
  readonly workspaceUrl: string
  readonly warehouseId: string
  /** What signs in to the workspace: a token, a client with its secret, or an identity of Azure. */
  readonly workspaceToken: string | undefined
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  readonly workspaceIdentity: Extract<Identity, { provider: 'azure' }> | undefined
  /** How long a statement may take, in milliseconds. */
  readonly statementTimeout: number
  /** For how long a warehouse that does not answer is waited for at the start, in milliseconds. */
  readonly startTimeout: number
  /** How often tables are looked at for what other instances have written, in milliseconds. */
  readonly refreshInterval: number
  /** Whether test runs are kept in a table, because no database has them. */
  readonly keepsTestRuns: boolean
}
