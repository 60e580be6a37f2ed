import { isIPv6 } from 'node:net'

/** How many failures a minute an address may have. */
const perMinute = 20

/** How many addresses are remembered; those that have not failed for the longest time are forgotten first. */
const maxAddresses = 10_000

interface Bucket {
  /** How many failures are left, as of `time`. */
  left: number
  time: number
}

/** Counts failed attempts to authenticate by address: a bucket of failures that fills again over a minute. */
export class Failures {
  readonly #buckets = new Map<string, Bucket>()

  /**
   * Counts a failure.
   *
   * @returns the seconds after which the next one is allowed, when there were too many; otherwise undefined.
   */
  add(address: string, now = Date.now()): number | undefined {
    const key = networkOf(address)
    const known = this.#buckets.get(key)
    const filled = known ? known.left + ((now - known.time) / 60_000) * perMinute : perMinute
    const left = Math.min(perMinute, filled)
    const isAllowed = left >= 1
    // set anew, because a map is in the order of insertion
    this.#buckets.delete(key)
    this.#buckets.set(key, { left: isAllowed ? left - 1 : left, time: now })
    if (this.#buckets.size > maxAddresses) this.#forgetOldest()
    return isAllowed ? undefined : Math.ceil(((1 - left) * 60) / perMinute)
  }

  #forgetOldest(): void {
    for (const key of this.#buckets.keys()) {
      this.#buckets.delete(key)
      return
    }
  }
}

/** The address; of IPv6, the network of 64 bits, all of which a single client may have. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after]
  return groups.slice(0, 4).join(':').toLowerCase()
}
