import type { Access } from '../domain/access.ts'
import { RegistryError } from '../domain/errors.ts'
import type { OidcVerifier } from './oidc/verifier.ts'
import { accessOf } from './roles.ts'
import type { StaticTokens } from './tokens.ts'

/** What callers without any credential may do. */
export type Anonymous = 'none' | 'read' | 'all'

/** What the history calls them. */
export const anonymousName = 'anonymous'

const anonymousAccess: Record<Anonymous, Access | undefined> = {
  none: undefined,
  read: accessOf(anonymousName, [{ role: 'reader', scope: undefined }]),
  all: accessOf(anonymousName, [{ role: 'admin', scope: undefined }]),
}

/** Three parts, of which the last is empty in a token without a signature. */
const jwtShape = /^[\w-]+\.[\w-]+\.[\w-]*$/

/** Tells from what a caller presents who he is, and what he may do. */
export class Authenticator {
  /** Whether there is nothing to authenticate by, so that credentials do not matter. */
  readonly isOff: boolean
  /** Whether anybody may do anything without a credential. */
  readonly isOpen: boolean
  readonly anonymous: Access | undefined
  #tokens: StaticTokens
  readonly #oidc: OidcVerifier | undefined

  constructor(anonymous: Anonymous, tokens: StaticTokens, oidc: OidcVerifier | undefined) {
    this.anonymous = anonymousAccess[anonymous]
    this.#tokens = tokens
    this.#oidc = oidc
    this.isOpen = anonymous === 'all'
    this.isOff = this.isOpen && tokens.names.length === 0 && !oidc
  }

  /** Takes other tokens in place of the ones it knows, from the next request on. */
  replaceTokens(tokens: StaticTokens): void {
    this.#tokens = tokens
  }

  /**
   * What the bearer of a token may do. A token of the configuration is known at once, and so is a signed one that was
   * checked a short time ago.
   *
   * @throws RegistryError `unauthenticated`, or as `OidcVerifier.verify`.
   */
  authenticate(token: string): Access | Promise<Access> {
    const access = this.#tokens.find(token)
    if (access) return access
    if (this.#oidc && jwtShape.test(token)) return this.#oidc.recall(token) ?? this.#oidc.verify(token)
    throw new RegistryError('unauthenticated', 'the token is not one that this service knows')
  }
}
