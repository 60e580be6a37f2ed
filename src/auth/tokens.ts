import { hash, timingSafeEqual } from 'node:crypto'
import type { Access } from '../domain/access.ts'
import { RegistryError } from '../domain/errors.ts'
import { accessOf, type Grant } from './roles.ts'

/** A token that the configuration names, by its digest. */
export interface StaticToken extends Grant {
  readonly name: string
  /** SHA-256 of the token. */
  readonly digest: Buffer
  /** When it stops being accepted. */
  readonly expires: Date | undefined
}

interface Entry extends Pick<StaticToken, 'digest'> {
  readonly access: Access
  /** In milliseconds since 1970. */
  readonly end: number
}

/** The tokens that the configuration names. */
export class StaticTokens {
  readonly #entries: readonly Entry[]

  constructor(tokens: readonly StaticToken[]) {
    this.#entries = tokens.map(token => ({
      digest: token.digest,
      access: accessOf(token.name, [token]),
      end: token.expires?.getTime() ?? Number.POSITIVE_INFINITY,
    }))
  }

  /** The names of all of them. */
  get names(): readonly string[] {
    return this.#entries.map(({ access }) => access.caller)
  }

  /**
   * What the bearer of a token may do; undefined for a token that is none of these. It takes the same time whichever
   * token is given: digests are compared, all of them, to their ends.
   *
   * @throws RegistryError `unauthenticated` for one that has expired.
   */
  find(token: string): Access | undefined {
    const given = digestOf(token)
    let found: Entry | undefined
    for (const entry of this.#entries) if (timingSafeEqual(entry.digest, given)) found = entry
    if (found && found.end <= Date.now()) throw new RegistryError('unauthenticated', 'the token has expired')
    return found?.access
  }
}

/** SHA-256 of a token. */
export function digestOf(token: string): Buffer {
  return hash('sha256', token, 'buffer')
}
