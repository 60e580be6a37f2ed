import type Database from 'better-sqlite3'
import type { AppliedMigration, MigrationTarget } from '../migrate.ts'
import { type Names, readMigrations } from '../migration-files.ts'
import { whenFree } from './connection.ts'

/** Migrates on a connection of its own; all pending migrations are one exclusive transaction. */
export function sqliteMigrationTarget(connection: Database.Database, table: string): MigrationTarget {
  const names: Names = {
    table: suffix => quote(table + suffix),
    name: suffix => quote(table + suffix),
    now: `datetime('now')`,
  }
  const history = names.table('_migrations')
  const columnsOf = (name: string) => {
    const rows = connection.prepare('select name from pragma_table_info(?)').all(name) as { name: string }[]
    return rows.map(row => row.name)
  }
  return {
    migrations: readMigrations('sqlite', names),
    missingNamespace: async () => undefined,
    leftovers: async () => [],
    mainColumns: () => whenFree(() => columnsOf(table)),
    applied: () =>
      whenFree(() => {
        if (columnsOf(`${table}_migrations`).length === 0) return []
        return connection.prepare(`select name, checksum from ${history}`).all() as AppliedMigration[]
      }),
    async locked(work) {
      await whenFree(() => connection.exec('begin exclusive'))
      try {
        const result = await work({
          run: async statement => void connection.exec(statement),
          apply: async migration => {
            for (const statement of [...migration.statements, migration.record]) connection.exec(statement)
          },
        })
        connection.exec('commit')
        return result
      } finally {
        if (connection.inTransaction) connection.exec('rollback')
      }
    },
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
