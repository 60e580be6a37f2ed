import { sql } from 'drizzle-orm'
import {
  bigint,
  datetimeoffset,
  int,
  type MsSqlColumnBuilder,
  mssqlSchema,
  mssqlTable,
  nvarchar,
  smallint,
  tinyint,
  varbinary,
} from 'drizzle-orm/mssql-core'
import { makeTables, type TableDeclarations, type TablesOf } from '../tables.ts'

/** The tables of a store whose main table has the given name. */
export function mssqlTables<Declared extends TableDeclarations>(
  declared: Declared,
  mainTable: string,
  schema: string | undefined,
): TablesOf<Declared> {
  // the two functions make the same tables, but their types have no common call
  const table = (schema === undefined ? mssqlTable : mssqlSchema(schema).table) as typeof mssqlTable
  return makeTables<Declared, MsSqlColumnBuilder>(declared, mainTable, {
    table,
    columns: {
      text: (name, { length }) => nvarchar(name, { length }),
      longText: name => nvarchar(name, { length: 'max' }),
      bytes: name => varbinary(name, { length: 'max' }),
      time: name => datetimeoffset(name),
      smallInteger: name => smallint(name),
      integer: name => int(name),
      bigInteger: name => bigint(name, { mode: 'number' }),
      identity: name => bigint(name, { mode: 'number' }).identity(),
      // what it is computed from is in the migration; here it only keeps it from being written
      computed: name => tinyint(name).generatedAlwaysAs(sql`0`),
    },
  })
}
