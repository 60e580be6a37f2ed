import {
  bigint,
  customType,
  integer,
  pgSchema,
  pgTable,
  smallint,
  text,
  timestamp,
  varchar,
} from 'drizzle-orm/pg-core'
import type { Tables } from '../../stores/sql/tables.ts'

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** The tables of a store whose main table has the given name. */
export function postgresTables(table: string, schema: string | undefined) {
  // the two functions make the same tables, but their types have no common call
  const define = (schema === undefined ? pgTable : pgSchema(schema).table) as typeof pgTable
  const contracts = define(table, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    name: varchar('name', { length: 255 }).notNull(),
    description: text('description'),
    json: text('json').notNull(),
    fingerprint: varchar('fingerprint', { length: 64 }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    sortKey: varchar('sort_key', { length: 400 }).notNull(),
    releaseRank: smallint('release_rank').notNull(),
    status: varchar('status', { length: 255 }),
    owner: varchar('owner', { length: 255 }),
    domain: varchar('domain', { length: 255 }),
    digest: varchar('digest', { length: 32 }),
    derivedFrom: varchar('derived_from', { length: 64 }),
    revision: integer('revision').notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }),
    createdBy: varchar('created_by', { length: 255 }),
    updatedBy: varchar('updated_by', { length: 255 }),
  })
  const sources = define(`${table}_sources`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    digest: varchar('digest', { length: 32 }).notNull(),
    source: bytea('source').notNull(),
  })
  const heads = define(`${table}_heads`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    clock: bigint('clock', { mode: 'number' }).notNull(),
  })
  const history = define(`${table}_history`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    revision: integer('revision').notNull(),
    sequence: bigint('sequence', { mode: 'number' }),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
    caller: varchar('caller', { length: 255 }),
    operation: varchar('operation', { length: 16 }).notNull(),
    name: varchar('name', { length: 255 }).notNull(),
    statusBefore: varchar('status_before', { length: 255 }),
    statusAfter: varchar('status_after', { length: 255 }),
    fingerprintBefore: varchar('fingerprint_before', { length: 64 }),
    fingerprintAfter: varchar('fingerprint_after', { length: 64 }),
    reason: text('reason'),
    requestId: varchar('request_id', { length: 128 }),
    successor: varchar('successor', { length: 128 }),
    sunset: timestamp('sunset', { withTimezone: true }),
  })
  const revisions = define(`${table}_revisions`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    revision: integer('revision').notNull(),
    json: text('json').notNull(),
    source: bytea('source'),
    fingerprint: varchar('fingerprint', { length: 64 }).notNull(),
    digest: varchar('digest', { length: 32 }).notNull(),
    status: varchar('status', { length: 255 }),
  })
  const feed = define(`${table}_feed`, {
    id: smallint('id').notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
  })
  const links = define(`${table}_links`, {
    linkKey: varchar('link_key', { length: 43 }).notNull(),
    datasetId: varchar('dataset_id', { length: 2000 }).notNull(),
    datasetVersion: varchar('dataset_version', { length: 512 }).notNull(),
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    contractVersion: varchar('contract_version', { length: 128 }).notNull(),
    linkedAt: timestamp('linked_at', { withTimezone: true }).notNull(),
    linkedBy: varchar('linked_by', { length: 255 }),
  })
  const texts = define(`${table}_texts`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    releaseRank: smallint('release_rank').notNull(),
    sortKey: varchar('sort_key', { length: 400 }).notNull(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
    status: varchar('status', { length: 255 }),
    owner: varchar('owner', { length: 255 }),
    domain: varchar('domain', { length: 255 }),
    terms: text('terms').notNull(),
  })
  const fields = define(`${table}_fields`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    position: integer('position').notNull(),
    kind: varchar('kind', { length: 16 }).notNull(),
    pointer: text('pointer').notNull(),
    path: text('path').notNull(),
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
    description: text('description'),
  })
  const tags = define(`${table}_tags`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    position: integer('position').notNull(),
    searchId: bigint('search_id', { mode: 'number' }),
    tag: varchar('tag', { length: 255 }).notNull(),
  })
  const search = define(`${table}_search`, {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    nameKey: varchar('name_key', { length: 255 }).notNull(),
    status: varchar('status', { length: 255 }),
    owner: varchar('owner', { length: 255 }),
    domain: varchar('domain', { length: 255 }),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
    latestTerms: text('latest_terms').notNull(),
    olderTerms: text('older_terms').notNull(),
    fieldsDigest: varchar('fields_digest', { length: 43 }).notNull(),
  })
  const slots = define(`${table}_slots`, {
    searchId: bigint('search_id', { mode: 'number' }).notNull(),
    versions: text('versions').notNull(),
    facets: text('facets').notNull(),
    partialTerms: text('partial_terms').notNull(),
  })
  const terms = define(`${table}_terms`, {
    term: varchar('term', { length: 80 }).notNull(),
    searchId: bigint('search_id', { mode: 'number' }).notNull(),
    inLatest: smallint('in_latest').notNull(),
    slots: varchar('slots', { length: 100 }).notNull(),
  })
  const tables = {
    ...{ contracts, sources, heads, history, revisions, feed, links },
    ...{ texts, fields, tags, search, slots },
  } satisfies Tables
  return { ...tables, terms }
}
