import { and, eq, ne, type SQL } from 'drizzle-orm'
import type { SqlSession } from '../../sql/database.ts'
import type { EntryState } from '../entry.ts'
import type { RevisionIdentity } from '../store.ts'
import { ofVersion, optionalText } from './columns.ts'
import type { Tables } from './store-database.ts'

/** Stands in the place of the digest of a document that nobody has. */
const noDigest = ''

/**
 * Keeps that nobody has the document of a revision, which another program replaced before it was seen. The version has no
 * row then, as if it were deleted, but it was not.
 */
export async function keepUnknown(
  session: SqlSession,
  { revisions }: Tables,
  { contractId, version, revision }: RevisionIdentity,
  { fingerprint, status }: EntryState,
): Promise<void> {
  const row = { contractId, version, revision, json: '', fingerprint, digest: noDigest }
  await session.insertIfAbsent(revisions, { ...row, status: optionalText(status) })
}

/** Whether nobody has the document of a revision. */
export async function isUnknownRevision(
  session: SqlSession,
  { revisions }: Tables,
  identity: RevisionIdentity,
): Promise<boolean> {
  const rows = await session.select({
    fields: { revision: revisions.revision },
    from: revisions,
    where: and(
      ofVersion(revisions, identity),
      eq(revisions.revision, identity.revision),
      eq(revisions.digest, noDigest),
    ),
  })
  return rows.length > 0
}

/** Is true of revisions whose document is kept. */
export function isKept({ revisions }: Tables): SQL {
  return ne(revisions.digest, noDigest)
}
