/**
 * Divides something of which there is only so much among callers. Nobody may have more than is still free afterwards: a
 * single caller gets half of it, two who want all a third each, and there is always some left for the next one.
 */
export class Shares {
  readonly #held = new Map<string, number>()
  #free: number

  constructor(total: number) {
    this.#free = total
  }

  /** Gives a caller as much more, unless that is too much; the first caller always gets it. */
  take(caller: string, amount: number): boolean {
    const held = (this.#held.get(caller) ?? 0) + amount
    if (held > this.#free - amount && this.#held.size > 0) return false
    this.#held.set(caller, held)
    this.#free -= amount
    return true
  }

  /** Takes back what a caller had. */
  giveBack(caller: string, amount: number): void {
    const held = (this.#held.get(caller) ?? 0) - amount
    if (held > 0) this.#held.set(caller, held)
    else this.#held.delete(caller)
    this.#free += amount
  }
}
