import type { GitCommands } from './command.ts'

/** How many commits are made between two looks at whether the repository is to be packed. */
const everyCommits = 100

/** Packs the repository in the background, when many objects and refs are files of their own. */
export class Maintenance {
  readonly #git: GitCommands
  readonly #failed: (error: unknown) => void
  #commits = 0
  #running: Promise<void> | undefined

  constructor(git: GitCommands, failed: (error: unknown) => void) {
    this.#git = git
    this.#failed = failed
  }

  afterCommits(count: number): void {
    this.#commits += count
    if (this.#commits < everyCommits || this.#running) return
    this.#commits = 0
    this.#running = this.#run().finally(() => {
      this.#running = undefined
    })
  }

  /** Ends it: it can be done at any other time. */
  async close(): Promise<void> {
    await this.#git.close()
    await this.#running
  }

  async #run(): Promise<void> {
    try {
      const options = ['-c', 'gc.auto=3000', '-c', 'gc.autoDetach=false', '-c', 'pack.threads=1']
      // of several that begin at the same time, git lets one go on
      await this.#git.run([...options, 'gc', '--auto', '--quiet'], { timeout: 3_600_000, answers: [128] })
    } catch (error) {
      this.#failed(error)
    }
  }
}
