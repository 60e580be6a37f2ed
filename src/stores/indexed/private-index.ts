import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { migrate } from '../../sql/migrate.ts'
import type { SqlObserver } from '../../sql/observer.ts'
import { connectSqlite } from '../../sql/sqlite/connect.ts'
import { sqliteFault } from '../../sql/sqlite/faults.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { requireContractTable } from '../sql/adoptable-table.ts'
import { SqlContractStore } from '../sql/store.ts'
import { storeTables } from '../sql/store-database.ts'
import type { StoreLog } from '../store-log.ts'
import type { IndexSource } from './index-source.ts'

/** What opens an index in an SQLite file that nobody else uses. */
export interface PrivateIndexParts {
  readonly key: string
  readonly file: string
  /** Lets others use the file. */
  readonly release?: () => void
  readonly documents: DocumentWorkers
  readonly tell: StoreLog
  readonly observer?: SqlObserver | undefined
}

/** An index in an SQLite file, which is kept between starts. What is damaged is put aside as `<file>.damaged`. */
export function privateIndex(parts: PrivateIndexParts): IndexSource {
  const { key, file, release = () => undefined, documents, tell, observer } = parts
  const open = async () => {
    mkdirSync(dirname(file), { recursive: true })
    const connected = await connectSqlite({
      file,
      table: 'contracts',
      logger: undefined,
      observer,
      isRebuildable: true,
    })
    try {
      await migrate(connected.migrations, requireContractTable)
      const database = await connected.database(storeTables)
      const skipped = (contractId: string, error: unknown) =>
        tell.warn(
          { err: error, contractId },
          'a contract could not be indexed: searches do not find its last changes',
        )
      return new SqlContractStore(database, documents, skipped, 'refused')
    } catch (error) {
      await connected.close()
      throw error
    }
  }
  const renew = async () => {
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true })
    rmSync(`${file}.damaged`, { recursive: true, force: true })
    if (existsSync(file)) renameSync(file, `${file}.damaged`)
  }
  return {
    key,
    ...{ isShared: false, keepsOthers: false },
    renew,
    release,
    async open() {
      try {
        return await open()
      } catch (error) {
        if (sqliteFault(error) !== 'damaged') throw error
        tell.warn({ err: error, file }, 'the index of the store is damaged; making it again')
        await renew()
        return open()
      }
    },
  }
}
