import type { VersionIdentity } from '../../../domain/identity.ts'
import type { HighestQuery } from '../../highest-query.ts'
import type { StoredVersion } from '../../store.ts'
import type { DocumentRow } from '../queries.ts'

/** What a read found: a version, or only its row when another program has written that. */
export type FoundVersion =
  | { readonly row: Omit<DocumentRow, 'json' | 'compared'>; readonly stored: StoredVersion }
  | { readonly row: DocumentRow; readonly stored: undefined }

/** Reads versions with their documents as they were at some time after the question. */
export interface DocumentReads {
  exact(identity: VersionIdentity): Promise<FoundVersion | undefined>
  /** The version of a contract that comes last in the database's order. */
  latest(contractId: string): Promise<FoundVersion | undefined>
  /** The highest version of a query; undefined also where it cannot be told, see `HighestQuery`. */
  highest(query: HighestQuery): Promise<FoundVersion | undefined>
  /** Those of many versions which are there, as this service has written or taken them over; in any order. */
  verified(wanted: readonly VersionIdentity[]): Promise<StoredVersion[]>
}
