import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testContractStore } from './contract-store.suite.ts'

describe('an SQLite file', () => {
  testContractStore(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
    return {
      open: () => openSqliteStore(join(folder, 'contracts.db')),
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    }
  })
})
