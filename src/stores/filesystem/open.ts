import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { RecordLog } from '../indexed/record-log.ts'
import type { FolderSettings } from './settings.ts'

/** Where a folder store says what it does. */
export interface FolderStoreLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/** A log in a folder, and where files may be kept that belong to it on this machine, such as an index. */
export interface OpenedFolderLog {
  readonly log: RecordLog
  /** Inside the folder on a local disk; where a network is between, a folder of this machine. It may not be there yet. */
  readonly privateFolder: string
}

/**
 * Opens a folder as a log; makes it when it is not there.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export function openFolderLog(
  settings: FolderSettings,
  documents: DocumentWorkers,
  log: FolderStoreLog,
  signal?: AbortSignal,
): Promise<OpenedFolderLog> {
  throw new Error(`${settings.root}: not yet`, { cause: [documents, log, signal] })
}
