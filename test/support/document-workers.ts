import { DocumentWorkers } from '../../src/workers/document-workers.ts'

/** The threads of a test's process. Idle ones end by themselves and do not keep it. */
export const documentWorkers = new DocumentWorkers()
