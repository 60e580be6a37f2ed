import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from 'vitest'
import { openGitLog } from '../../src/stores/git/open.ts'
import { openIndexedStore } from '../../src/stores/indexed/indexed-store.ts'
import { privateIndex } from '../../src/stores/indexed/private-index.ts'
import { documentWorkers } from '../support/document-workers.ts'
import { gitSettings } from '../support/git.ts'
import { type Storage, testContractStore } from './contract-store.suite.ts'

const quiet = { info: () => undefined, warn: () => undefined }

/** A repository, and an index for each store that is opened on it. */
async function createStorage(): Promise<Storage> {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  let opened = 0
  return {
    async open() {
      const { log } = await openGitLog(
        { ...gitSettings, root: join(folder, 'repository') },
        documentWorkers,
        quiet,
      )
      const file = join(folder, `index-${opened++}`, 'index.db')
      const source = privateIndex({
        key: 'contract_store.root',
        file,
        documents: documentWorkers,
        tell: quiet,
      })
      const parts = { log, source, documents: documentWorkers, tell: quiet }
      return openIndexedStore(parts, { refreshInterval: 100, reconcileInterval: 0 })
    },
    remove: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

describe('a git repository', () => {
  testContractStore(createStorage)
})
