import type { Policy } from '../domain/policy.ts'
import type { SqlObserver } from '../sql/observer.ts'
import type { DocumentWorkers } from '../workers/document-workers.ts'
import type { GitObserver } from './git-observer.ts'
import type { StoreLog } from './store-log.ts'

/** What a store is opened with, besides its configuration. */
export interface OpenParts {
  /** By which policy versions are approved, where the storage has to know. */
  readonly policy?: Pick<Policy, 'approvedStatuses'> | undefined
  readonly documents: DocumentWorkers
  readonly log: StoreLog
  /** Ends the wait for a storage that is away. */
  readonly signal?: AbortSignal | undefined
  /** Leaves out what is done beside requests: completing the index, and looking for what other programs did. */
  readonly withoutUpkeep?: boolean
  /** How long reads wait for what they do beside answering, in milliseconds: a moment by default. */
  readonly readPatience?: number | undefined
  /** Measures what is asked of databases. */
  readonly observer?: SqlObserver | undefined
  /** Measures what a git store pushes. */
  readonly gitObserver?: GitObserver | undefined
}
