/** How far, in milliseconds, times may run ahead of the clock so that no two are the same. */
const maxAhead = 1000

/** The time of a change: now and, whatever the clocks of other instances said, never before the last one. */
export function timeAfter(last: number, now = Date.now()): number {
  if (last < now) return now
  return last < now + maxAhead ? last + 1 : last
}
