import { randomBytes } from 'node:crypto'
import { cpSync } from 'node:fs'
import { beforeAll, describe } from 'vitest'
import { DeltaStorage, warehouse } from '../../support/delta.ts'
import { patience } from '../../support/patient.ts'
import { testContractStore } from '../contract-store.suite.ts'

describe.runIf(warehouse !== undefined)('tables of Delta Lake', () => {
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
    for (const suffix of ['', '_log', '_test_runs'])
      cpSync(empty + suffix, root + suffix, { recursive: true })
    const storage = new DeltaStorage({ table: undefined, root })
    // beside its document, a longer one makes no statement that a warehouse takes
    const longestSource = 4 * 1024 * 1024
    return {
      bound: patience,
      share: 0.1,
      longestSource,
      open: () => storage.open(),
      remove: () => storage.remove(),
    }
  })
})
