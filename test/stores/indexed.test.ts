import { describe } from 'vitest'
import { EntryFolderStorage } from '../support/entry-folder.ts'
import { testContractStore } from './contract-store.suite.ts'
import { testSearch } from './search.suite.ts'

async function createStorage() {
  const storage = new EntryFolderStorage()
  return { open: () => storage.open(), remove: () => storage.remove() }
}

describe('a log with an index', () => {
  testContractStore(createStorage)
})

describe('searching a log with an index', () => {
  testSearch(createStorage)
})
