import type { Link } from './chain.ts'
import { type Commit, readCommit } from './commit-object.ts'
import { readCommitMessage } from './commit-text.ts'
import type { Objects } from './objects.ts'

/** How far clocks may be apart, in milliseconds. */
const tolerance = 60_000

/**
 * The times of commits of others in a chain. A clock of theirs that is ahead must not move all later times, so a time is
 * believed only when it is at most a minute after that of the registry's next commit in the chain; where there is none yet,
 * after now.
 */
export class CommitTimes {
  readonly #objects: Objects
  readonly #chain: readonly Link[]
  /** The next commit of the registry that was found. */
  #next = { at: -1, time: 0 }

  constructor(objects: Objects, chain: readonly Link[]) {
    this.#objects = objects
    this.#chain = chain
  }

  /** @param at the place of the commit in the chain. @returns undefined when its time cannot be true. */
  async timeOf(at: number, { committer: { time } }: Commit): Promise<Date | undefined> {
    if (this.#next.at <= at) this.#next = await this.#findNext(at)
    return time.getTime() <= this.#next.time + tolerance ? time : undefined
  }

  async #findNext(after: number): Promise<{ at: number; time: number }> {
    for (let at = after + 1; at < this.#chain.length; at++) {
      const found = await this.#objects.read(this.#chain[at]?.commit ?? '')
      const commit = found && readCommit(found)
      if (commit && readCommitMessage(commit.message)) return { at, time: commit.committer.time.getTime() }
    }
    return { at: this.#chain.length, time: Date.now() }
  }
}
