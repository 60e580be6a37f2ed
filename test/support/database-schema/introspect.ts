import { type DatabaseSchema, type SchemaColumn, type SchemaIndex, sortedIndexes } from './schema.ts'

/** Runs a query and answers its rows. */
export type Execute = (query: string) => Promise<Record<string, unknown>[]>

/** A column as the queries below answer it, whatever the database calls it. */
interface ColumnRow {
  readonly table_name: string
  readonly is_view: boolean
  readonly column_name: string
  readonly type: string
  readonly collation: string | null
  readonly nullable: boolean
  readonly default_value: string | null
}

/** One column of one index. */
interface IndexRow {
  readonly table_name: string
  readonly index_name: string
  readonly column_name: string
  readonly is_unique: boolean
  readonly is_primary: boolean
  /** Of another constraint that says unique. */
  readonly is_key: boolean
}

interface Queries {
  readonly columns: string
  readonly indexes: string
  readonly others: string
}

/** Reads what a database really has. Each answers tables and columns in their order. */
export const introspect = {
  sqlite: (execute: Execute) => read(execute, sqlite),
  postgres: (execute: Execute) => read(execute, postgres),
  mysql: (execute: Execute) => read(execute, mysql),
  mssql: (execute: Execute) => read(execute, mssql),
}

const sqlite: Queries = {
  columns: `
    select m.name as table_name, m.type = 'view' as is_view, c.name as column_name,
      case c.type when '' then 'any' else c.type end as type, null as collation,
      c."notnull" = 0 and (c.pk = 0 or lower(c.type) <> 'integer') as nullable, c.dflt_value as default_value
    from sqlite_master m join pragma_table_list l on l.name = m.name join pragma_table_info(m.name) c
    where l.type in ('table', 'virtual', 'view') and l.name <> 'sqlite_sequence' order by m.name, c.cid`,
  indexes: `
    select m.name as table_name, i.name as index_name, c.name as column_name, i."unique" as is_unique,
      i.origin = 'pk' as is_primary, i.origin = 'u' as is_key
    from sqlite_master m join pragma_table_list l on l.name = m.name join pragma_index_list(m.name) i
      join pragma_index_info(i.name) c
    where l.type = 'table' order by m.name, i.name, c.seqno`,
  others: `
    select name from sqlite_master where type = 'trigger'
    union all select 'a foreign key of ' || m.name from sqlite_master m join pragma_foreign_key_list(m.name)`,
}

const postgres: Queries = {
  columns: `
    select c.relname as table_name, c.relkind = 'v' as is_view, a.attname as column_name,
      format_type(a.atttypid, a.atttypmod) as type,
      case when a.attcollation <> t.typcollation then '"' || l.collname || '"' end as collation,
      not a.attnotnull as nullable,
      case a.attgenerated when '' then pg_get_expr(d.adbin, d.adrelid) end as default_value
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_type t on t.oid = a.atttypid left join pg_collation l on l.oid = a.attcollation
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind not in ('i', 'I', 'S') order by c.relname, a.attnum`,
  indexes: `
    select t.relname as table_name, i.relname as index_name, a.attname as column_name, x.indisunique as is_unique,
      x.indisprimary as is_primary,
      exists (select 1 from pg_constraint u where u.conindid = x.indexrelid and u.contype = 'u') as is_key
    from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_attribute a on a.attrelid = i.oid
    where t.relnamespace = 'public'::regnamespace and a.attnum <= x.indnkeyatts order by t.relname, i.relname, a.attnum`,
  others: `
    select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype not in ('p', 'n', 'u')
    union all select tgname from pg_trigger where not tgisinternal`,
}

const mysql: Queries = {
  columns: `
    select c.table_name as table_name, t.table_type = 'VIEW' as is_view, c.column_name as column_name,
      c.column_type as type,
      -- one collation under two names
      replace(c.collation_name, 'utf8mb4_0900_bin', 'utf8mb4_nopad_bin') as collation,
      c.is_nullable = 'YES' as nullable,
      c.column_default as default_value
    from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = database() order by c.table_name, c.ordinal_position`,
  indexes: `
    select table_name as table_name, index_name as index_name, column_name as column_name,
      non_unique = 0 as is_unique, index_name = 'PRIMARY' as is_primary,
      non_unique = 0 and index_name <> 'PRIMARY' as is_key
    from information_schema.statistics where table_schema = database() order by table_name, index_name, seq_in_index`,
  others: `
    select constraint_name as name from information_schema.table_constraints
    where table_schema = database() and constraint_type not in ('PRIMARY KEY', 'UNIQUE')
    union all select trigger_name from information_schema.triggers where trigger_schema = database()`,
}

const mssql: Queries = {
  columns: `
    select c.table_name as table_name, case t.table_type when 'VIEW' then 1 else 0 end as is_view,
      c.column_name as column_name,
      case
        when c.data_type in ('nvarchar', 'varbinary') and c.character_maximum_length = -1 then c.data_type + '(max)'
        when c.data_type in ('nvarchar', 'varbinary')
          then c.data_type + '(' + cast(c.character_maximum_length as varchar(10)) + ')'
        when c.data_type in ('datetime2', 'datetimeoffset')
          then c.data_type + '(' + cast(c.datetime_precision as varchar(10)) + ')'
        else c.data_type
      end as type,
      case when c.collation_name <> cast(databasepropertyex(db_name(), 'Collation') as nvarchar(128))
        then c.collation_name end as collation,
      case c.is_nullable when 'YES' then 1 else 0 end as nullable, c.column_default as default_value
    from information_schema.columns c
      join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = 'dbo' order by c.table_name, c.ordinal_position`,
  indexes: `
    select t.name as table_name, i.name as index_name, c.name as column_name,
      cast(i.is_unique as int) as is_unique, cast(i.is_primary_key as int) as is_primary,
      cast(i.is_unique_constraint as int) as is_key
    from sys.tables t join sys.indexes i on i.object_id = t.object_id and i.index_id > 0
      join sys.index_columns x on x.object_id = i.object_id and x.index_id = i.index_id
      join sys.columns c on c.object_id = x.object_id and c.column_id = x.column_id
    where schema_name(t.schema_id) = 'dbo' order by t.name, i.name, x.key_ordinal`,
  others: `
    select constraint_name as name from information_schema.table_constraints
    where table_schema = 'dbo' and constraint_type not in ('PRIMARY KEY', 'UNIQUE')
    union all select name from sys.triggers where parent_class = 1`,
}

async function read(execute: Execute, queries: Queries): Promise<DatabaseSchema> {
  const columns = (await execute(queries.columns)) as unknown as ColumnRow[]
  const indexColumns = (await execute(queries.indexes)) as unknown as IndexRow[]
  const others = (await execute(queries.others)) as { name: string }[]
  const tables: Record<string, SchemaColumn[]> = {}
  const views: Record<string, string[]> = {}
  for (const row of columns) {
    if (row.is_view) views[row.table_name] = [...(views[row.table_name] ?? []), row.column_name]
    else tables[row.table_name] = [...(tables[row.table_name] ?? []), columnOf(row)]
  }
  return {
    tables,
    views,
    indexes: sortedIndexes(indexesOf(indexColumns)),
    others: others.map(({ name }) => name).sort(),
  }
}

function indexesOf(rows: readonly IndexRow[]): SchemaIndex[] {
  const found = new Map<string, SchemaIndex>()
  for (const row of rows) {
    const key = `${row.table_name} ${row.index_name}`
    found.set(key, {
      name: row.is_primary ? 'primary key' : row.is_key ? 'unique key' : row.index_name,
      table: row.table_name,
      columns: [...(found.get(key)?.columns ?? []), row.column_name],
      unique: Boolean(row.is_unique),
    })
  }
  return [...found.values()]
}

function columnOf(row: ColumnRow): SchemaColumn {
  const type = typeOf(row.type.toLowerCase())
  return {
    name: row.column_name,
    type: row.collation === null ? type : `${type} ${row.collation}`,
    nullable: Boolean(row.nullable),
    default: defaultOf(row.default_value, type),
  }
}

/** One spelling for types that servers spell in their own ways. */
function typeOf(type: string): string {
  return type
    .replace('character varying', 'varchar')
    .replace('timestamp with time zone', 'timestamptz')
    .replace(/^(tinyint|smallint|int|bigint)\(\d+\)$/, '$1')
}

function defaultOf(stored: string | null, type: string): string {
  // MariaDB says NULL for a column without a default; SQL Server wraps defaults in brackets, PostgreSQL adds the type,
  // MySQL names the character set of an expression and escapes its quotes
  const value = stored?.replace(/^\(+(.*?)\)+$/, '$1').replace(/::[a-z ]+$/, '') ?? 'none'
  if (value === 'NULL') return 'none'
  if (/^(now|current_timestamp|sysdatetimeoffset)\b/i.test(value)) return 'now'
  const text = /^(?:N|_\w+\\)?'(.*?)\\?'$/.exec(value)?.[1]
  // MySQL gives the text without quotes
  const isBare = text === undefined && value !== 'none' && /char/.test(type)
  return text !== undefined || isBare ? `'${text ?? value}'` : value
}
