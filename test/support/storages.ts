import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SqlContractStore } from '../../src/stores/sql/store.ts'
import type { DocumentWorkers } from '../../src/workers/document-workers.ts'
import { type LiveServer, liveServers } from './live-servers.ts'
import { openStoreOf } from './open-store.ts'
import { OtherProgram } from './other-program.ts'
import { openSqliteStore } from './sqlite-store.ts'

/** An empty place to keep contracts, which stores and other programs may be at. */
export interface SharedStorage {
  readonly dsn: string
  /** @param documents by whose rules it judges what is stored. */
  open(documents?: DocumentWorkers): Promise<SqlContractStore>
  /** Runs a statement as any other program may. */
  execute(statement: string): Promise<unknown>
  remove(): Promise<void>
}

/** What contracts are kept in, where the tests find it. */
export interface Engine {
  readonly name: string
  readonly isThere: boolean
  create(): Promise<SharedStorage>
}

/** The engines that races and long histories are tried on. */
export const engines: readonly Engine[] = [
  { name: 'SQLite', isThere: true, create: async () => sqliteStorage() },
  ...liveServers.map(serverEngine),
]

/** An empty SQLite file. */
export function sqliteStorage(): SharedStorage & { readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  const file = join(folder, 'contracts.db')
  let program: OtherProgram | undefined
  return {
    file,
    dsn: `sqlite:///${file}`,
    open: documents => openSqliteStore(file, 'contracts', documents),
    execute(statement) {
      program ??= new OtherProgram(file)
      return program.exec(statement)
    },
    async remove() {
      program?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function serverEngine({ name, isThere, create }: LiveServer): Engine {
  return {
    name,
    isThere,
    async create() {
      const database = await create()
      return {
        dsn: database.dsn,
        open: documents =>
          openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn }, undefined, undefined, documents),
        execute: statement => database.execute(statement),
        remove: () => database.drop(),
      }
    },
  }
}

/** A text in a statement. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
