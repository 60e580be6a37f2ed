import { sql } from 'drizzle-orm'
import {
  bigint,
  datetimeoffset,
  int,
  mssqlSchema,
  mssqlTable,
  nvarchar,
  smallint,
  tinyint,
  varbinary,
} from 'drizzle-orm/mssql-core'
import type { Tables } from '../../stores/sql/tables.ts'

/** The tables of a store whose main table has the given name. */
export function mssqlTables(table: string, schema: string | undefined) {
  // the two functions make the same tables, but their types have no common call
  const define = (schema === undefined ? mssqlTable : mssqlSchema(schema).table) as typeof mssqlTable
  const contracts = define(table, {
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    version: nvarchar('version', { length: 128 }).notNull(),
    name: nvarchar('name', { length: 255 }).notNull(),
    description: nvarchar('description', { length: 'max' }),
    json: nvarchar('json', { length: 'max' }).notNull(),
    fingerprint: nvarchar('fingerprint', { length: 64 }).notNull(),
    createdAt: datetimeoffset('created_at').notNull(),
    sortKey: nvarchar('sort_key', { length: 400 }).notNull(),
    releaseRank: smallint('release_rank').notNull(),
    status: nvarchar('status', { length: 255 }),
    owner: nvarchar('owner', { length: 255 }),
    domain: nvarchar('domain', { length: 255 }),
    digest: nvarchar('digest', { length: 32 }),
    derivedFrom: nvarchar('derived_from', { length: 64 }),
    revision: int('revision').notNull(),
    updatedAt: datetimeoffset('updated_at'),
    createdBy: nvarchar('created_by', { length: 255 }),
    updatedBy: nvarchar('updated_by', { length: 255 }),
    isForeign: tinyint('is_foreign').generatedAlwaysAs(sql`0`),
  })
  const sources = define(`${table}_sources`, {
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    version: nvarchar('version', { length: 128 }).notNull(),
    digest: nvarchar('digest', { length: 32 }).notNull(),
    source: varbinary('source', { length: 'max' }).notNull(),
  })
  const heads = define(`${table}_heads`, {
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    clock: bigint('clock', { mode: 'number' }).notNull(),
  })
  const history = define(`${table}_history`, {
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    version: nvarchar('version', { length: 128 }).notNull(),
    revision: int('revision').notNull(),
    sequence: bigint('sequence', { mode: 'number' }),
    occurredAt: datetimeoffset('occurred_at').notNull(),
    caller: nvarchar('caller', { length: 255 }),
    operation: nvarchar('operation', { length: 16 }).notNull(),
    name: nvarchar('name', { length: 255 }).notNull(),
    statusBefore: nvarchar('status_before', { length: 255 }),
    statusAfter: nvarchar('status_after', { length: 255 }),
    fingerprintBefore: nvarchar('fingerprint_before', { length: 64 }),
    fingerprintAfter: nvarchar('fingerprint_after', { length: 64 }),
    reason: nvarchar('reason', { length: 'max' }),
    requestId: nvarchar('request_id', { length: 128 }),
    successor: nvarchar('successor', { length: 128 }),
    sunset: datetimeoffset('sunset'),
  })
  const revisions = define(`${table}_revisions`, {
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    version: nvarchar('version', { length: 128 }).notNull(),
    revision: int('revision').notNull(),
    json: nvarchar('json', { length: 'max' }).notNull(),
    source: varbinary('source', { length: 'max' }),
    fingerprint: nvarchar('fingerprint', { length: 64 }).notNull(),
    digest: nvarchar('digest', { length: 32 }).notNull(),
    status: nvarchar('status', { length: 255 }),
  })
  const feed = define(`${table}_feed`, {
    id: smallint('id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  })
  const links = define(`${table}_links`, {
    linkKey: nvarchar('link_key', { length: 43 }).notNull(),
    datasetId: nvarchar('dataset_id', { length: 2000 }).notNull(),
    datasetVersion: nvarchar('dataset_version', { length: 512 }).notNull(),
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    contractVersion: nvarchar('contract_version', { length: 128 }).notNull(),
    linkedAt: datetimeoffset('linked_at').notNull(),
    linkedBy: nvarchar('linked_by', { length: 255 }),
  })
  const texts = define(`${table}_texts`, {
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    version: nvarchar('version', { length: 128 }).notNull(),
    releaseRank: smallint('release_rank').notNull(),
    sortKey: nvarchar('sort_key', { length: 400 }).notNull(),
    updatedAt: datetimeoffset('updated_at').notNull(),
    status: nvarchar('status', { length: 255 }),
    owner: nvarchar('owner', { length: 255 }),
    domain: nvarchar('domain', { length: 255 }),
    terms: nvarchar('terms', { length: 'max' }).notNull(),
  })
  const fields = define(`${table}_fields`, {
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    position: int('position').notNull(),
    kind: nvarchar('kind', { length: 16 }).notNull(),
    pointer: nvarchar('pointer', { length: 'max' }).notNull(),
    path: nvarchar('path', { length: 'max' }).notNull(),
    name: nvarchar('name', { length: 255 }).notNull(),
    nameKey: nvarchar('name_key', { length: 128 }).notNull(),
    physicalNameKey: nvarchar('physical_name_key', { length: 128 }),
    logicalType: nvarchar('logical_type', { length: 255 }),
    logicalTypeKey: nvarchar('logical_type_key', { length: 128 }),
    physicalType: nvarchar('physical_type', { length: 255 }),
    physicalTypeKey: nvarchar('physical_type_key', { length: 128 }),
    physicalBaseKey: nvarchar('physical_base_key', { length: 128 }),
    classification: nvarchar('classification', { length: 255 }),
    classificationKey: nvarchar('classification_key', { length: 128 }),
    isRequired: smallint('is_required').notNull(),
    isPrimaryKey: smallint('is_primary_key').notNull(),
    isCritical: smallint('is_critical').notNull(),
    description: nvarchar('description', { length: 'max' }),
  })
  const tags = define(`${table}_tags`, {
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    version: nvarchar('version', { length: 128 }).notNull(),
    position: int('position').notNull(),
    searchId: bigint('search_id', { mode: 'number' }),
    tag: nvarchar('tag', { length: 255 }).notNull(),
  })
  const search = define(`${table}_search`, {
    id: bigint('id', { mode: 'number' }).notNull().identity(),
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    version: nvarchar('version', { length: 128 }).notNull(),
    nameKey: nvarchar('name_key', { length: 255 }).notNull(),
    status: nvarchar('status', { length: 255 }),
    owner: nvarchar('owner', { length: 255 }),
    domain: nvarchar('domain', { length: 255 }),
    updatedAt: datetimeoffset('updated_at').notNull(),
    latestTerms: nvarchar('latest_terms', { length: 'max' }).notNull(),
    olderTerms: nvarchar('older_terms', { length: 'max' }).notNull(),
    fieldsDigest: nvarchar('fields_digest', { length: 43 }).notNull(),
  })
  const slots = define(`${table}_slots`, {
    searchId: bigint('search_id', { mode: 'number' }).notNull(),
    versions: nvarchar('versions', { length: 'max' }).notNull(),
    facets: nvarchar('facets', { length: 'max' }).notNull(),
    partialTerms: nvarchar('partial_terms', { length: 'max' }).notNull(),
  })
  const terms = define(`${table}_terms`, {
    term: nvarchar('term', { length: 80 }).notNull(),
    searchId: bigint('search_id', { mode: 'number' }).notNull(),
    inLatest: smallint('in_latest').notNull(),
    slots: nvarchar('slots', { length: 100 }).notNull(),
  })
  const tables = {
    ...{ contracts, sources, heads, history, revisions, feed, links },
    ...{ texts, fields, tags, search, slots },
  } satisfies Tables
  return { ...tables, terms }
}
