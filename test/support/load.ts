import { until } from './until.ts'

/** Clients that make requests without a pause, each one after the other, until they are stopped. */
export class Load<A> {
  /** What was answered so far, in that order. */
  readonly answers: A[] = []
  readonly #turns: number[]
  readonly #clients: Promise<void>[]
  #isRunning = true
  #failure: Error | undefined

  /** @param clients makes the next request of a client; its number counts from 0. */
  constructor(clients: readonly ((turn: number) => Promise<A>)[]) {
    this.#turns = clients.map(() => 0)
    this.#clients = clients.map((request, client) => this.#run(request, client))
  }

  /** Resolves when each client has been answered what it asked after this was called. */
  async afresh(): Promise<void> {
    const before = [...this.#turns]
    // the next answer may be that of a request which is under way
    await this.until(() => this.#turns.every((turns, client) => turns >= (before[client] ?? 0) + 2))
  }

  /**
   * Resolves when something has come to pass.
   *
   * @throws what a request has thrown; Error when it never does.
   */
  async until(condition: (answers: readonly A[]) => boolean): Promise<void> {
    await until(() => {
      if (this.#failure) throw this.#failure
      return condition(this.answers) || `it has not come to pass after ${this.answers.length} answers`
    })
  }

  /** All answers, when the last ones have come. Throws what a request has thrown. */
  async stop(): Promise<A[]> {
    this.#isRunning = false
    await Promise.all(this.#clients)
    if (this.#failure) throw this.#failure
    return this.answers
  }

  async #run(request: (turn: number) => Promise<A>, client: number): Promise<void> {
    try {
      for (let turn = 0; this.#isRunning; turn++) {
        this.answers.push(await request(turn))
        this.#turns[client] = turn + 1
      }
    } catch (error) {
      this.#failure = error as Error
    }
  }
}
