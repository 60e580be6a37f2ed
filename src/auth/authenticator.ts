import type { Access } from '../domain/access.ts'
import { RegistryError } from '../domain/errors.ts'
import { accessOf } from './roles.ts'
import type { StaticTokens } from './tokens.ts'

/** What callers without any credential may do. */
export type Anonymous = 'none' | 'read' | 'all'

/** The name of such callers in the history. */
export const anonymousName = 'anonymous'

const anonymousAccess: Record<Anonymous, Access | undefined> = {
  none: undefined,
  read: accessOf(anonymousName, [{ role: 'reader', scope: undefined }]),
  all: accessOf(anonymousName, [{ role: 'admin', scope: undefined }]),
}

/** The form of a JWT: three parts. The last part is empty when there is no signature. */
const jwtShape = /^[\w-]+\.[\w-]+\.[\w-]*$/

/** Checks signed tokens. */
export interface SignedTokens {
  /** What the bearer of a token may do, when it was checked a short time ago; undefined for other tokens. */
  recall(token: string): Access | undefined
  /** @throws RegistryError when the token is not valid, or when that cannot be checked. */
  verify(token: string): Promise<Access>
}

/** Finds out who a caller is and what they may do, from the token that they send. */
export class Authenticator {
  /** Whether there is no kind of token, so that tokens are ignored. */
  readonly isOff: boolean
  /** Whether anybody may do anything without a token. */
  readonly isOpen: boolean
  readonly anonymous: Access | undefined
  #tokens: StaticTokens
  readonly #signed: SignedTokens | undefined

  constructor(anonymous: Anonymous, tokens: StaticTokens, signed: SignedTokens | undefined) {
    this.anonymous = anonymousAccess[anonymous]
    this.#tokens = tokens
    this.#signed = signed
    this.isOpen = anonymous === 'all'
    this.isOff = this.isOpen && tokens.names.length === 0 && !signed
  }

  /** Takes other tokens in place of the ones it knows, from the next request on. */
  replaceTokens(tokens: StaticTokens): void {
    this.#tokens = tokens
  }

  /**
   * What the bearer of a token may do. A token of the configuration is known at once, and so is a signed one that was
   * checked a short time ago.
   *
   * @throws RegistryError `unauthenticated`, or as `SignedTokens.verify`.
   */
  authenticate(token: string): Access | Promise<Access> {
    const access = this.#tokens.find(token)
    if (access) return access
    if (this.#signed && jwtShape.test(token)) return this.#signed.recall(token) ?? this.#signed.verify(token)
    throw new RegistryError('unauthenticated', 'the token is not one that this service knows')
  }
}
