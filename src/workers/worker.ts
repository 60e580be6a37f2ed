import { type ErrorCode, type Finding, RegistryError } from '../domain/errors.ts'
import type { Tasks } from './tasks.ts'

/** A task for a worker thread. */
export interface Job<Name extends keyof Tasks = keyof Tasks> {
  readonly name: Name
  readonly args: Parameters<Tasks[Name]>
}

/** What came of it. The class of an error does not survive the way from one thread to another. */
export type Outcome<Value> = { readonly value: Value } | { readonly refusal: Refusal }

interface Refusal {
  readonly code: ErrorCode
  readonly detail: string
  readonly findings: readonly Finding[]
}

const documents = async () => (await import('./document-tasks.ts')).documentTasks
const comparisons = async () => (await import('./comparison.ts')).comparisonTasks
const reports = async () => (await import('./report-tasks.ts')).reportTasks

/** Where the tasks are. A thread loads what it is asked for: to load all takes longer than most documents do. */
const loaders: { readonly [Name in keyof Tasks]: () => Promise<Pick<Tasks, Name>> } = {
  read: documents,
  readSelfNamed: documents,
  validate: documents,
  validateStored: documents,
  judge: documents,
  changeStatus: documents,
  accept: documents,
  acceptUnread: documents,
  derive: documents,
  deriveUnread: documents,
  catalogue: documents,
  describe: documents,
  compare: documents,
  yaml: documents,
  jsonOf: documents,
  differences: comparisons,
  report: reports,
  datasetEvent: reports,
  assess: reports,
  expectations: reports,
}

/** Runs in a worker thread. What is no `RegistryError` is thrown as it is. */
export async function perform<Name extends keyof Tasks>({
  name,
  args,
}: Job<Name>): Promise<Outcome<ReturnType<Tasks[Name]>>> {
  const loaded: Pick<Tasks, Name> = await loaders[name]()
  const task = loaded[name] as (...args: Parameters<Tasks[Name]>) => ReturnType<Tasks[Name]>
  try {
    return { value: task(...args) }
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    const { code, message: detail, findings } = error
    return { refusal: { code, detail, findings } }
  }
}
