import { BoundedMap } from '../bounded-map.ts'
import { networkOf } from '../client-address.ts'

/** How many failures an address may have at a time. */
const allowedAtOnce = 100

/** The milliseconds after which one failure is forgotten: the same number is allowed in a minute. */
const interval = 60_000 / allowedAtOnce

/** How many addresses are remembered; those that have not failed for the longest time are forgotten first. */
const maxAddresses = 10_000

/** Counts failed attempts to authenticate by address. */
export class Failures {
  /** When all failures of an address will be forgotten, in milliseconds since 1970. */
  readonly #forgotten = new BoundedMap<number>({ most: maxAddresses })

  /**
   * Counts a failure.
   *
   * @returns the seconds after which the next one is allowed, when there were too many; otherwise undefined.
   */
  add(address: string, now = Date.now()): number | undefined {
    const key = networkOf(address)
    const before = Math.max(this.#forgotten.get(key) ?? 0, now)
    const wait = before - now - (allowedAtOnce - 1) * interval
    this.#forgotten.set(key, wait > 0 ? before : before + interval)
    return wait > 0 ? Math.ceil(wait / 1000) : undefined
  }
}
