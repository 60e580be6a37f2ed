/** Up to where all entries of a log are in the contract table, as far as this instance knows. */
export class Written {
  #position = 0
  /** Later positions that are written, too. */
  readonly #ahead = new Set<number>()

  get position(): number {
    return this.#position
  }

  /** All up to a position is written. */
  reach(position: number): void {
    this.#position = Math.max(this.#position, position)
    for (const one of this.#ahead) if (one <= this.#position) this.#ahead.delete(one)
    this.#advance()
  }

  /** Some positions are written. */
  add(positions: readonly number[]): void {
    for (const one of positions) if (one > this.#position) this.#ahead.add(one)
    this.#advance()
  }

  #advance(): void {
    while (this.#ahead.delete(this.#position + 1)) this.#position++
  }
}
