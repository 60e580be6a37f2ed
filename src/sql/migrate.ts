import type { Migration } from './migration-files.ts'
import { StoreOpenError } from './open-error.ts'

/** What the runner asks of a dialect. */
export interface MigrationTarget {
  /** All migrations this release knows. */
  readonly migrations: readonly Migration[]
  /** Throws a `StoreOpenError` when the server is too old for the migrations; absent where that is not asked. */
  requireServer?(): Promise<void>
  /** The columns of the main table; empty when there is no such table. */
  mainColumns(): Promise<string[]>
  /** Name and checksum of the migrations that were applied; empty when nothing ever was. */
  applied(): Promise<AppliedMigration[]>
  /** What makes the namespace of the tables; undefined when it is there, or the dialect has none. */
  missingNamespace(): Promise<string | undefined>
  /** Statements that clear away what a run of that migration left which was broken off; mostly none. */
  leftovers(migration: Migration): Promise<string[]>
  /** Runs `work` while no other process migrates the same tables; undone as far as the dialect can when it rejects. */
  locked<T>(work: (session: MigrationSession) => Promise<T>): Promise<T>
}

/** A connection that holds the lock. */
interface MigrationSession {
  run(statement: string): Promise<void>
  /**
   * Runs a migration's statements and records it, in one transaction where the dialect has transactions for DDL and the
   * migration may be in one.
   */
  apply(migration: Migration): Promise<void>
}

/** A migration as the database has it on record. */
export interface AppliedMigration {
  readonly name: string
  readonly checksum: string
}

/** Whether a migration was applied, for `migrate --status`. */
export interface MigrationState {
  readonly migration: Migration
  readonly applied: boolean
}

/**
 * Brings the tables to the schema of this release; does nothing, and takes no lock, when they are there already.
 *
 * @param requireTable throws when the main table, which has these columns, must be left alone.
 * @returns the names of the migrations that were applied now.
 * @throws StoreOpenError when the schema is newer than this release, no release made it, or the server is too old for it.
 */
export async function migrate(
  target: MigrationTarget,
  requireTable: (columns: readonly string[]) => void,
): Promise<string[]> {
  if ((await pendingMigrations(target)).length === 0) return []
  await target.requireServer?.()
  return target.locked(async session => {
    // another instance may have migrated while this one waited for the lock
    const pending = await pendingMigrations(target)
    requireTable(await target.mainColumns())
    const namespace = await target.missingNamespace()
    if (namespace) await session.run(namespace)
    for (const migration of pending) {
      for (const statement of await target.leftovers(migration)) await session.run(statement)
      await session.apply(migration)
    }
    return pending.map(migration => migration.name)
  })
}

/** The migrations that would be applied, in order. Throws as `migrate` does. */
async function pendingMigrations(target: MigrationTarget): Promise<Migration[]> {
  const states = await migrationStates(target)
  return states.filter(state => !state.applied).map(state => state.migration)
}

/** The SQL that `migrate` would run, for an administrator to run instead; empty when nothing is pending. */
export async function pendingSql(target: MigrationTarget): Promise<string> {
  const pending = await pendingMigrations(target)
  if (pending.length > 0) await target.requireServer?.()
  const namespace = pending.length > 0 ? await target.missingNamespace() : undefined
  const parts: string[] = []
  for (const migration of pending) {
    const { name, statements, transactional, record } = migration
    const all = [...(await target.leftovers(migration)), ...statements, record]
    const title = transactional ? name : `${name}: not in a transaction`
    parts.push([`-- ${title}`, ...all.map(statement => `${statement};`), ''].join('\n'))
  }
  return [...(namespace ? [`${namespace};\n`] : []), ...parts].join('\n')
}

/** Every migration this release knows, and whether it was applied. Throws as `migrate` does. */
export async function migrationStates(target: MigrationTarget): Promise<MigrationState[]> {
  const applied = new Map((await target.applied()).map(({ name, checksum }) => [name, checksum]))
  const states = target.migrations.map(migration => ({ migration, applied: applied.has(migration.name) }))
  const edited = target.migrations.find(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum)
  if (edited)
    throw notOfRelease(`${edited.name} was applied from a different file than the one in this release`)
  const known = new Set(target.migrations.map(({ name }) => name))
  const unknown = [...applied.keys()].filter(name => !known.has(name))
  if (unknown.length === 0) return states
  // a newer release has applied all that this one knows before its own
  if (states.some(state => !state.applied)) throw notOfRelease(`no release has ${unknown.join(', ')}`)
  throw new StoreOpenError(
    'contract_store.dsn',
    `the tables are of a newer release (it applied ${unknown.join(', ')}); run that release or a later one`,
  )
}

/** What tables of a development build are refused with, and those that were migrated by an edited file. */
function notOfRelease(why: string): StoreOpenError {
  return new StoreOpenError(
    'contract_store.dsn',
    `the tables were made by a development build or an edited migration (${why}); use an empty database, or another name in contract_store.table, and publish the contracts there`,
  )
}

/** What a dialect throws when the role may not read the table that tells what was applied. */
export function unreadableHistory(table: string): StoreOpenError {
  return new StoreOpenError(
    'contract_store.dsn',
    `its role lacks SELECT on the table ${table}, without which nobody can tell what was migrated; grant it, or, when there is no such table yet, run dc43-registry migrate with a role that may make it`,
  )
}
