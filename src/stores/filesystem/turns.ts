import { randomUUID } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** How often in a row others must have been faster, until somebody asks to go first. */
const mostLosses = 2
/** How long is waited for somebody who has asked, in milliseconds: once, as that process may have ended. */
const longestWait = 1000
const pollInterval = 10

/**
 * Lets a writer go first whom others have been ahead of again and again. It is a courtesy: who does not know of it, or
 * cannot ask, loses nothing but time.
 */
export class Turns {
  readonly #folder: string
  /** Those who have asked and were waited for. */
  readonly #served = new Set<string>()
  #losses = 0
  #own: string | undefined

  /** @param folder where writers ask, by a file each. */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Waits for those who have asked to go first, before this process has. */
  async giveWay(): Promise<void> {
    for (const until = performance.now() + longestWait; ; await delay(pollInterval)) {
      const asked = (await readdir(this.#folder).catch(() => [])).filter(name => !this.#served.has(name))
      const first = asked.filter(name => this.#own === undefined || name < this.#own)
      if (first.length === 0) return
      if (performance.now() < until) continue
      for (const name of first) this.#served.add(name)
      return
    }
  }

  /** Notes that others were faster. */
  async lose(): Promise<void> {
    this.#losses++
    if (this.#losses < mostLosses || this.#own !== undefined) return
    // who has asked first goes first
    this.#own = `${Date.now()}-${randomUUID()}`
    await writeFile(join(this.#folder, this.#own), '').catch(() => undefined)
  }

  /** Notes that this process had its turn, or does not want it any more. */
  async end(): Promise<void> {
    this.#losses = 0
    if (this.#own === undefined) return
    await rm(join(this.#folder, this.#own), { force: true }).catch(() => undefined)
    this.#own = undefined
  }
}
