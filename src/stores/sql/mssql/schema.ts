import {
  datetimeoffset,
  mssqlSchema,
  mssqlTable,
  nvarchar,
  smallint,
  varbinary,
} from 'drizzle-orm/mssql-core'
import type { Tables } from '../tables.ts'

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
  })
  const sources = define(`${table}_sources`, {
    contractId: nvarchar('contract_id', { length: 255 }).notNull(),
    version: nvarchar('version', { length: 128 }).notNull(),
    digest: nvarchar('digest', { length: 32 }).notNull(),
    source: varbinary('source', { length: 'max' }).notNull(),
  })
  return { contracts, sources } satisfies Tables
}
