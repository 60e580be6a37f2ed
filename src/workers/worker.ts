import { type ErrorCode, type Finding, RegistryError } from '../domain/errors.ts'
import { type Tasks, tasks } from './tasks.ts'

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

/** Runs in a worker thread. What is no `RegistryError` is thrown as it is. */
export function perform<Name extends keyof Tasks>({
  name,
  args,
}: Job<Name>): Outcome<ReturnType<Tasks[Name]>> {
  const task = tasks[name] as (...args: Parameters<Tasks[Name]>) => ReturnType<Tasks[Name]>
  try {
    return { value: task(...args) }
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    const { code, message: detail, findings } = error
    return { refusal: { code, detail, findings } }
  }
}
