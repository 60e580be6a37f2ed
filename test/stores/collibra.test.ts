import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { collibraConfig, openCollibra } from '../support/collibra-store.ts'
import { FakeCollibra } from '../support/servers/collibra.ts'
import { type Storage, testContractStore } from './contract-store.suite.ts'

async function createStorage(): Promise<Storage> {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  const collibra = new FakeCollibra()
  const config = { ...collibraConfig(folder, await collibra.start()), token: collibra.token }
  return {
    longest: { contractId: 200, version: 100 },
    share: 0.5,
    open: () => openCollibra(config),
    async remove() {
      await collibra.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

describe('a store in Collibra', () => {
  testContractStore(createStorage)
})
