import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** For how long others wait for a process that does not use its turn, in milliseconds. */
const patience = 3000
const pause = 5

/**
 * Turns of the processes that write to one repository. Whoever came too late draws a number, and nobody who drew a later
 * one, or none, writes before them. It only spares vain work: what is written is decided by git.
 */
export class Turns {
  readonly #folder: string
  #own: string | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Resolves when it is this process's turn. */
  async wait(): Promise<void> {
    if (this.#own) await utimes(join(this.#folder, this.#own), new Date(), new Date()).catch(() => undefined)
    for (const start = performance.now(); performance.now() - start < patience; await delay(pause))
      if (!(await this.#isAnotherFirst())) return
  }

  /** Others were first: this process is to be the next one. */
  async draw(): Promise<void> {
    if (this.#own) return
    const number = `${Date.now().toString().padStart(15, '0')}-${crypto.randomUUID()}`
    await mkdir(this.#folder, { recursive: true })
    await writeFile(join(this.#folder, number), '')
    this.#own = number
  }

  /** The turn was used, or is not wanted any more. */
  async end(): Promise<void> {
    const own = this.#own
    this.#own = undefined
    if (own) await rm(join(this.#folder, own), { force: true })
  }

  async #isAnotherFirst(): Promise<boolean> {
    const drawn = await readdir(this.#folder).catch(() => [])
    const first = drawn.sort()[0]
    if (first === undefined || first === this.#own) return false
    const file = join(this.#folder, first)
    const found = await stat(file).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs < patience) return true
    await rm(file, { force: true })
    return this.#isAnotherFirst()
  }
}
