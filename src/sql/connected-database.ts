import type { SqlDatabase } from './database.ts'
import type { Fault } from './faults.ts'
import type { MigrationTarget } from './migrate.ts'
import type { TableDeclarations, TablesOf } from './tables.ts'

/** A SQL database that is connected but perhaps not migrated yet. */
export interface ConnectedDatabase {
  readonly migrations: MigrationTarget
  /** Throws a `StoreOpenError` when nothing should be done over connections of this kind. */
  check?(): Promise<void>
  /** The fault behind an error of its driver. */
  readonly faultOf: (error: unknown) => Fault | undefined
  /** The database with these tables for use, once it is migrated. */
  database<Declared extends TableDeclarations>(tables: Declared): Promise<SqlDatabase<TablesOf<Declared>>>
  /** What its operator should change about the database, which works without. It is asked once it is migrated. */
  advice?(): Promise<string | undefined>
  close(): Promise<void>
}
