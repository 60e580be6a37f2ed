import { and, asc, desc, eq, gt, type SQL } from 'drizzle-orm'
import { AscendingTimes } from '../../domain/ascending-time.ts'
import type { VersionIdentity } from '../../domain/identity.ts'
import type { Scope } from '../../domain/scope.ts'
import type { RowOf, SqlSession } from '../../sql/database.ts'
import { digestKeyOf } from '../digest-key.ts'
import type { DatasetLink, DatasetQuery, LinkPage, LinkStore, NewLink } from '../link-store.ts'
import { optionalText } from './columns.ts'
import { linkFields, type Queries } from './queries.ts'
import { inScope } from './scope.ts'
import type { StoreDatabase, Tables } from './store-database.ts'

/** Which contract version each dataset version follows. */
export class Links implements LinkStore {
  readonly #database: StoreDatabase
  readonly #queries: Queries
  readonly #times = new AscendingTimes()

  constructor(database: StoreDatabase, queries: Queries) {
    this.#database = database
    this.#queries = queries
  }

  /** See `LinkStore`. Writes nothing when the dataset version follows that contract version already. */
  async link(link: NewLink, scope?: Scope): Promise<boolean> {
    const { datasetId, datasetVersion, contractId, contractVersion } = link
    const known = await this.linked(datasetId, datasetVersion)
    if (known?.contractId === contractId && known.contractVersion === contractVersion) return true
    const { links } = this.#database.tables
    const linkKey = digestKeyOf(datasetId, datasetVersion)
    const target = {
      contractId,
      contractVersion,
      linkedAt: this.#times.next(),
      linkedBy: optionalText(link.linkedBy),
    }
    // a link to a contract outside of the scope is not found, and prevents the insertion
    const key = and(eq(links.linkKey, linkKey), inScope(links, scope)) as SQL
    return this.#database.transaction(async session => {
      return (
        (await session.update(links, target, key)) > 0 ||
        (await session.insertIfAbsent(links, { ...newKeys(link), ...target })) ||
        // another instance may insert the row between the two statements; then the update finds it
        (await session.update(links, target, key)) > 0
      )
    })
  }

  async linked(datasetId: string, datasetVersion: string): Promise<DatasetLink | undefined> {
    const [row] = await this.#queries.linked({ linkKey: digestKeyOf(datasetId, datasetVersion) })
    return row && toLink(row)
  }

  async linksOfVersion(
    { contractId, version }: VersionIdentity,
    page: { limit: number; offset: number },
  ): Promise<LinkPage> {
    const [rows, [count]] = await Promise.all([
      this.#queries.links({ contractId, version, ...page }),
      this.#queries.countLinksOfVersion({ contractId, version }),
    ])
    return { links: rows.map(toLink), total: Number(count?.total ?? 0) }
  }

  async linksOfDataset({ datasetId, scope, limit }: DatasetQuery): Promise<DatasetLink[]> {
    const { links } = this.#database.tables
    const rows = await this.#database.select({
      fields: linkFields(this.#database.tables),
      from: links,
      where: and(eq(links.datasetKey, digestKeyOf(datasetId)), inScope(links, scope)),
      orderBy: [desc(links.linkedAt), desc(links.linkKey)],
      limit,
    })
    return rows.map(toLink)
  }

  async linkedDatasets(scope: Scope | undefined, limit: number): Promise<string[]> {
    const { links } = this.#database.tables
    const rows = await this.#database.select({
      fields: { datasetId: links.datasetId },
      from: links,
      where: inScope(links, scope),
      distinct: true,
      orderBy: [asc(links.datasetId)],
      limit,
    })
    return rows.map(row => row.datasetId)
  }

  /** Some links in the order of their keys, behind one of these. */
  async allAfter(linkKey: string, limit: number): Promise<(DatasetLink & { readonly linkKey: string })[]> {
    const { links } = this.#database.tables
    const rows = await this.#database.select({
      fields: { linkKey: links.linkKey, ...linkFields(this.#database.tables) },
      from: links,
      where: gt(links.linkKey, linkKey),
      orderBy: [asc(links.linkKey)],
      limit,
    })
    return rows.map(row => ({ ...toLink(row), linkKey: row.linkKey }))
  }

  async countLinks(contractId: string): Promise<number> {
    const [row] = await this.#queries.countLinks({ contractId })
    return Number(row?.total ?? 0)
  }
}

/**
 * Enters a link that was made elsewhere, unless a later one of the dataset version is there.
 *
 * @returns whether it was not there yet.
 */
export async function recordLink(
  session: SqlSession,
  { links }: Tables,
  { datasetId, datasetVersion, ...target }: DatasetLink,
): Promise<boolean> {
  const linkKey = digestKeyOf(datasetId, datasetVersion)
  const row = { ...target, linkedBy: optionalText(target.linkedBy) }
  const ofDataset = eq(links.linkKey, linkKey)
  const [known] = await session.select({
    fields: { linkedAt: links.linkedAt },
    from: links,
    where: ofDataset,
  })
  if (known && known.linkedAt >= target.linkedAt) return false
  if (known) return (await session.update(links, row, ofDataset)) > 0
  return session.insertIfAbsent(links, { ...newKeys({ datasetId, datasetVersion }), ...row })
}

/** What a row has from the dataset version that it is about. */
function newKeys({ datasetId, datasetVersion }: Pick<DatasetLink, 'datasetId' | 'datasetVersion'>) {
  const linkKey = digestKeyOf(datasetId, datasetVersion)
  return { linkKey, datasetKey: digestKeyOf(datasetId), datasetId, datasetVersion }
}

function toLink(row: RowOf<ReturnType<typeof linkFields>>): DatasetLink {
  const { datasetId, datasetVersion, contractId, contractVersion, linkedAt, linkedBy } = row
  return {
    ...{ datasetId, datasetVersion, contractId, contractVersion, linkedAt },
    linkedBy: linkedBy ?? undefined,
  }
}
