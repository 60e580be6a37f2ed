import { comparisonTasks } from './comparison.ts'
import { documentTasks } from './document-tasks.ts'
import { reportTasks } from './report-tasks.ts'

/**
 * What takes long for a long document. Each is a function of its arguments alone, so that a worker thread can do it.
 * Buffers arrive as `Uint8Array` there.
 */
export const tasks = { ...documentTasks, ...comparisonTasks, ...reportTasks }

export type Tasks = typeof tasks
