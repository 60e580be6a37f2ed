import { and, eq, or } from 'drizzle-orm'
import type { SqlSession } from '../../../sql/database.ts'
import type { RevisionIdentity, StoredVersion } from '../../store.ts'
import { ofVersion } from '../columns.ts'
import type { Queries } from '../queries.ts'
import { storedVersion } from '../rows.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { isKept } from '../unknown-states.ts'
import type { Versions } from './versions.ts'

/** Reads the documents that changes made, those of today and those that were replaced or deleted since. */
export class Revisions {
  readonly #database: StoreDatabase
  readonly #tables: Tables
  readonly #queries: Queries
  readonly #versions: Versions

  constructor(database: StoreDatabase, queries: Queries, versions: Versions) {
    this.#database = database
    this.#versions = versions
    this.#tables = database.tables
    this.#queries = queries
  }

  /** Those that are there, in any order. */
  async of(wanted: readonly RevisionIdentity[]): Promise<StoredVersion[]> {
    if (wanted.length === 0) return []
    const revisions = new Set(wanted.map(revisionKey))
    // a row that another program has changed since is no longer what the revision made
    const known = await this.#versions.verified(wanted)
    const current = known.filter(one => revisions.has(revisionKey(one)))
    const found = new Set(current.map(revisionKey))
    const missing = wanted.filter(one => !found.has(revisionKey(one)))
    return missing.length === 0 ? current : [...current, ...(await this.#replaced(missing))]
  }

  /** The YAML text that a version came from. */
  async source(stored: StoredVersion): Promise<Buffer | undefined> {
    const { contractId, version, digest, revision } = stored
    const [row] = await this.#queries.source({ contractId, version })
    if (row?.digest === digest) return row.source
    const { revisions } = this.#tables
    const [replaced] = await this.#database.select({
      fields: { source: revisions.source, digest: revisions.digest },
      from: revisions,
      where: and(ofVersion(revisions, stored), eq(revisions.revision, revision)),
    })
    return (replaced?.digest === digest && replaced.source) || undefined
  }

  /** Of those revisions the replaced ones. Asked for after the current ones, it misses none that is replaced meanwhile. */
  async #replaced(wanted: readonly RevisionIdentity[]): Promise<StoredVersion[]> {
    const { revisions } = this.#tables
    const { contractId, version, revision, json, fingerprint, digest, status } = revisions
    const rows = await this.#database.select({
      fields: { contractId, version, revision, json, fingerprint, digest, status },
      from: revisions,
      where: and(
        or(...wanted.map(one => and(ofVersion(revisions, one), eq(revision, one.revision)))),
        isKept(this.#tables),
      ),
    })
    return rows.map(storedVersion)
  }
}

/** The document of a revision that was replaced since; undefined when nobody has it. */
export async function replacedDocument(
  session: SqlSession,
  tables: Tables,
  wanted: RevisionIdentity,
): Promise<string | undefined> {
  const { json, revision } = tables.revisions
  const where = and(ofVersion(tables.revisions, wanted), eq(revision, wanted.revision), isKept(tables))
  const [row] = await session.select({ fields: { json }, from: tables.revisions, where })
  return row?.json
}

function revisionKey({ contractId, version, revision }: RevisionIdentity): string {
  return JSON.stringify([contractId, version, revision])
}
