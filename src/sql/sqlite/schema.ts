import { blob, customType, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Tables } from '../../stores/sql/tables.ts'

/** UTC as SQLAlchemy writes and reads it on SQLite: `2026-03-31 12:00:00.000000`. */
const dateTime = customType<{ data: Date; driverData: string }>({
  dataType: () => 'datetime',
  toDriver: date => `${date.toISOString().slice(0, 23).replace('T', ' ')}000`,
  fromDriver: timeOf,
})

/** A time as other programs may have written it, too: with an offset, or not at all, which is taken for the earliest. */
function timeOf(stored: unknown): Date {
  const text = String(stored).replace(' ', 'T')
  const times = [`${text}Z`, text].map(one => Date.parse(one))
  return new Date(times.find(time => !Number.isNaN(time)) ?? 0)
}

/** A text, which other programs may have written as bytes: SQLite keeps in any column whatever it is given. */
const anyText = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  fromDriver: (stored: unknown) => (Buffer.isBuffer(stored) ? stored.toString() : String(stored)),
})

/** The tables of a store whose main table has the given name. */
export function sqliteTables(table: string) {
  const contracts = sqliteTable(
    table,
    {
      contractId: anyText('contract_id').notNull(),
      version: anyText('version').notNull(),
      name: anyText('name').notNull(),
      description: text('description'),
      json: anyText('json').notNull(),
      fingerprint: anyText('fingerprint').notNull(),
      createdAt: dateTime('created_at').notNull(),
      sortKey: text('sort_key').notNull(),
      releaseRank: integer('release_rank').notNull(),
      status: text('status'),
      owner: text('owner'),
      domain: text('domain'),
      digest: text('digest'),
      derivedFrom: text('derived_from'),
      revision: integer('revision').notNull(),
      updatedAt: dateTime('updated_at'),
      createdBy: text('created_by'),
      updatedBy: text('updated_by'),
    },
    columns => [primaryKey({ columns: [columns.contractId, columns.version] })],
  )
  const sources = sqliteTable(
    `${table}_sources`,
    {
      contractId: text('contract_id').notNull(),
      version: text('version').notNull(),
      digest: text('digest').notNull(),
      source: blob('source', { mode: 'buffer' }).notNull(),
    },
    columns => [primaryKey({ columns: [columns.contractId, columns.version] })],
  )
  const heads = sqliteTable(`${table}_heads`, {
    contractId: text('contract_id').notNull(),
    clock: integer('clock').notNull(),
  })
  const history = sqliteTable(`${table}_history`, {
    contractId: text('contract_id').notNull(),
    version: text('version').notNull(),
    revision: integer('revision').notNull(),
    sequence: integer('sequence'),
    occurredAt: dateTime('occurred_at').notNull(),
    caller: text('caller'),
    operation: text('operation').notNull(),
    name: text('name').notNull(),
    statusBefore: text('status_before'),
    statusAfter: text('status_after'),
    fingerprintBefore: text('fingerprint_before'),
    fingerprintAfter: text('fingerprint_after'),
    reason: text('reason'),
    requestId: text('request_id'),
    successor: text('successor'),
    sunset: dateTime('sunset'),
  })
  const revisions = sqliteTable(`${table}_revisions`, {
    contractId: text('contract_id').notNull(),
    version: text('version').notNull(),
    revision: integer('revision').notNull(),
    json: text('json').notNull(),
    source: blob('source', { mode: 'buffer' }),
    fingerprint: text('fingerprint').notNull(),
    digest: text('digest').notNull(),
    status: text('status'),
  })
  const feed = sqliteTable(`${table}_feed`, {
    id: integer('id').notNull(),
    sequence: integer('sequence').notNull(),
  })
  const links = sqliteTable(`${table}_links`, {
    linkKey: text('link_key').notNull(),
    datasetId: text('dataset_id').notNull(),
    datasetVersion: text('dataset_version').notNull(),
    contractId: text('contract_id').notNull(),
    contractVersion: text('contract_version').notNull(),
    linkedAt: dateTime('linked_at').notNull(),
    linkedBy: text('linked_by'),
  })
  const texts = sqliteTable(`${table}_texts`, {
    contractId: text('contract_id').notNull(),
    version: text('version').notNull(),
    releaseRank: integer('release_rank').notNull(),
    sortKey: text('sort_key').notNull(),
    updatedAt: dateTime('updated_at').notNull(),
    status: text('status'),
    owner: text('owner'),
    domain: text('domain'),
    terms: text('terms').notNull(),
  })
  const fields = sqliteTable(`${table}_fields`, {
    contractId: text('contract_id').notNull(),
    position: integer('position').notNull(),
    kind: text('kind').notNull(),
    pointer: text('pointer').notNull(),
    path: text('path').notNull(),
    name: text('name').notNull(),
    nameKey: text('name_key').notNull(),
    physicalNameKey: text('physical_name_key'),
    logicalType: text('logical_type'),
    logicalTypeKey: text('logical_type_key'),
    physicalType: text('physical_type'),
    physicalTypeKey: text('physical_type_key'),
    physicalBaseKey: text('physical_base_key'),
    classification: text('classification'),
    classificationKey: text('classification_key'),
    isRequired: integer('is_required').notNull(),
    isPrimaryKey: integer('is_primary_key').notNull(),
    isCritical: integer('is_critical').notNull(),
    description: text('description'),
  })
  const tags = sqliteTable(`${table}_tags`, {
    contractId: text('contract_id').notNull(),
    version: text('version').notNull(),
    position: integer('position').notNull(),
    searchId: integer('search_id'),
    tag: text('tag').notNull(),
  })
  const search = sqliteTable(`${table}_search`, {
    id: integer('id').primaryKey({ autoIncrement: true }),
    contractId: text('contract_id').notNull(),
    version: text('version').notNull(),
    nameKey: text('name_key').notNull(),
    status: text('status'),
    owner: text('owner'),
    domain: text('domain'),
    updatedAt: dateTime('updated_at').notNull(),
    latestTerms: text('latest_terms').notNull(),
    olderTerms: text('older_terms').notNull(),
    fieldsDigest: text('fields_digest').notNull(),
  })
  const slots = sqliteTable(`${table}_slots`, {
    searchId: integer('search_id').notNull(),
    versions: text('versions').notNull(),
    facets: text('facets').notNull(),
    partialTerms: text('partial_terms').notNull(),
  })
  return {
    ...{ contracts, sources, heads, history, revisions, feed, links },
    ...{ texts, fields, tags, search, slots },
  } satisfies Tables
}
