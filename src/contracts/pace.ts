/** How many versions are read at once at most. */
const mostAtOnce = 200
/** How many are read at first, before it is known how long their documents are. */
const firstAtOnce = 20
/** About how much of documents is held at once, in characters; one document may be longer than that. */
const heldLength = 4 * 1024 * 1024

/** How versions are read: as many at once as fit into memory, by the length of those before. */
export class Pace {
  #atOnce = firstAtOnce

  /** How many to read next. */
  get atOnce(): number {
    return this.#atOnce
  }

  /** Takes into account what was read, by the length of each in characters. */
  note(lengths: readonly number[]): void {
    const longest = Math.max(1, ...lengths)
    this.#atOnce = Math.max(1, Math.min(2 * this.#atOnce, mostAtOnce, Math.floor(heldLength / longest)))
  }
}
