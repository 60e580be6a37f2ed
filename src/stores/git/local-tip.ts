import { LogMoved } from '../indexed/record-log.ts'
import type { Turns } from '../indexed/turns.ts'
import type { StoreLog } from '../store-log.ts'
import type { GitCommands } from './command.ts'
import { GitError } from './git-error.ts'
import { type Branch, type RefUpdate, updateRefs } from './refs.ts'
import type { Advance, Tip } from './tip.ts'
import type { WorkTree } from './work-tree.ts'

/** The end of a branch of the repository itself. */
export class LocalTip implements Tip {
  readonly freshness = 'each-read'
  readonly #git: GitCommands
  readonly #branch: Branch
  readonly #log: StoreLog
  readonly #workTree: WorkTree | undefined
  readonly #turns: Turns

  constructor(
    git: GitCommands,
    branch: Branch,
    log: StoreLog,
    { workTree, turns }: { readonly workTree: WorkTree | undefined; readonly turns: Turns },
  ) {
    this.#git = git
    this.#branch = branch
    this.#log = log
    this.#workTree = workTree
    this.#turns = turns
  }

  commit(): string | Promise<string> {
    return this.#branch.commit()
  }

  async refresh(): Promise<string> {
    return this.#branch.commit()
  }

  async advance({ from, to, tags }: Advance): Promise<void> {
    const branch: RefUpdate = { ref: this.#branch.ref, from, to }
    try {
      await updateRefs(this.#git, [branch, ...tags], 'dc43-registry')
    } catch (error) {
      await this.#requireEnd(from, error)
      // the branch decides, so a tag of others that is in the way keeps nobody from publishing
      if (tags.length === 0) throw error
      await this.#advanceBranch(branch)
      this.#log.warn(
        { err: error, tags: tags.map(({ ref }) => ref) },
        'the tag of a version could not be set',
      )
    }
    await this.#turns.end()
    void this.#workTree?.follow(from, to)
  }

  warnings(): readonly string[] {
    return []
  }

  async begin(from: string): Promise<void> {
    await this.#turns.wait()
    if ((await this.#branch.commit()) === from) return
    await this.#turns.lose()
    throw new LogMoved()
  }

  endTurn(): Promise<void> {
    return this.#turns.end()
  }

  async close(): Promise<void> {
    await this.#turns.end()
    await this.#workTree?.close()
  }

  async #advanceBranch(branch: RefUpdate): Promise<void> {
    try {
      await updateRefs(this.#git, [branch], 'dc43-registry')
    } catch (error) {
      await this.#requireEnd(branch.from ?? '', error)
      throw error
    }
  }

  /** @throws LogMoved when the branch has another end, or is being given one. */
  async #requireEnd(commit: string, error: unknown): Promise<void> {
    if (!(error instanceof GitError)) throw error
    if ((await this.#branch.commit()) === commit) return
    await this.#turns.lose()
    throw new LogMoved()
  }
}
