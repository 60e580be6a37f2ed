import { getColumns, getTableName, type SQL, sql, type Table } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { inOrder } from '../claims.ts'
import type { Claims, Values } from '../database.ts'
import { bytesText } from './rows-as-texts.ts'

/** A statement as the driver takes it. */
export interface Statement {
  readonly text: string
  readonly values: string[]
}

/** What claims as one statement, which is a transaction by itself, see `claim`. Each text is built once. */
export class ClaimStatements {
  readonly #dialect = new PgDialect()
  readonly #texts = new Map<string, string>()

  of(claims: Claims): Statement {
    const inserts = claims.inserts.map(({ table, rows }) => [
      getTableName(table),
      ...Object.keys(rows[0] ?? {}),
    ])
    const key = JSON.stringify([getTableName(claims.table), inserts])
    const text = this.#texts.get(key) ?? this.#dialect.sqlToQuery(claimStatement(claims)).sql
    this.#texts.set(key, text)
    const rows = claims.inserts.map(({ table, rows }) => rowsText(table, rows))
    return { text, values: [JSON.stringify(inOrder(claims.claims)), 'lock_timeout', `${patience}`, ...rows] }
  }
}

/** For how many milliseconds somebody is waited for who makes a row, as others are claimed together with it. */
const patience = 250

/** With the claims as its first parameter, then the setting of the patience, and the rows of each table as one more, as JSON. */
function claimStatement({ table, members, inserts }: Claims): SQL {
  const [key, clock] = members.map(member => nameOf(table, member)) as [SQL, SQL]
  const parts = [
    sql`wanted as materialized (select * from json_to_recordset(${json(1)}) as wanted (key text, seen bigint, clock bigint), (select set_config($2, $3, true)) as patience)`,
    // nobody is waited for who has locked a row; of two instances that make one, the second waits for the first
    sql`free as (select ${key} as key from ${table} where ${key} = any(array(select key from wanted where seen is not null)) for update skip locked)`,
    sql`moved as (update ${table} set ${clock} = wanted.clock from wanted, free where ${table}.${key} = any(array[wanted.key]) and free.key = wanted.key and ${table}.${clock} = wanted.seen returning wanted.key)`,
    sql`made as (insert into ${table} (${key}, ${clock}) select key, clock from wanted where seen is null on conflict do nothing returning ${key} as key)`,
    sql`taken as (select key from moved union all select key from made)`,
    ...inserts.map(({ table: into, rows }, at) => {
      const members = Object.keys(rows[0] ?? {})
      const names = sql.join(
        members.map(member => nameOf(into, member)),
        sql`, `,
      )
      const own = sql`select ${names} from json_populate_recordset(null::${into}, ${json(at + 4)})`
      return sql`${sql.raw(`rows${at}`)} as (insert into ${into} (${names}) ${own} where ${key} in (select key from taken))`
    }),
  ]
  return sql`with ${sql.join(parts, sql`, `)} select key from taken`
}

/** A parameter that is JSON. */
function json(number: number): SQL {
  return sql.raw(`$${number}::text::json`)
}

function nameOf(table: Table, member: string): SQL {
  const column = getColumns(table)[member]
  if (!column) throw new Error(`${getTableName(table)} has no column for ${member}`)
  return sql`${sql.identifier(column.name)}`
}

function rowsText(table: Table, rows: readonly Values[]): string {
  const columns = getColumns(table)
  const named = rows.map(row =>
    Object.fromEntries(Object.entries(row).map(([member, value]) => [columns[member]?.name, jsonOf(value)])),
  )
  return JSON.stringify(named)
}

function jsonOf(value: unknown): unknown {
  return Buffer.isBuffer(value) ? bytesText(value) : value
}
