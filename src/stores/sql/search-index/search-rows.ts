import { eq, type SQL, sql } from 'drizzle-orm'
import type { VersionIdentity } from '../../../domain/identity.ts'
import { versionOrder } from '../../../domain/version.ts'
import { countedText } from '../../../search/catalogue/facet-labels.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import { keyOf } from '../../../search/language/words.ts'
import { type FacetValues, noFacets } from '../../../search/versions/contract-facets.ts'
import { noTerms, type TermColumns } from '../../../search/versions/term-columns.ts'
import type { SqlSession } from '../../../sql/database.ts'
import { columnText } from '../columns.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import type { SearchRow, TagRow, TextRow } from './tables.ts'

/** A version that is to be found. */
interface Indexed extends VersionIdentity {
  readonly index: VersionIndex
  readonly time: Date
}

/** What of a database the index needs. */
export type IndexedDatabase = Pick<StoreDatabase, 'tables' | 'dialect' | 'isOneOf' | 'isAnyOf'>

/** The row of a contract before a change, with what tells its versions apart. */
export interface SearchRowBefore extends TermColumns {
  readonly id: number
  readonly contractId: string
  readonly version: string
  readonly updatedAt: Date
  readonly fieldsDigest: string
  readonly facets: string
}

/** A row of the table of tags, without what it has only for the latest version. */
export type TagRowOfVersion = Omit<TagRow, 'searchId'>

/** What a search looks at in a version. */
export function textRow({ contractId, version, time, index }: Indexed): TextRow {
  return {
    ...{ contractId, version, ...versionOrder(version) },
    updatedAt: time,
    status: counted(index.status),
    owner: counted(index.owner),
    domain: counted(index.domain),
    terms: index.terms,
  }
}

function counted(text: string | undefined): string | null {
  return text === undefined ? null : countedText(text)
}

/** The tags and further owners of a version; those of the latest one get the id of its contract's row besides. */
export function tagRows(
  { contractId, version }: VersionIdentity,
  { labels }: VersionIndex,
): TagRowOfVersion[] {
  return labels.map((tag, position) => ({ contractId, version, position, tag }))
}

/** What hits are counted by. */
export function facetsOf(
  { status, owner, domain }: TextRow,
  tags: readonly Pick<TagRow, 'tag'>[],
): FacetValues {
  return { status, owner, domain, tags: tags.map(({ tag }) => tag) }
}

/** What the row of a contract has of its latest version. */
export function latestColumns(row: Omit<TextRow, 'terms'>, index: IndexOfLatest): LatestColumns {
  const { contractId, version, updatedAt, status, owner, domain } = row
  return {
    ...{ contractId, version, updatedAt, status, owner, domain },
    nameKey: columnText(keyOf(index.name ?? contractId)),
    fieldsDigest: index.fieldsDigest,
  }
}

/** See `SearchRow`. */
export type LatestColumns = Omit<SearchRow, 'id' | 'latestTerms'>

/** What the row has of the document of the latest version. */
type IndexOfLatest = Pick<VersionIndex, 'name' | 'fieldsDigest'>

/** What tells the versions of a contract apart; null where nothing does. */
export function versionSetColumns({ versionSets: { versions, partialTerms, facets } }: Tables) {
  return {
    versions: sql<string | null>`${versions}`,
    facets: sql<string | null>`${facets}`,
    ...(partialTerms && { partialTerms: sql<string | null>`${partialTerms}` }),
  }
}

/** What finds it for a row of the search table. */
export function joinVersionSets({ search, versionSets }: Tables): { table: Tables['versionSets']; on: SQL } {
  return { table: versionSets, on: eq(versionSets.searchId, search.id) }
}

/** The rows of some contracts by their ids, as far as a change depends on them. */
export async function searchRowsOf(
  session: SqlSession,
  { tables, isOneOf }: IndexedDatabase,
  contractIds: readonly string[],
): Promise<Map<string, SearchRowBefore>> {
  const { search } = tables
  const { id, contractId, version, updatedAt, latestTerms, fieldsDigest } = search
  const rows = await session.select({
    fields: {
      ...{ id, contractId, version, updatedAt, latestTerms, fieldsDigest },
      ...versionSetColumns(tables),
    },
    from: search,
    leftJoin: joinVersionSets(tables),
    where: isOneOf(contractId, contractIds),
  })
  const found = rows.map(({ versions, partialTerms, facets, ...row }): [string, SearchRowBefore] => [
    row.contractId,
    {
      ...row,
      versions: versions ?? noTerms.versions,
      partialTerms: partialTerms ?? noTerms.partialTerms,
      facets: facets ?? noFacets,
    },
  ])
  return new Map(found)
}
