import { blob, customType, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Tables } from '../tables.ts'

/** UTC as SQLAlchemy writes and reads it on SQLite: `2026-03-31 12:00:00.000000`. */
const dateTime = customType<{ data: Date; driverData: string }>({
  dataType: () => 'datetime',
  toDriver: date => `${date.toISOString().slice(0, 23).replace('T', ' ')}000`,
  fromDriver: stored => new Date(`${stored.replace(' ', 'T')}Z`),
})

/** The tables of a store whose main table has the given name. */
export function sqliteTables(table: string) {
  const contracts = sqliteTable(
    table,
    {
      contractId: text('contract_id').notNull(),
      version: text('version').notNull(),
      name: text('name').notNull(),
      description: text('description'),
      json: text('json').notNull(),
      fingerprint: text('fingerprint').notNull(),
      createdAt: dateTime('created_at').notNull(),
      sortKey: text('sort_key').notNull(),
      releaseRank: integer('release_rank').notNull(),
      status: text('status'),
      owner: text('owner'),
      domain: text('domain'),
      digest: text('digest'),
      derivedFrom: text('derived_from'),
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
  return { contracts, sources } satisfies Tables
}
