import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** For how long others wait for somebody who does not use their turn, in milliseconds: they may have ended. */
const usualPatience = 3000
const pause = 5
/** How old a number is whose owner has certainly given up, in milliseconds. */
const longestTry = 60_000

/**
 * Turns of the processes that write to one log. Who comes too late again and again draws a number, and nobody who drew a
 * later one, or none, writes before them. It only spares vain work: the log itself decides what is written, and who does
 * not know of turns, or cannot draw a number, loses nothing but time.
 */
export class Turns {
  readonly #folder: string
  readonly #mostLosses: number
  readonly #patience: number
  /** Numbers whose owners were waited for in vain, and how often these had tried by then. */
  readonly #passedOver = new Map<string, number>()
  #losses = 0
  #own: string | undefined

  /**
   * @param folder where each number is a file; made when it is not there.
   * @param mostLosses how often in a row others may come first before this process draws a number.
   * @param patience for how long it waits for somebody who does not use their turn, in milliseconds.
   */
  constructor(folder: string, mostLosses: number, patience = usualPatience) {
    this.#folder = folder
    this.#mostLosses = mostLosses
    this.#patience = patience
  }

  /** Resolves when it is this process's turn. */
  async wait(): Promise<void> {
    for (const until = performance.now() + this.#patience; ; await delay(pause)) {
      const first = await this.#before()
      if (first.length === 0) return
      if (performance.now() < until) continue
      for (const number of first) await this.#passOver(number)
      return
    }
  }

  /** Others came first. The file of a number grows with each try, so that others see that its owner is still there. */
  async lose(): Promise<void> {
    this.#losses++
    if (this.#losses < this.#mostLosses) return
    const number = this.#own ?? `${String(Date.now()).padStart(15, '0')}-${randomUUID()}`
    try {
      await mkdir(this.#folder, { recursive: true })
      await appendFile(join(this.#folder, number), '.')
      this.#own = number
    } catch {
      // it goes on trying with the others
    }
  }

  /** The turn was used, or is not wanted any more. */
  async end(): Promise<void> {
    this.#losses = 0
    const own = this.#own
    this.#own = undefined
    if (own !== undefined) await rm(join(this.#folder, own), { force: true }).catch(() => undefined)
  }

  /** The numbers that were drawn before that of this process, but for those whose owners do not try any more. */
  async #before(): Promise<string[]> {
    const drawn: string[] = await readdir(this.#folder).catch(() => [])
    for (const number of this.#passedOver.keys()) if (!drawn.includes(number)) this.#passedOver.delete(number)
    const first: string[] = []
    for (const number of drawn) {
      if (this.#own !== undefined && number >= this.#own) continue
      const tries = this.#passedOver.get(number)
      if (tries === undefined || tries !== (await this.#triesOf(number))) first.push(number)
    }
    return first
  }

  async #passOver(number: string): Promise<void> {
    const file = join(this.#folder, number)
    this.#passedOver.set(number, await this.#triesOf(number))
    const found = await stat(file).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > longestTry)
      await rm(file, { force: true }).catch(() => undefined)
  }

  async #triesOf(number: string): Promise<number> {
    const found = await stat(join(this.#folder, number)).catch(() => undefined)
    return found?.size ?? 0
  }
}
