import { customType, datetime, longtext, mysqlTable, smallint, varchar } from 'drizzle-orm/mysql-core'
import type { Tables } from '../tables.ts'

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
  })
  const sources = mysqlTable(`${table}_sources`, {
    contractId: varchar('contract_id', { length: 255 }).notNull(),
    version: varchar('version', { length: 128 }).notNull(),
    digest: varchar('digest', { length: 32 }).notNull(),
    source: longblob('source').notNull(),
  })
  return { contracts, sources } satisfies Tables
}
