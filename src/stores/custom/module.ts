import type { Documents } from '../indexed/documents.ts'
import type { StoreLog } from '../store-log.ts'

/** What a module is given besides its settings. */
export interface ModuleContext {
  /** Writes lines to the log of the service, each with fields of its own. */
  readonly log: StoreLog
  /** Aborts when the store is closed, or the start is given up. */
  readonly signal: AbortSignal
}

/**
 * What the default export of a module is: it opens the storage that the settings name. The settings are all keys of
 * `[contract_store]` in the configuration file that are not the registry's own.
 */
export type OpenDocuments = (
  settings: Readonly<Record<string, unknown>>,
  context: ModuleContext,
) => Documents | Promise<Documents>
