import type { Piscina } from 'piscina'
import { Semaphore } from '../concurrency/semaphore.ts'
import { RegistryError } from '../domain/errors.ts'
import type { Tasks } from './tasks.ts'
import type { Job, Outcome } from './worker.ts'

/** From how many characters on only one document is worked on at a time, because of the memory it takes. */
const hugeDocument = 1024 * 1024
/** Two, so that a huge document does not keep the others waiting. */
const maxThreads = 2
/** The memory of a thread, in MiB: enough for any document that is not refused for its size. */
const threadMemory = 256
/** How long a thread waits for its next document before it ends, in milliseconds. */
const idleTimeout = 30_000

/** Worker threads, of which there are none while there is nothing to do for them. */
export class WorkerThreads {
  readonly #hugeOnes = new Semaphore()
  #pool: Promise<Piscina> | undefined

  /**
   * Does a task in a thread.
   *
   * @param length about how many characters its documents have.
   * @param signal aborts when nobody waits for it any more.
   * @throws RegistryError of the task; `document-too-large` for what takes too much memory.
   */
  run<Name extends keyof Tasks>(
    name: Name,
    length: number,
    args: Parameters<Tasks[Name]>,
    signal?: AbortSignal,
  ): Promise<ReturnType<Tasks[Name]>> {
    const run = async () => {
      if (signal?.aborted) throw new RegistryError('overloaded', 'the client has gone away')
      return this.#inThread(name, args)
    }
    return length >= hugeDocument ? this.#hugeOnes.run(run) : run()
  }

  /** Ends the threads. What is under way fails. */
  async close(): Promise<void> {
    const pool = await this.#pool
    this.#pool = undefined
    await pool?.destroy()
  }

  async #inThread<Name extends keyof Tasks>(
    name: Name,
    args: Parameters<Tasks[Name]>,
  ): Promise<ReturnType<Tasks[Name]>> {
    this.#pool ??= openPool()
    const pool = await this.#pool
    const job: Job<Name> = { name, args }
    const outcome: Outcome<ReturnType<Tasks[Name]>> = await pool.run(job).catch(refuseTooLarge)
    if ('value' in outcome) return outcome.value
    const { code, detail, findings } = outcome.refusal
    throw new RegistryError(code, detail, findings)
  }
}

/** Loaded when it is needed first: most services never see a long document. */
async function openPool(): Promise<Piscina> {
  const { Piscina } = await import('piscina')
  // the sources run as they are, and so does what is built of them
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new Piscina({
    filename: new URL(`worker.${extension}`, import.meta.url).href,
    name: 'perform',
    minThreads: 0,
    maxThreads,
    idleTimeout,
    resourceLimits: { maxOldGenerationSizeMb: threadMemory },
  })
}

function refuseTooLarge(error: unknown): never {
  if ((error as { code?: unknown }).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error
  throw new RegistryError(
    'document-too-large',
    'the document takes too much memory to be read; split it, or send it as JSON without what is not needed',
  )
}
