import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { type Storage, testContractStore } from './contract-store.suite.ts'
import { testSearch } from './search.suite.ts'

async function createStorage(): Promise<Storage> {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  return {
    open: () => openSqliteStore(join(folder, 'contracts.db')),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

describe('an SQLite file', () => {
  testContractStore(createStorage)
})

describe('searching an SQLite file', () => {
  testSearch(createStorage)
})
