/** Whether the service is being stopped: told by whoever stops it, asked by what answers load balancers. */
export class Lifecycle {
  #isEnding = false

  get isEnding(): boolean {
    return this.#isEnding
  }

  /** From now on the service is not ready, and closes each connection behind the answer that is under way on it. */
  end(): void {
    this.#isEnding = true
  }
}
