import { and, asc, between, count, countDistinct, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Fields, RowOf } from '../../sql/database.ts'
import type { StoreDatabase, Tables } from './store-database.ts'

/** The queries that are built once, when the store opens. */
export type Queries = ReturnType<typeof prepareQueries>

/** What is read of a version that is answered with its document. */
export type DocumentRow = RowOf<ReturnType<typeof comparedFields>>
/** What is read of a version without its document. */
export type SummaryRow = RowOf<ReturnType<typeof summaryFields>>
/** What is read of a version that is to be changed. */
export type StateRow = RowOf<ReturnType<typeof stateFields>>

export function prepareQueries(database: StoreDatabase) {
  const { contracts, sources, history, links, search } = database.tables
  const contractId = database.parameter('contractId')
  const version = database.parameter('version')
  const ofContract = eq(contracts.contractId, contractId)
  return {
    versions: database.prepare({
      fields: { version: contracts.version, releaseRank: contracts.releaseRank },
      from: contracts,
      where: ofContract,
      orderBy: [asc(contracts.sortKey), asc(contracts.version)],
    }),
    summaries: database.prepare({
      fields: summaryFields(database.tables),
      from: contracts,
      where: ofContract,
      orderBy: [asc(contracts.sortKey), asc(contracts.version)],
    }),
    contracts: database.prepare({
      fields: { contractId: contracts.contractId },
      from: contracts,
      distinct: true,
      orderBy: [asc(contracts.contractId)],
      limit: sql.placeholder('limit'),
      offset: sql.placeholder('offset'),
    }),
    contractsBetween: database.prepare({
      fields: { contractId: contracts.contractId },
      from: contracts,
      distinct: true,
      where: between(contracts.contractId, database.parameter('first'), database.parameter('last')),
    }),
    countContracts: database.prepare({
      fields: { total: countDistinct(contracts.contractId) },
      from: contracts,
    }),
    indexed: {
      contracts: database.prepare({
        fields: { contractId: search.contractId },
        from: search,
        orderBy: [asc(search.contractId)],
        limit: sql.placeholder('limit'),
        offset: sql.placeholder('offset'),
      }),
      countContracts: database.prepare({ fields: { total: count() }, from: search }),
    },
    any: database.prepare({
      fields: { version: contracts.version },
      from: contracts,
      orderBy: [contracts.contractId],
      limit: 1,
    }),
    source: database.prepare({
      fields: { digest: sources.digest, source: sources.source },
      from: sources,
      where: and(eq(sources.contractId, contractId), eq(sources.version, version)),
    }),
    unnumbered: database.prepare({
      fields: { revision: history.revision },
      from: history,
      where: isNull(history.sequence),
      orderBy: [asc(history.sequence)],
      limit: 1,
    }),
    linked: database.prepare({
      fields: linkFields(database.tables),
      from: links,
      where: eq(links.linkKey, database.parameter('linkKey')),
    }),
    links: database.prepare({
      fields: linkFields(database.tables),
      from: links,
      where: and(eq(links.contractId, contractId), eq(links.contractVersion, version)),
      orderBy: [asc(links.datasetId), asc(links.datasetVersion)],
      limit: sql.placeholder('limit'),
      offset: sql.placeholder('offset'),
    }),
    countLinksOfVersion: database.prepare({
      fields: { total: count() },
      from: links,
      where: and(eq(links.contractId, contractId), eq(links.contractVersion, version)),
    }),
    countLinks: database.prepare({
      fields: { total: count() },
      from: links,
      where: eq(links.contractId, contractId),
    }),
  }
}

/** One version by its name, and the latest one of a contract. */
export function prepareDocumentQueries<F extends Fields>(database: StoreDatabase, fields: F) {
  const { contracts } = database.tables
  const ofContract = eq(contracts.contractId, database.parameter('contractId'))
  return {
    exact: database.prepare({
      fields,
      from: contracts,
      where: and(ofContract, eq(contracts.version, database.parameter('version'))),
    }),
    latest: database.prepare({
      fields,
      from: contracts,
      where: ofContract,
      orderBy: latestFirst(database.tables),
      limit: 1,
    }),
  }
}

/** The order in which the latest version of a contract comes first. */
export function latestFirst({ contracts }: Tables): SQL[] {
  return [desc(contracts.releaseRank), desc(contracts.sortKey), desc(contracts.version)]
}

/** What is read of a version, and what was kept of its last comparison, as JSON. */
export function comparedFields(tables: Tables) {
  const { contracts, history } = tables
  const isOfVersion = and(
    eq(history.contractId, contracts.contractId),
    eq(history.version, contracts.version),
  )
  const last = sql`select max(${history.revision}) from ${history} where ${isOfVersion} and ${history.compatibility} is not null`
  const compared = sql<
    string | null
  >`(select ${history.compatibility} from ${history} where ${isOfVersion} and ${history.revision} = (${last}))`
  return { ...documentFields(tables), compared }
}

function documentFields({ contracts }: Tables) {
  const { version, json, fingerprint, releaseRank, status, digest, derivedFrom, revision } = contracts
  return { version, json, fingerprint, releaseRank, status, digest, derivedFrom, revision }
}

/** Everything about a version but the description. */
export function stateFields(tables: Tables) {
  return { ...documentFields(tables), ...summaryFields(tables) }
}

export function summaryFields({ contracts }: Tables) {
  const { contractId, version, name, status, owner, domain, fingerprint, derivedFrom, revision } = contracts
  const { createdAt, createdBy, updatedAt, updatedBy, releaseRank } = contracts
  return {
    ...{ contractId, version, name, status, owner, domain, fingerprint, derivedFrom, revision },
    ...{ createdAt, createdBy, updatedAt, updatedBy, releaseRank },
  }
}

export function eventFields({ history }: Tables) {
  const { contractId, version, revision, sequence, occurredAt, caller, operation, name } = history
  const { statusBefore, statusAfter, fingerprintBefore, fingerprintAfter } = history
  const { reason, requestId, successor, sunset, compatibility } = history
  return {
    ...{ contractId, version, revision, sequence, occurredAt, caller, operation, name },
    ...{ statusBefore, statusAfter, fingerprintBefore, fingerprintAfter },
    ...{ reason, requestId, successor, sunset, compatibility },
  }
}

export function linkFields({ links }: Tables) {
  const { datasetId, datasetVersion, contractId, contractVersion, linkedAt, linkedBy } = links
  return { datasetId, datasetVersion, contractId, contractVersion, linkedAt, linkedBy }
}
