import { isDeepStrictEqual } from 'node:util'
import type { CurrentVersion, EarlierQuery, EarlierVersions } from '../../store.ts'
import type { SeenVersion } from '../reads/seen-version.ts'

/**
 * What a change will ask once its contract is locked, known from what it asked before: so it can be read together with the
 * lock. What was read before is relied on only where the contract is still as it was then.
 */
export class Foreseen {
  /** What the change is asked about before anything is locked. */
  readonly current: CurrentVersion
  /** What it asked of the versions before; undefined when it did not ask. */
  #query: EarlierQuery | undefined
  #hasEarlier = false
  #isOfOneMoment = true

  constructor(seen: SeenVersion) {
    this.current = {
      ...seen,
      earlier: async query => {
        const found = await seen.earlier(query)
        this.#query ??= query
        this.#hasEarlier ||= found.versions.length > 0
        // without an answer it was asked after the version was seen, as all else is that is asked for
        if (found.clock !== undefined && found.clock !== seen.clock) this.#isOfOneMoment = false
        return found
      },
    }
  }

  /** Whether nothing of the contract has changed while it was looked at. */
  get isOfOneMoment(): boolean {
    return this.#isOfOneMoment
  }

  get query(): EarlierQuery | undefined {
    return this.#query
  }

  /** Whether a version is made of a contract that seems to have none yet: others are only asked about when one is published. */
  get isNewContract(): boolean {
    return this.current.stored === undefined && this.#query !== undefined && !this.#hasEarlier
  }

  /** A version as it is now, which is asked again what it was asked before: that answer is there. */
  answering(current: CurrentVersion, earlier: EarlierVersions | undefined): CurrentVersion {
    if (!earlier) return current
    return {
      ...current,
      earlier: async query => (isDeepStrictEqual(query, this.#query) ? earlier : current.earlier(query)),
    }
  }
}
