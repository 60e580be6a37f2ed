import { randomBytes } from 'node:crypto'
import { cpSync } from 'node:fs'
import { beforeAll, describe } from 'vitest'
import { DeltaStorage, warehouse } from '../../support/delta.ts'
import { testContractStore } from '../contract-store.suite.ts'

/** Each change takes a second of Spark, so all of it is run when it is asked for. */
const isWanted = warehouse !== undefined && process.env.DC43_TEST_DELTA_SUITE !== undefined

describe.runIf(isWanted)('tables of Delta Lake', { timeout: 900_000 }, () => {
  const empty = `${warehouse?.folder}/empty`

  // tables are made once, and copied: each table that is made takes longer than a change
  beforeAll(async () => {
    const storage = new DeltaStorage({ table: undefined, root: empty })
    const log = await storage.openLog()
    await log.close()
    await storage.remove()
  })

  testContractStore(async () => {
    const root = `${warehouse?.folder}/contracts-${randomBytes(6).toString('hex')}`
    for (const suffix of ['', '_log']) cpSync(empty + suffix, root + suffix, { recursive: true })
    const storage = new DeltaStorage({ table: undefined, root })
    return { bound: 240_000, share: 0.1, open: () => storage.open(), remove: () => storage.remove() }
  })
})
