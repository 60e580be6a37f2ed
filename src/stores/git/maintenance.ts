import type { GitCommands } from './command.ts'

/** After how many commits small packs are put together, and after how many of these times all tags. */
const every = { commits: 40, times: 10 }

/** Keeps the repository quick to read: in the background, what commits have left as many small files becomes few. */
export class Maintenance {
  readonly #git: GitCommands
  readonly #failed: (error: unknown) => void
  #commits = 0
  #times = 0
  #running: Promise<void> | undefined
  #isClosed = false

  constructor(git: GitCommands, failed: (error: unknown) => void) {
    this.#git = git
    this.#failed = failed
  }

  afterCommits(count: number): void {
    this.#commits += count
    if (this.#commits < every.commits || this.#running) return
    this.#commits = 0
    this.#running = this.#run().finally(() => {
      this.#running = undefined
    })
  }

  /** Ends it: it can be done at any other time. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#git.close()
    await this.#running
  }

  async #run(): Promise<void> {
    const options = { timeout: 3_600_000 }
    try {
      await this.#git.run(['-c', 'pack.threads=1', 'repack', '--quiet', '-d', '-l', '--geometric=2'], options)
      if (++this.#times % every.times === 0) await this.#git.run(['pack-refs', '--all'], options)
    } catch (error) {
      if (!this.#isClosed) this.#failed(error)
    }
  }
}
