import { sql } from 'drizzle-orm'
import {
  bigint,
  customType,
  datetime,
  int,
  longtext,
  mysqlTable,
  smallint,
  tinyint,
  varchar,
} from 'drizzle-orm/mysql-core'
import type { Tables } from '../../stores/sql/tables.ts'

const longblob = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'longblob' })

/** The tables of a store whose main table has the given name. */
export function mysqlTables(table: string) {
  const contracts = mysqlTable(table, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    name: varchar('name', { length: 255 }).notNull(),
    description: longtext('description'),
    json: longtext('json').notNull(),
    fingerprint: varchar('fingerprint', { length: 64 }).notNull(),
    createdAt: datetime('created_at', { mode: 'date', fsp: 6 }).notNull(),
    sortKey: varchar('sort_key', { length: 400 }).notNull(),
    releaseRank: smallint('release_rank').notNull(),
    status: varchar('status', { length: 255 }),
    owner: varchar('owner', { length: 255 }),
    domain: varchar('domain', { length: 255 }),
    digest: varchar('digest', { length: 32 }),
    derivedFrom: varchar('derived_from', { length: 64 }),
    revision: int('revision').notNull(),
    updatedAt: datetime('updated_at', { mode: 'date', fsp: 6 }),
    createdBy: varchar('created_by', { length: 255 }),
    updatedBy: varchar('updated_by', { length: 255 }),
    isForeign: tinyint('is_foreign').generatedAlwaysAs(sql`0`),
  })
  const sources = mysqlTable(`${table}_sources`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    digest: varchar('digest', { length: 32 }).notNull(),
    source: longblob('source').notNull(),
  })
  const heads = mysqlTable(`${table}_heads`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    clock: bigint('clock', { mode: 'number' }).notNull(),
  })
  const history = mysqlTable(`${table}_history`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    revision: int('revision').notNull(),
    sequence: bigint('sequence', { mode: 'number' }),
    occurredAt: datetime('occurred_at', { mode: 'date', fsp: 6 }).notNull(),
    caller: varchar('caller', { length: 255 }),
    operation: varchar('operation', { length: 16 }).notNull(),
    name: varchar('name', { length: 255 }).notNull(),
    statusBefore: varchar('status_before', { length: 255 }),
    statusAfter: varchar('status_after', { length: 255 }),
    fingerprintBefore: varchar('fingerprint_before', { length: 64 }),
    fingerprintAfter: varchar('fingerprint_after', { length: 64 }),
    reason: longtext('reason'),
    requestId: varchar('request_id', { length: 128 }),
    successor: varchar('successor', { length: 128 }),
    sunset: datetime('sunset', { mode: 'date', fsp: 6 }),
  })
  const revisions = mysqlTable(`${table}_revisions`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    revision: int('revision').notNull(),
    json: longtext('json').notNull(),
    source: longblob('source'),
    fingerprint: varchar('fingerprint', { length: 64 }).notNull(),
    digest: varchar('digest', { length: 32 }).notNull(),
    status: varchar('status', { length: 255 }),
  })
  const feed = mysqlTable(`${table}_feed`, {
    id: smallint('id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  })
  const links = mysqlTable(`${table}_links`, {
    linkKey: varchar('link_key', { length: 43 }).notNull(),
    datasetId: varchar('dataset_id', { length: 2000 }).notNull(),
    datasetVersion: varchar('dataset_version', { length: 512 }).notNull(),
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    contractVersion: varchar('contract_version', { length: 128 }).notNull(),
    linkedAt: datetime('linked_at', { mode: 'date', fsp: 6 }).notNull(),
    linkedBy: varchar('linked_by', { length: 255 }),
  })
  const texts = mysqlTable(`${table}_texts`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    releaseRank: smallint('release_rank').notNull(),
    sortKey: varchar('sort_key', { length: 400 }).notNull(),
    updatedAt: datetime('updated_at', { mode: 'date', fsp: 6 }).notNull(),
    status: varchar('status', { length: 255 }),
    owner: varchar('owner', { length: 255 }),
    domain: varchar('domain', { length: 255 }),
    terms: longtext('terms').notNull(),
  })
  const fields = mysqlTable(`${table}_fields`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    position: int('position').notNull(),
    kind: varchar('kind', { length: 16 }).notNull(),
    pointer: longtext('pointer').notNull(),
    path: longtext('path').notNull(),
    name: varchar('name', { length: 255 }).notNull(),
    nameKey: varchar('name_key', { length: 128 }).notNull(),
    physicalNameKey: varchar('physical_name_key', { length: 128 }),
    logicalType: varchar('logical_type', { length: 255 }),
    logicalTypeKey: varchar('logical_type_key', { length: 128 }),
    physicalType: varchar('physical_type', { length: 255 }),
    physicalTypeKey: varchar('physical_type_key', { length: 128 }),
    physicalBaseKey: varchar('physical_base_key', { length: 128 }),
    classification: varchar('classification', { length: 255 }),
    classificationKey: varchar('classification_key', { length: 128 }),
    isRequired: smallint('is_required').notNull(),
    isPrimaryKey: smallint('is_primary_key').notNull(),
    isCritical: smallint('is_critical').notNull(),
    description: longtext('description'),
  })
  const tags = mysqlTable(`${table}_tags`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    position: int('position').notNull(),
    searchId: bigint('search_id', { mode: 'number' }),
    tag: varchar('tag', { length: 255 }).notNull(),
  })
  const search = mysqlTable(`${table}_search`, {
    id: bigint('id', { mode: 'number' }).notNull().autoincrement(),
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    nameKey: varchar('name_key', { length: 255 }).notNull(),
    status: varchar('status', { length: 255 }),
    owner: varchar('owner', { length: 255 }),
    domain: varchar('domain', { length: 255 }),
    updatedAt: datetime('updated_at', { mode: 'date', fsp: 6 }).notNull(),
    latestTerms: longtext('latest_terms').notNull(),
    olderTerms: longtext('older_terms').notNull(),
    fieldsDigest: varchar('fields_digest', { length: 43 }).notNull(),
  })
  const slots = mysqlTable(`${table}_slots`, {
    searchId: bigint('search_id', { mode: 'number' }).notNull(),
    versions: longtext('versions').notNull(),
    facets: longtext('facets').notNull(),
    partialTerms: longtext('partial_terms').notNull(),
  })
  const terms = mysqlTable(`${table}_terms`, {
    term: varchar('term', { length: 80 }).notNull(),
    searchId: bigint('search_id', { mode: 'number' }).notNull(),
    inLatest: tinyint('in_latest').notNull(),
    slots: varchar('slots', { length: 100 }).notNull(),
  })
  const tables = {
    ...{ contracts, sources, heads, history, revisions, feed, links },
    ...{ texts, fields, tags, search, slots },
  } satisfies Tables
  return { ...tables, terms }
}
