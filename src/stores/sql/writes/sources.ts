import type { ContractVersion } from '../../../domain/contract-version.ts'
import type { VersionIdentity } from '../../../domain/identity.ts'
import type { SqlSession } from '../../../sql/database.ts'
import { ofVersion } from '../columns.ts'
import type { Tables } from '../store-database.ts'
import type { SourceRow } from '../tables.ts'

/** The YAML text that is kept of a version; it is of another state of it when the digests differ. */
export async function keptSource(
  session: SqlSession,
  { sources }: Tables,
  version: VersionIdentity,
): Promise<Pick<SourceRow, 'digest' | 'source'> | undefined> {
  const fields = { digest: sources.digest, source: sources.source }
  const [row] = await session.select({ fields, from: sources, where: ofVersion(sources, version) })
  return row
}

/**
 * Keeps the YAML text of a version in place of the one before, or none.
 *
 * @param isKept whether there is one before.
 */
export async function replaceSource(
  session: SqlSession,
  { sources }: Tables,
  { contractId, version, digest, source }: ContractVersion,
  isKept: boolean,
): Promise<void> {
  const own = ofVersion(sources, { contractId, version })
  if (!source) {
    if (isKept) await session.delete(sources, own)
    return
  }
  const update = () => session.update(sources, { digest, source }, own)
  if (isKept && (await update()) > 0) return
  // another program may have deleted the version and left its source
  if (!(await session.insertIfAbsent(sources, { contractId, version, digest, source }))) await update()
}
