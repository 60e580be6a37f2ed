import { createLocalJWKSet, errors, type FlattenedJWSInput, type JWSHeaderParameters } from 'jose'
import { singleFlight } from '../../concurrency/single-flight.ts'
import { RegistryError } from '../../domain/errors.ts'
import { fetchObject } from './fetch-json.ts'
import { isIssuerUrl } from './issuer-url.ts'

/** Keys that are older than this are fetched again, and used meanwhile. In milliseconds. */
const freshness = 10 * 60_000

/** After this time keys that could not be fetched again are not used any more. */
const lifetime = 60 * 60_000

/** How long keys are not fetched again after an unknown key id, or after a failure. In milliseconds. */
const cooldown = { unknownKey: 30_000, failure: 2000 }

type KeySet = ReturnType<typeof createLocalJWKSet>

/** Where an issuer's keys are found. */
export interface KeySource {
  readonly issuer: string
  /** The place of the keys; undefined when the issuer's discovery document says it. */
  readonly jwksUri: string | undefined
}

interface Log {
  warn(details: object, message: string): void
}

/** The public keys of an issuer: fetched when they are needed, kept, and fetched again when it signs with a new one. */
export class IssuerKeys {
  readonly #source: KeySource
  readonly #log: Log
  readonly #now: () => number
  #keys: KeySet | undefined
  #fetchedAt = Number.NEGATIVE_INFINITY
  #failedAt = Number.NEGATIVE_INFINITY
  #failure: unknown
  /** When keys were last fetched because of a key id that was not known. */
  #soughtAt = Number.NEGATIVE_INFINITY
  #isFetching = false

  constructor(source: KeySource, log: Log, now: () => number = Date.now) {
    this.#source = source
    this.#log = log
    this.#now = now
  }

  /**
   * The key that a token names.
   *
   * @throws RegistryError `identity-provider-unavailable` when the keys cannot be fetched.
   * @throws JWKSNoMatchingKey when the issuer has no such key.
   */
  readonly find = async (header: JWSHeaderParameters, token: FlattenedJWSInput) => {
    const keys = await this.#current()
    try {
      return await keys(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      const newer = await this.#sought(keys)
      if (!newer) throw error
      return await newer(header, token)
    }
  }

  async #current(): Promise<KeySet> {
    const age = this.#now() - this.#fetchedAt
    if (!this.#keys || age > lifetime) return this.#fetch()
    // the known keys are used until the new ones are here, or cannot be fetched
    if (age > freshness) this.#fetch().catch(() => undefined)
    return this.#keys
  }

  /** Keys that are newer than these, for a key id that these do not have; undefined when it is too early to ask. */
  async #sought(known: KeySet): Promise<KeySet | undefined> {
    if (this.#keys !== known) return this.#keys
    const isEarly = this.#now() - this.#soughtAt < cooldown.unknownKey
    // while the last answer is missing, nobody knows whether the issuer has the key
    if (isEarly && !this.#isFetching && this.#failedAt <= this.#fetchedAt) return undefined
    this.#soughtAt = this.#now()
    return this.#fetch()
  }

  /** One request to the issuer, however many wait for it. */
  readonly #fetch = singleFlight(() => this.#load())

  async #load(): Promise<KeySet> {
    if (this.#now() - this.#failedAt < cooldown.failure) throw unavailable(this.#failure)
    this.#isFetching = true
    try {
      const uri = this.#source.jwksUri ?? (await discoveredUri(this.#source.issuer))
      const document = await fetchObject(uri)
      // checks the form of the document as well
      const keys = createLocalJWKSet(document as never)
      this.#keys = keys
      this.#fetchedAt = this.#now()
      return keys
    } catch (error) {
      this.#failedAt = this.#now()
      this.#failure = error
      this.#log.warn({ issuer: this.#source.issuer, err: error }, 'the keys of the issuer cannot be fetched')
      throw unavailable(error)
    } finally {
      this.#isFetching = false
    }
  }
}

async function discoveredUri(issuer: string): Promise<string> {
  const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const { issuer: named, jwks_uri: uri } = await fetchObject(place)
  // OpenID Connect Discovery 1.0, section 4.3: otherwise one issuer could speak for another
  if (named !== issuer) throw new Error(`${place} is of the issuer ${JSON.stringify(named)}`)
  if (typeof uri !== 'string' || !isIssuerUrl(uri)) throw new Error(`${place} names no usable jwks_uri`)
  return uri
}

function unavailable(cause: unknown): RegistryError {
  return new RegistryError(
    'identity-provider-unavailable',
    'the token cannot be checked: the keys of its issuer cannot be fetched at the moment',
    [],
    { cause },
  )
}
