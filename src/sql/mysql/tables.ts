import { sql } from 'drizzle-orm'
import {
  bigint,
  customType,
  datetime,
  int,
  longtext,
  type MySqlColumnBuilder,
  mysqlTable,
  smallint,
  tinyint,
  varchar,
} from 'drizzle-orm/mysql-core'
import { makeTables, type TableDeclarations, type TablesOf } from '../tables.ts'

const longblob = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'longblob' })

/** The tables of a store whose main table has the given name. */
export function mysqlTables<Declared extends TableDeclarations>(
  declared: Declared,
  mainTable: string,
): TablesOf<Declared> {
  return makeTables<Declared, MySqlColumnBuilder>(declared, mainTable, {
    table: mysqlTable,
    columns: {
      text: (name, { length }) => varchar(name, { length }),
      longText: name => longtext(name),
      bytes: name => longblob(name),
      time: name => datetime(name, { mode: 'date', fsp: 6 }),
      smallInteger: name => smallint(name),
      integer: name => int(name),
      bigInteger: name => bigint(name, { mode: 'number' }),
      identity: name => bigint(name, { mode: 'number' }).autoincrement(),
      // what it is computed from is in the migration; here it only keeps it from being written
      computed: name => tinyint(name).generatedAlwaysAs(sql`0`),
    },
  })
}
