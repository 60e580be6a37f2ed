import { join } from 'node:path'
import { describe } from 'vitest'
import { EntryFolder, EntryFolderStorage } from '../support/entry-folder.ts'
import { patience } from '../support/patient.ts'
import { testContractStore } from './contract-store.suite.ts'

/** Stores that look every 20 milliseconds; a busy machine may take longer. */
async function createStorage() {
  const storage = new EntryFolderStorage()
  const log = () => new EntryFolder(join(storage.folder, 'log'), 'interval')
  return {
    bound: patience,
    open: () => storage.open({ log: log(), refreshInterval: 20 }),
    remove: () => storage.remove(),
  }
}

describe('a log that is not asked before each read, with an index', () => {
  testContractStore(createStorage)
})
