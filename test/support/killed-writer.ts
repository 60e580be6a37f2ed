import type { Entry } from '../../src/stores/entry.ts'
import { openIndexedStore } from '../../src/stores/indexed/indexed-store.ts'
import { privateIndex } from '../../src/stores/indexed/private-index.ts'
import type { Place } from '../../src/stores/indexed/record-log.ts'
import { documentWorkers } from './document-workers.ts'
import { EntryFolder } from './entry-folder.ts'
import { publish } from './publish.ts'
import { jsonVersion } from './sample-contracts.ts'

/** Is killed when the third entry is in the log, and nowhere else. */
class Deadly extends EntryFolder {
  override async append(entries: readonly Entry[], after: Place): Promise<Place> {
    const end = await super.append(entries, after)
    if (end.position === 3) process.kill(process.pid, 'SIGKILL')
    return end
  }
}

const [, , folder = '', file = ''] = process.argv
const tell = { info: () => undefined, warn: () => undefined }
const source = privateIndex({ key: 'contract_store.index', file, documents: documentWorkers, tell })
const parts = { log: new Deadly(folder), source, documents: documentWorkers, tell }
const store = await openIndexedStore(parts, { refreshInterval: 1000, reconcileInterval: 0 })
for (let minor = 0; ; minor++) await publish(store, jsonVersion('a', `1.${minor}.0`))
