import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderLog } from '../../src/stores/filesystem/open-log.ts'
import { openGitLog } from '../../src/stores/git/open-log.ts'
import type { GitSettings } from '../../src/stores/git/settings.ts'
import { openIndexedStore } from '../../src/stores/indexed/indexed-store.ts'
import type { OpenedLog } from '../../src/stores/indexed/open.ts'
import { privateIndex } from '../../src/stores/indexed/private-index.ts'
import type { TransferStore } from '../../src/stores/transfer-store.ts'
import { documentWorkers } from './document-workers.ts'
import { gitSettings } from './git.ts'
import { patientLog } from './patient.ts'

const tell = { info: () => undefined, warn: () => undefined }

/** An empty place for a store that keeps a log. */
export interface LogPlace {
  readonly root: string
  open(): Promise<TransferStore>
  remove(): Promise<void>
}

export const folderPlace = (layout: 'dc43' | 'griot') =>
  logPlace(root => openFolderLog({ root, layout }, documentWorkers, tell))

export const gitPlace = (more: Partial<GitSettings> = {}) =>
  logPlace(root => openGitLog({ ...gitSettings, ...more, root }, documentWorkers, tell))

function logPlace(openLog: (root: string) => Promise<OpenedLog>): LogPlace {
  const folder = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  const root = join(folder, 'contracts')
  let opened = 0
  return {
    root,
    // with an index that is made of the log
    async open() {
      const { log, runs } = await openLog(root)
      const file = join(folder, 'indexes', `${opened++}.db`)
      const source = privateIndex({ key: 'contract_store.root', file, documents: documentWorkers, tell })
      const times = { refreshInterval: 1000, reconcileInterval: 0 }
      return openIndexedStore({ log: patientLog(log), runs, source, documents: documentWorkers, tell }, times)
    },
    remove: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}
