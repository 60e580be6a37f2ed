import { describe, inject } from 'vitest'
import {
  createMssqlDatabase,
  createMysqlDatabase,
  createPostgresDatabase,
  type TestDatabase,
} from '../support/databases.ts'
import { openStoreOf } from '../support/open-store.ts'
import { type Storage, testContractStore } from './contract-store.suite.ts'
import { testSearch } from './search.suite.ts'

const engines: [string, string | undefined, (server: string) => Promise<TestDatabase>][] = [
  ['PostgreSQL', inject('postgresDsn'), createPostgresDatabase],
  ['MySQL or MariaDB', inject('mysqlDsn'), createMysqlDatabase],
  ['SQL Server', inject('mssqlDsn'), createMssqlDatabase],
]

for (const [name, server, createDatabase] of engines) {
  const createStorage = async (): Promise<Storage> => {
    const database = await createDatabase(server ?? '')
    return {
      open: () => openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn }),
      remove: () => database.drop(),
    }
  }
  describe.skipIf(server === undefined)(`a database on ${name}`, () => {
    testContractStore(createStorage)
  })
  describe.skipIf(server === undefined)(`searching a database on ${name}`, () => {
    testSearch(createStorage)
  })
}
