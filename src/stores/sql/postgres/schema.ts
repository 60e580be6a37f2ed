import { customType, pgSchema, pgTable, smallint, text, timestamp, varchar } from 'drizzle-orm/pg-core'
import type { Tables } from '../tables.ts'

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
  })
  const sources = define(`${table}_sources`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    digest: varchar('digest', { length: 32 }).notNull(),
    source: bytea('source').notNull(),
  })
  return { contracts, sources } satisfies Tables
}
