import { describe } from 'vitest'
import { DeltaStorage, warehouse } from '../../support/delta.ts'
import { testContractStore } from '../contract-store.suite.ts'

describe.runIf(warehouse)('a table of Delta Lake', { timeout: 600_000 }, () => {
  testContractStore(async () => {
    const storage = new DeltaStorage()
    return { bound: 60_000, share: 0.1, open: () => storage.open(), remove: () => storage.remove() }
  })
})
