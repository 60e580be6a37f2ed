import {
  bigint,
  customType,
  integer,
  type PgColumnBuilder,
  pgSchema,
  pgTable,
  smallint,
  text,
  timestamp,
  varchar,
} from 'drizzle-orm/pg-core'
import { makeTables, type TableDeclarations, type TablesOf } from '../tables.ts'

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })

/** The tables of a store whose main table has the given name. */
export function postgresTables<Declared extends TableDeclarations>(
  declared: Declared,
  mainTable: string,
  schema: string | undefined,
): TablesOf<Declared> {
  // the two functions make the same tables, but their types have no common call
  const table = (schema === undefined ? pgTable : pgSchema(schema).table) as typeof pgTable
  return makeTables<Declared, PgColumnBuilder>(declared, mainTable, {
    table,
    columns: {
      text: (name, { length }) => varchar(name, { length }),
      longText: name => text(name),
      bytes: name => bytea(name),
      time: name => timestamp(name, { withTimezone: true }),
      smallInteger: name => smallint(name),
      integer: name => integer(name),
      bigInteger: name => bigint(name, { mode: 'number' }),
      identity: name => bigint(name, { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
      computed: () => undefined,
    },
  })
}
