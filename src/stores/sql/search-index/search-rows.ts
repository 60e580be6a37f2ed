import { getColumns } from 'drizzle-orm'
import type { VersionIdentity } from '../../../domain/identity.ts'
import { versionOrder } from '../../../domain/version.ts'
import { countedText } from '../../../search/catalogue/facet-labels.ts'
import { facetTermsOf } from '../../../search/catalogue/facet-terms.ts'
import type { VersionIndex } from '../../../search/catalogue/version-index.ts'
import { keyOf } from '../../../search/language/words.ts'
import { postingKey } from '../../../search/postings/postings.ts'
import { everyVersion, outOfOrder } from '../../../search/postings/reserved-terms.ts'
import type { SqlSession } from '../../../sql/database.ts'
import { columnText, ofVersions } from '../columns.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { ContractPlan, NumberedVersion } from './index-contract.ts'
import type { SearchRow, TextRow } from './tables.ts'

/** What of a database the index needs. */
export type IndexedDatabase = Pick<StoreDatabase, 'tables' | 'isOneOf' | 'isAnyOf'>

/** The rows of some contracts by their ids. */
export async function searchRowsOf(
  session: SqlSession,
  { tables, isOneOf }: IndexedDatabase,
  contractIds: readonly string[],
): Promise<Map<string, SearchRow>> {
  const { search } = tables
  const rows = await session.select({
    fields: getColumns(search),
    from: search,
    where: isOneOf(search.contractId, contractIds),
  })
  return new Map((rows as unknown[] as SearchRow[]).map(row => [row.contractId, row]))
}

/** What the index has of a version: what it is known by in the postings. */
export type KnownVersion = VersionIdentity & Pick<TextRow, 'postingKey'>

/** Those of some versions that the index has. */
export function knownVersions(
  session: SqlSession,
  database: IndexedDatabase,
  versions: readonly VersionIdentity[],
): Promise<KnownVersion[]> {
  const { texts } = database.tables
  const { contractId, version, postingKey } = texts
  return session.select({
    fields: { contractId, version, postingKey },
    from: texts,
    where: ofVersions(database, texts, versions),
  })
}

/** The names of all versions that the index has of some contracts, by contract. */
export async function versionsOf(
  session: SqlSession,
  { tables: { texts }, isOneOf }: IndexedDatabase,
  contractIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (contractIds.length === 0) return new Map()
  const { contractId, version } = texts
  const rows = await session.select({
    fields: { contractId, version },
    from: texts,
    where: isOneOf(contractId, contractIds),
  })
  const byContract = Map.groupBy(rows, row => row.contractId)
  return new Map([...byContract].map(([id, own]) => [id, own.map(row => row.version)]))
}

/**
 * What a search looks at in a version.
 *
 * @param contract with the id of its row.
 */
export function textRow(
  { contractId, id }: Pick<SearchRow, 'contractId' | 'id'>,
  { version, time, number }: NumberedVersion,
  { status, owner, domain, labels, terms }: VersionIndex,
): TextRow {
  return {
    ...{ contractId, version, ...versionOrder(version), updatedAt: time },
    ...{ status: counted(status), owner: counted(owner), domain: counted(domain) },
    ...{ labels: JSON.stringify(labels), terms, postingKey: postingKey(id, number) },
  }
}

/** By which terms a version is found, each once or more. */
export function postedTerms(
  { status, owner, domain }: TextRow,
  { isOutOfOrder }: NumberedVersion,
  { labels, indexedTerms }: VersionIndex,
): string {
  const facets = facetTermsOf({ status, owner, domain, labels })
  const reserved = isOutOfOrder ? [everyVersion, outOfOrder] : [everyVersion]
  return [indexedTerms, ...reserved, ...facets].join(' ').trimStart()
}

function counted(text: string | undefined): string | null {
  return text === undefined ? null : countedText(text)
}

/**
 * The row of a contract.
 *
 * @param index what the document of its latest version tells; undefined where that is as before.
 */
export function contractRow(plan: ContractPlan, index: VersionIndex | undefined): ContractRow {
  const { contractId, before, latest, updatedAt, nextNumber, isOrdered } = plan
  return {
    ...{ contractId, version: latest, updatedAt, nextNumber, isOrdered: Number(isOrdered) },
    nameKey: index ? columnText(keyOf(index.name ?? contractId)) : (before?.nameKey ?? ''),
    fieldsDigest: index?.fieldsDigest ?? before?.fieldsDigest ?? '',
    descriptionsDigest: index?.descriptions.digest ?? before?.descriptionsDigest ?? '',
  }
}

/** What the row of a contract has, without its id. */
export type ContractRow = Omit<SearchRow, 'id'>
