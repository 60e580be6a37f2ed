import { describe } from 'vitest'
import { liveServers } from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { type Storage, testContractStore } from './contract-store.suite.ts'
import { testSearch } from './search.suite.ts'

for (const server of liveServers) {
  const createStorage = async (): Promise<Storage> => {
    const database = await server.create()
    return {
      order: server.name === 'SQL Server' ? 'UTF-16' : undefined,
      open: () => openStoreOf({ DC43_CONTRACT_STORE_DSN: database.dsn }),
      remove: () => database.drop(),
    }
  }
  describe.skipIf(!server.isThere)(`a database on ${server.name}`, () => {
    testContractStore(createStorage)
  })
  describe.skipIf(!server.isThere)(`searching a database on ${server.name}`, () => {
    testSearch(createStorage)
  })
}
