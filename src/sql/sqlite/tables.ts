import {
  blob,
  customType,
  integer,
  type SQLiteColumnBuilder,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core'
import { makeTables, type TableDeclarations, type TablesOf } from '../tables.ts'

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
export function sqliteTables<Declared extends TableDeclarations>(
  declared: Declared,
  mainTable: string,
): TablesOf<Declared> {
  return makeTables<Declared, SQLiteColumnBuilder>(declared, mainTable, {
    table: sqliteTable,
    columns: {
      text: (name, { isShared }) => (isShared ? anyText(name) : text(name)),
      longText: (name, { isShared }) => (isShared ? anyText(name) : text(name)),
      bytes: name => blob(name, { mode: 'buffer' }),
      time: name => dateTime(name),
      smallInteger: name => integer(name),
      integer: name => integer(name),
      bigInteger: name => integer(name),
      identity: name => integer(name).primaryKey({ autoIncrement: true }),
      computed: () => undefined,
    },
  })
}
