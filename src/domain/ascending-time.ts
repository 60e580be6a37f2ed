/** How far, in milliseconds, times may run ahead of the clock so that no two are the same. */
const maxAhead = 1000

/** The time of a change: now and, whatever the clocks of other instances said, never before the last one. */
export function timeAfter(last: number, now = Date.now()): number {
  if (last < now) return now
  return last < now + maxAhead ? last + 1 : last
}

/** The times of what happens one after the other in this process: no two are the same, so that it stays in its order. */
export class AscendingTimes {
  #last = 0

  next(): Date {
    this.#last = timeAfter(this.#last)
    return new Date(this.#last)
  }
}
