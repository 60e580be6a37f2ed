import { errors, type JWTPayload, jwtVerify } from 'jose'
import { BoundedMap } from '../../bounded-map.ts'
import type { Access } from '../../domain/access.ts'
import { RegistryError } from '../../domain/errors.ts'
import type { SignedTokens } from '../authenticator.ts'
import { accessOf } from '../roles.ts'
import { digestOf } from '../tokens.ts'
import { type ClaimRules, grantsIn, nameIn } from './claims.ts'
import type { IssuerKeys, KeySource } from './keys.ts'

/**
 * The algorithms of signatures that are accepted. All need a private key. An algorithm with a shared secret would allow
 * everybody who knows the public key to sign.
 */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']

/** How long the result of a check is kept, in milliseconds. A withdrawn key may still be used for this time. */
const keepFor = 60_000

/** How many results are kept. */
const maxKept = 1000

/** How tokens of an issuer are checked, and which claims are read. */
export interface OidcSettings extends KeySource, ClaimRules {
  /** A token must be for one of these. */
  readonly audience: readonly string[]
  /** By how many seconds the clocks of issuer and service may differ. */
  readonly clockTolerance: number
}

interface Kept {
  readonly access: Access
  readonly until: number
}

/** Checks signed tokens (JWT) of an OpenID Connect issuer. */
export class OidcVerifier implements SignedTokens {
  readonly #settings: OidcSettings
  readonly #keys: Pick<IssuerKeys, 'find'>
  readonly #isTaken: (name: string) => boolean
  readonly #kept = new BoundedMap<Kept>({ most: maxKept })

  /** @param isTaken whether a name is that of another kind of caller, who must not be confused with this one. */
  constructor(settings: OidcSettings, keys: Pick<IssuerKeys, 'find'>, isTaken: (name: string) => boolean) {
    this.#settings = settings
    this.#keys = keys
    this.#isTaken = isTaken
  }

  /** What the bearer of a token may do, when it was checked a short time ago; undefined for other tokens. */
  recall(token: string): Access | undefined {
    const kept = this.#kept.get(keyOf(token))
    return kept && kept.until > Date.now() ? kept.access : undefined
  }

  /**
   * Checks a token and says what its bearer may do.
   *
   * @throws RegistryError `unauthenticated` when it is not valid; `identity-provider-unavailable` when it cannot be
   * checked.
   */
  async verify(token: string): Promise<Access> {
    const payload = await this.#payloadOf(token)
    const name = nameIn(payload, this.#settings)
    if (name === undefined) throw refused('the token names nobody: it has no subject')
    const caller = this.#isTaken(name) ? `oidc:${name}` : name
    const access = accessOf(caller, grantsIn(payload, this.#settings))
    const until = Math.min(Date.now() + keepFor, (payload.exp ?? 0) * 1000)
    this.#kept.set(keyOf(token), { access, until })
    return access
  }

  async #payloadOf(token: string): Promise<JWTPayload> {
    const { issuer, audience, clockTolerance } = this.#settings
    const rules = { issuer, audience: [...audience], clockTolerance, algorithms, requiredClaims: ['exp'] }
    try {
      return (await jwtVerify(token, this.#keys.find, rules)).payload
    } catch (error) {
      throw error instanceof RegistryError ? error : refused(reasonOf(error))
    }
  }
}

/** Tokens themselves are not kept. */
function keyOf(token: string): string {
  return digestOf(token).toString('base64')
}

function refused(detail: string): RegistryError {
  return new RegistryError('unauthenticated', detail)
}

/** What the caller is told: enough to correct an honest mistake. */
function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired'
  if (error instanceof errors.JWTClaimValidationFailed) return claimReasons[error.claim] ?? malformed
  if (error instanceof errors.JOSEAlgNotAllowed)
    return `the token is signed in a way that is not accepted; expected one of ${algorithms.join(', ')}`
  if (error instanceof errors.JWKSNoMatchingKey)
    return 'the token is signed with a key that its issuer does not have'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature of the token is not valid'
  return malformed
}

const malformed = 'the token is not a valid one'

const claimReasons: Readonly<Record<string, string>> = {
  iss: 'the token is of another issuer than this service trusts',
  aud: 'the token is not meant for this service: it has another audience',
  nbf: 'the token is not valid yet',
  exp: 'the token has no time at which it expires',
}
