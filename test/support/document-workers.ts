import { standardRules } from '../../src/validation/validation.ts'
import { DocumentWorkers } from '../../src/workers/document-workers.ts'

/** The threads of a test's process, which judge what is stored. Idle ones end by themselves and do not keep it. */
export const documentWorkers = new DocumentWorkers(standardRules)
