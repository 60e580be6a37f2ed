import { describe } from 'vitest'
import { DeltaStorage, warehouse } from '../../support/delta.ts'
import { testContractStore } from '../contract-store.suite.ts'

/** Each change takes seconds of Spark, so all of it is run when it is asked for. */
const isWanted = warehouse !== undefined && process.env.DC43_TEST_DELTA_SUITE !== undefined

describe.runIf(isWanted)('a table of Delta Lake', { timeout: 600_000 }, () => {
  testContractStore(async () => {
    const storage = new DeltaStorage()
    return { bound: 60_000, share: 0.1, open: () => storage.open(), remove: () => storage.remove() }
  })
})
