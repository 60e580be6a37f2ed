import { setTimeout as delay } from 'node:timers/promises'
import { sharedRuns } from '../../concurrency/single-flight.ts'
import { RegistryError } from '../../domain/errors.ts'
import { LogMoved } from '../indexed/record-log.ts'
import type { StoreLog } from '../store-log.ts'
import type { GitCommands } from './command.ts'
import { type Branch, keepReplaced, leadsTo, type RefUpdate, updateRefs } from './refs.ts'
import type { Remote } from './remote.ts'
import type { Advance, Tip } from './tip.ts'
import type { WorkTree } from './work-tree.ts'

/** Every how many writes a writer that knows of no others lets some time pass. */
const pauseEvery = 3

/** The end of a branch of the remote, which the branch of the repository follows. */
export class RemoteTip implements Tip {
  readonly freshness = 'interval'
  readonly #git: GitCommands
  readonly #remote: Remote
  readonly #branch: Branch
  readonly #log: StoreLog
  readonly #workTree: WorkTree | undefined
  readonly #fetch: () => Promise<string>
  readonly #stop = new AbortController()
  #commit: string
  #failure: string | undefined
  /** When others were last seen to write, and how long our last write took. */
  #others = Number.NEGATIVE_INFINITY
  #lastPush = 0
  #isWinner = false
  #wins = 0

  /** @param commit that the remote was seen at. */
  constructor(
    git: GitCommands,
    remote: Remote,
    branch: Branch,
    commit: string,
    log: StoreLog,
    workTree: WorkTree | undefined,
  ) {
    this.#git = git
    this.#remote = remote
    this.#branch = branch
    this.#commit = commit
    this.#log = log
    this.#workTree = workTree
    this.#fetch = sharedRuns(() => this.#ask())
  }

  commit(): string {
    return this.#commit
  }

  async refresh(): Promise<string> {
    await this.#letOthersGoFirst()
    return this.#fetch()
  }

  async begin(from: string): Promise<void> {
    if (this.#commit !== from) throw new LogMoved()
  }

  async advance(advance: Advance): Promise<void> {
    const start = performance.now()
    try {
      await this.#remote.push(advance)
    } catch (error) {
      this.#isWinner = false
      throw error
    }
    this.#lastPush = performance.now() - start
    this.#isWinner = true
    this.#wins++
    this.#commit = advance.to
    await this.#follow(advance)
  }

  warnings(): readonly string[] {
    return this.#failure === undefined
      ? []
      : ['the remote does not answer: nothing can be changed until it does']
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#workTree?.close()
  }

  /**
   * Who has just written is ready for the next write before the others have noticed, and would be first again and again. So
   * while there are others, a writer lets some time pass after each write, in which one of them gets through. Those who never
   * got through are not seen, so it does that now and then in any case.
   */
  async #letOthersGoFirst(): Promise<void> {
    const isAlone = performance.now() - this.#others > 30_000
    if (!this.#isWinner || (isAlone && this.#wins % pauseEvery !== 0)) return
    this.#isWinner = false
    // who is in vain at pushing now comes through in the time of two pushes
    const pause = this.#lastPush * (isAlone ? 2 : 0.5 + Math.random() * 1.5)
    await delay(Math.min(pause, 3000), undefined, { signal: this.#stop.signal }).catch(() => undefined)
  }

  async #ask(): Promise<string> {
    const before = this.#commit
    try {
      const commit = await this.#remote.fetch()
      this.#failure = undefined
      // it may have been pushed in the meantime
      if (this.#commit !== before) return this.#commit
      if (commit !== before) {
        if (before !== '' && !(await leadsTo(this.#git, before, commit)))
          await keepReplaced(this.#git, before)
        this.#others = performance.now()
        this.#commit = commit
      }
      await this.#follow({ from: before, to: commit, tags: [] })
      return commit
    } catch (error) {
      if (this.#failure === undefined)
        this.#log.warn({ err: error }, 'the remote of the git store does not answer; trying again')
      this.#failure = String(error)
      throw new RegistryError('store-unavailable', 'the remote of the git store does not answer', [], {
        cause: error,
      })
    }
  }

  /** The branch of the repository gets the same end. What fails here is done at the next look. */
  async #follow({ from: known, to, tags }: Advance): Promise<void> {
    const from = await this.#branch.commit()
    const updates: RefUpdate[] = []
    if (from !== to) updates.push({ ref: this.#branch.ref, to: to || undefined, from })
    try {
      if (from !== known) await this.#keepOthers(from, to)
      if (updates.length > 0) await updateRefs(this.#git, updates, 'dc43-registry')
      if (tags.length > 0) await updateRefs(this.#git, tags, 'dc43-registry')
      if (from !== to && to) void this.#workTree?.follow(from, to)
    } catch (error) {
      this.#log.warn({ err: error }, 'the local branch could not follow that of the remote yet')
    }
  }

  /** What a person has committed in the repository of the service, and the remote does not have, can be found again. */
  async #keepOthers(from: string, to: string): Promise<void> {
    if (from === '' || from === to || (await leadsTo(this.#git, from, to))) return
    await keepReplaced(this.#git, from)
    this.#log.warn(
      { commit: from },
      'a commit of the local branch is not in the remote, which counts: it is kept as refs/dc43-registry/replaced',
    )
  }
}
