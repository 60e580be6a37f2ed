/** Whether the service is being stopped: set by the command that stops it, asked by what answers load balancers. */
export class Shutdown {
  #hasBegun = false

  get hasBegun(): boolean {
    return this.#hasBegun
  }

  /** From now on the service is not ready, and closes each connection behind the answer that is under way on it. */
  begin(): void {
    this.#hasBegun = true
  }
}
