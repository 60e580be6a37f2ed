import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { Dialect } from '../../../sql/database.ts'
import type { StoreDatabase } from '../store-database.ts'
import type { FullText } from './full-text.ts'
import { fts5 } from './full-text-fts5.ts'
import { termsTable } from './full-text-table.ts'
import type { TermGroup, TermStatements } from './term-rows.ts'

/** The full-text index of a database: that of SQLite, or a table on servers. */
export function fullTextOf(database: Pick<StoreDatabase, 'dialect' | 'tables' | 'isOneOf'>): FullText {
  if (database.dialect === 'sqlite') return fts5(database.tables, database.isOneOf)
  const index = termsTable(database, statements[database.dialect])
  return database.dialect === 'postgres' ? { ...index, contains } : index
}

/**
 * What tells words apart: of SQL Server only the later releases can do so, and not all in order. Words are letters and
 * digits, which are JSON in quotes.
 */
const statements: Partial<Record<Dialect, TermStatements>> = {
  postgres: {
    words: text => sql`unnest(string_to_array(${text}, ${' '})) as words(word)`,
    longestDivided: Number.POSITIVE_INFINITY,
    wanted(groups) {
      const columns = sql`search_id bigint, in_latest smallint, version_set text, terms text collate "C"`
      const json = JSON.stringify(
        groups.map(group => ({ ...asColumns(group), terms: group.terms.join(' ') })),
      )
      const rows = sql`json_to_recordset(${json}::text::json) as groups(${columns})`
      return sql`(select word, search_id, in_latest, version_set from ${rows}, unnest(string_to_array(terms, ${' '})) as word) as wanted`
    },
    orUpdate: sql`on conflict (term, search_id) do update set in_latest = excluded.in_latest, version_set = excluded.version_set`,
  },
  mysql: {
    words(text) {
      const array = sql`concat(${'["'}, replace(${text}, ${' '}, ${'","'}), ${'"]'})`
      return sql`json_table(${array}, "$[*]" columns (word ${asciiText(80)} path "$")) as words`
    },
    // REPLACE moves all that is behind each word
    longestDivided: 16 * 1024,
    wanted(groups) {
      const json = JSON.stringify(groups.map(group => ({ ...asColumns(group), terms: group.terms })))
      const columns = sql`search_id bigint path "$.search_id", in_latest tinyint path "$.in_latest", version_set ${asciiText(100)} path "$.version_set", nested path "$.terms[*]" columns (word ${asciiText(80)} path "$")`
      return sql`json_table(${json}, "$[*]" columns (${columns})) as wanted`
    },
    orUpdate: sql`on duplicate key update in_latest = wanted.in_latest, version_set = wanted.version_set`,
  },
}

function asColumns({ searchId, inLatest, versionSet }: TermGroup) {
  return { search_id: searchId, in_latest: inLatest, version_set: versionSet }
}

function asciiText(length: number): SQL {
  return sql.raw(`varchar(${length}) character set ascii collate ascii_bin`)
}

/** LIKE of PostgreSQL goes from character to character. */
function contains(text: AnyColumn, part: string): SQL {
  return sql`strpos(${text}, ${part}) > 0`
}
