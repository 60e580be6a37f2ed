import { openIndexedStore } from '../../src/stores/indexed/indexed-store.ts'
import { privateIndex } from '../../src/stores/indexed/private-index.ts'
import { documentWorkers } from './document-workers.ts'
import { EntryFolder } from './entry-folder.ts'

// is killed as soon as versions can be read, when words are hardly indexed
const [, , folder = '', file = ''] = process.argv
const tell = { info: () => undefined, warn: () => undefined }
const source = privateIndex({ key: 'contract_store.index', file, documents: documentWorkers, tell })
const parts = { log: new EntryFolder(folder), source, documents: documentWorkers, tell }
const store = await openIndexedStore(parts, { refreshInterval: 1000, reconcileInterval: 0 })
await store.get({ contractId: 'c449', version: '1.0.0' })
process.kill(process.pid, 'SIGKILL')
