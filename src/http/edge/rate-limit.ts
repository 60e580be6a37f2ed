import type { FastifyInstance } from 'fastify'
import { BoundedMap } from '../../bounded-map.ts'
import { RegistryError } from '../../domain/errors.ts'
import { callerOf } from './caller.ts'
import type { Limits } from './limits.ts'

/** How many callers are remembered; those that have not asked for the longest time are forgotten first. */
const maxCallers = 10_000

/**
 * Refuses requests of callers that make too many, before their bodies are read. Callers are known by name, and by
 * address where they have none. Probes are not limited.
 */
export function limitRate(app: FastifyInstance, { rateLimit, rateBurst }: Limits): void {
  if (rateLimit === 0) return
  const buckets = new TokenBuckets(rateLimit, rateBurst)
  app.addHook('preParsing', (request, reply, payload, done) => {
    const wait = request.exchange.route.isProbe ? 0 : buckets.take(callerOf(request), performance.now())
    if (wait === 0) return done(null, payload)
    const seconds = Math.ceil(wait)
    reply.header('retry-after', seconds)
    done(
      new RegistryError(
        'rate-limited',
        `more than ${rateLimit} requests a second; try again in ${seconds} seconds`,
      ),
    )
  })
}

/** For each caller a bucket that holds a token per request, and is filled at a steady rate. */
export class TokenBuckets {
  readonly #rate: number
  readonly #burst: number
  readonly #buckets = new BoundedMap<{ tokens: number; at: number }>({ most: maxCallers })

  constructor(rate: number, burst: number) {
    this.#rate = rate
    this.#burst = burst
  }

  /** How many callers are remembered. */
  get size(): number {
    return this.#buckets.size
  }

  /** Takes a token; the seconds until there is one, when there is none. Times are in milliseconds. */
  take(caller: string, now: number): number {
    const known = this.#buckets.get(caller)
    const bucket = known ?? { tokens: this.#burst, at: now }
    if (!known) this.#buckets.set(caller, bucket)
    bucket.tokens = Math.min(this.#burst, bucket.tokens + ((now - bucket.at) / 1000) * this.#rate)
    bucket.at = now
    if (bucket.tokens < 1) return (1 - bucket.tokens) / this.#rate
    bucket.tokens--
    return 0
  }
}
