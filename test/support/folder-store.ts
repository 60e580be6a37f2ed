import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderLog } from '../../src/stores/filesystem/open-log.ts'
import type { FolderSettings } from '../../src/stores/filesystem/settings.ts'
import { type IndexedStore, openIndexedStore } from '../../src/stores/indexed/indexed-store.ts'
import { privateIndex } from '../../src/stores/indexed/private-index.ts'
import { documentWorkers } from './document-workers.ts'
import { patientLog } from './patient.ts'

const silent = { info: () => undefined, warn: () => undefined }

/**
 * The store of a folder.
 *
 * @param index the file of its index.
 * @param reconcileInterval how often the folder is looked at, in milliseconds; 0 looks once.
 */
export async function openFolderStore(
  settings: FolderSettings,
  index: string,
  reconcileInterval = 0,
): Promise<IndexedStore> {
  const { log } = await openFolderLog(settings, documentWorkers, silent)
  const source = privateIndex({
    key: 'contract_store.index_dsn',
    file: index,
    documents: documentWorkers,
    tell: silent,
  })
  const parts = { log: patientLog(log), source, documents: documentWorkers, tell: silent }
  return openIndexedStore(parts, { refreshInterval: 1000, reconcileInterval })
}

/** A folder of contracts, and an index of its own for each store that is opened on it. */
export class FolderStorage {
  readonly #base = mkdtempSync(join(tmpdir(), 'dc43-registry-test-'))
  readonly root = join(this.#base, 'contracts')
  readonly #layout: FolderSettings['layout']
  #opened = 0

  constructor(layout: FolderSettings['layout'] = 'dc43') {
    this.#layout = layout
  }

  open(reconcileInterval = 0): Promise<IndexedStore> {
    const index = join(this.#base, 'indexes', `${this.#opened++}.db`)
    return openFolderStore({ root: this.root, layout: this.#layout }, index, reconcileInterval)
  }

  async remove(): Promise<void> {
    rmSync(this.#base, { recursive: true, force: true })
  }
}
