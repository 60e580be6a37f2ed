import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dialect } from './database.ts'

/** One named step of the SQL schema. */
export interface Migration {
  /** The file name without `.sql`; names sort in the order in which they apply. */
  readonly name: string
  /** SHA-256 of the file, in hex: tells an edited migration from the one that was applied. */
  readonly checksum: string
  /** The statements, with the names of this store's tables filled in. */
  readonly statements: readonly string[]
  /** Whether it may be one transaction; false for what PostgreSQL does outside of transactions only. */
  readonly transactional: boolean
  /** The statement that records that this migration was applied. */
  readonly record: string
}

/** How a dialect writes the names of a store's tables and indexes. */
export interface Names {
  /** `schema.table`, quoted, for the main table's name with a suffix. */
  table(suffix: string): string
  /** A quoted name without a schema, for indexes and constraints. */
  name(suffix: string): string
  /** The collation of keys, where a dialect's servers have different names for it. */
  readonly collation?: string
  /** The dialect's expression for the current time, in UTC. */
  readonly now: string
}

const folder = join(import.meta.dirname, '../../migrations')
const placeholder = /\{\{(table|name|collation)(?::([a-z_]+))?\}\}/g

/** The first line of a file that must not run in a transaction. */
const noTransaction = '-- no transaction'

/** The migrations of a dialect in the order in which they apply. */
export function readMigrations(dialect: Dialect, names: Names): Migration[] {
  const files = readdirSync(join(folder, dialect)).filter(file => file.endsWith('.sql'))
  return files.sort().map(file => {
    // a checkout may turn LF into CR LF, which must not look like an edit
    const text = readFileSync(join(folder, dialect, file), 'utf8').replaceAll('\r\n', '\n')
    const checksum = createHash('sha256').update(text).digest('hex')
    const name = file.slice(0, -'.sql'.length)
    const record = `insert into ${names.table('_migrations')} (name, checksum, applied_at) values ('${name}', '${checksum}', ${names.now})`
    const transactional = !text.startsWith(`${noTransaction}\n`)
    return { name, checksum, statements: statementsOf(text, names), transactional, record }
  })
}

/** Splits at semicolons that end a line and fills in the names. */
function statementsOf(text: string, names: Names): string[] {
  const filled = text.replace(placeholder, (_, kind: 'table' | 'name' | 'collation', suffix = '') =>
    kind === 'collation' ? (names.collation ?? '') : names[kind](suffix),
  )
  const withoutComments = filled.replace(/^--.*\n/gm, '')
  return withoutComments
    .split(/;\s*(?:\n|$)/)
    .map(statement => statement.trim())
    .filter(statement => statement !== '')
}
