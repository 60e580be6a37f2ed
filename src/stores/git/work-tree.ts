import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Semaphore } from '../../concurrency/semaphore.ts'
import { blobName } from './blob-name.ts'
import type { GitCommands } from './command.ts'
import { differencesOf } from './differences.ts'
import { GitError } from './git-error.ts'

/**
 * The work tree of a repository, which follows its branch when that is the one checked out. What a person has changed and
 * not committed is theirs: it is left as it is.
 */
export class WorkTree {
  readonly #git: GitCommands
  readonly #folder: string
  readonly #ref: string
  readonly #failed: (error: unknown) => void
  readonly #turns = new Semaphore()

  /** @param git whose environment names the work tree. */
  constructor(git: GitCommands, folder: string, ref: string, failed: (error: unknown) => void) {
    this.#git = git
    this.#folder = folder
    this.#ref = ref
    this.#failed = failed
  }

  /** Takes over in the files what has become of the branch; resolves when that is done, or was told to have failed. */
  async follow(from: string, to: string): Promise<void> {
    await this.#turns.run(async () => {
      try {
        const checkedOut = await this.#git.text(['symbolic-ref', '--quiet', 'HEAD'], { answers: [1] })
        if (checkedOut === this.#ref) await this.#move(from, to)
      } catch (error) {
        this.#failed(error)
      }
    })
  }

  /** Resolves when nothing is written any more. */
  async close(): Promise<void> {
    await this.#turns.run(async () => undefined)
  }

  async #move(from: string, to: string): Promise<void> {
    const former = from || (await this.#git.text(['hash-object', '-t', 'tree', '/dev/null']))
    try {
      await this.#git.run(['read-tree', '-m', '-u', former, to])
    } catch (error) {
      if (!(error instanceof GitError) || error.exitCode === undefined) throw error
      await this.#moveAround(from, former, to)
    }
  }

  /** Some of the files that differ were changed by a person: the index moves, and those files that were not touched. */
  async #moveAround(from: string, former: string, to: string): Promise<void> {
    await this.#git.run(['read-tree', '-i', '-m', former, to])
    const untouched: string[] = []
    for await (const changes of differencesOf(this.#git, [{ commit: to, parent: from }]))
      for (const { path, before, object } of changes)
        if (object && (await this.#isUntouched(path, before))) untouched.push(`${path}\0`)
    if (untouched.length > 0)
      await this.#git.run(['checkout-index', '-f', '-z', '--stdin'], { input: untouched })
  }

  async #isUntouched(path: string, before: string | undefined): Promise<boolean> {
    const content = await readFile(join(this.#folder, path)).catch(() => undefined)
    if (content === undefined || before === undefined) return content === undefined && before === undefined
    return blobName(content, before.length) === before
  }
}
