import type { GitObserver } from '../stores/git-observer.ts'
import { Family } from './family.ts'
import { Count, Durations, Level } from './series.ts'

/** Counts and measures what is pushed to the remote of a git store. */
export class GitMetrics implements GitObserver {
  readonly #durations: Family<Durations>
  readonly #failures: Family<Count>
  readonly #waiting: Family<Level>

  constructor(prefix: string) {
    this.#durations = new Family(
      {
        name: `${prefix}git_push_duration_seconds`,
        help: 'How long pushes to the remote took',
        type: 'histogram',
      },
      () => new Durations(),
    )
    this.#failures = new Family(
      {
        name: `${prefix}git_push_failures_total`,
        help: 'Pushes that the remote did not accept, also because others were first',
        type: 'counter',
      },
      () => new Count(),
    )
    this.#waiting = new Family(
      {
        name: `${prefix}git_unpushed_commits`,
        help: 'Commits that wait to be pushed in the background',
        type: 'gauge',
      },
      () => new Level(),
    )
  }

  get families() {
    return [this.#durations, this.#failures, this.#waiting]
  }

  pushed(milliseconds: number): void {
    this.#durations.with({}).add(milliseconds)
  }

  pushFailed(): void {
    this.#failures.with({}).add()
  }

  unpushed(commits: number): void {
    this.#waiting.with({}).set(commits)
  }
}
