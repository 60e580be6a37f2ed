import { EventLoop } from '../concurrency/event-loop.ts'
import { RegistryError } from '../domain/errors.ts'
import type { ValidationRules } from '../validation/validation.ts'
import type { Upload } from './indexed-documents.ts'
import { type Tasks, tasks } from './tasks.ts'
import { WorkerThreads } from './worker-threads.ts'

/** Up to how many characters a document is read in this thread: it takes some tens of milliseconds then. */
export const smallDocument = { json: 64 * 1024, yaml: 24 * 1024 }

/** Does tasks where nobody has to wait for them: short ones in this thread, long ones in a worker thread. */
export class TaskRunner {
  readonly #loop = new EventLoop()
  readonly #threads = new WorkerThreads()

  /** Resolves when others have had their turn in this thread. */
  share(): Promise<void> {
    return this.#loop.share()
  }

  /** Does a task in a thread. @param length how long what it works on is. */
  inThread<Name extends keyof Tasks>(
    name: Name,
    length: number,
    args: Parameters<Tasks[Name]>,
    signal?: AbortSignal,
  ): Promise<ReturnType<Tasks[Name]>> {
    return this.#threads.run(name, length, args, signal)
  }

  /**
   * Whether an upload is read in this thread, now that others have had their turn. The patterns of an overlay may take long
   * for any text.
   */
  async isShort({ bytes, format }: Upload, rules: ValidationRules | undefined): Promise<boolean> {
    if (bytes.length > smallDocument[format] || rules?.overlay !== undefined) return false
    await this.#loop.share()
    return true
  }

  /** Does something else where work takes too much memory. */
  async unlessTooLarge<T>(work: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (!isTooLarge(error)) throw error
      return otherwise()
    }
  }

  /** Here or in a thread, as the length says. */
  async run<Name extends keyof Tasks>(
    name: Name,
    length: number,
    args: Parameters<Tasks[Name]>,
    signal?: AbortSignal,
  ): Promise<ReturnType<Tasks[Name]>> {
    if (length > smallDocument.yaml) return this.#threads.run(name, length, args, signal)
    await this.#loop.share()
    return (tasks[name] as (...args: Parameters<Tasks[Name]>) => ReturnType<Tasks[Name]>)(...args)
  }

  /** Ends the threads. What is under way fails. */
  close(): Promise<void> {
    return this.#threads.close()
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RegistryError && error.code === 'document-too-large'
}
