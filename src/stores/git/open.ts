import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { RecordLog } from '../indexed/record-log.ts'
import type { GitSettings } from './settings.ts'

/** Where a git store says what it does. */
export interface GitStoreLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/** What is counted of a git store. */
export interface GitObserver {
  /** How many commits wait to be pushed. */
  unpushed(commits: number): void
  pushed(milliseconds: number): void
  pushFailed(): void
}

/** A log in git, and where files may be kept that belong to this repository on this machine, such as an index. */
export interface OpenedGitLog {
  readonly log: RecordLog
  readonly privateFolder: string
}

/**
 * Opens a repository as a log; makes it when it is not there.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export function openGitLog(
  settings: GitSettings,
  documents: DocumentWorkers,
  log: GitStoreLog,
  signal?: AbortSignal,
  observer?: GitObserver,
): Promise<OpenedGitLog> {
  throw new Error(`${settings.root}: not yet`, { cause: [documents, log, signal, observer] })
}
