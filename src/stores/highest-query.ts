import type { VersionIdentity } from '../domain/identity.ts'

/**
 * The highest of some versions of a contract. It is found without a look at the others, and so it may be that it cannot be
 * told.
 */
export interface HighestQuery {
  readonly contractId: string
  /**
   * Which versions: all, where releases come before pre-releases before the rest (`latest`); releases; all in the order
   * of versions; or the one of that name.
   */
  readonly among: 'latest' | 'releases' | 'all' | 'named'
  /** Which part of the order, for releases and all: between these sort keys, both included. */
  readonly lowest: string
  readonly highest: string
  /** A name that means something else where a version has it: then the answer cannot be told. */
  readonly name: string
  /** Versions with one of these statuses do not count; no more than `mostStatusesLeftOut`. */
  readonly without: readonly string[]
}

/** How many statuses a query may leave out: so many parameters its statement has. */
export const mostStatusesLeftOut = 8

/** A version that was found without its document. */
export interface HighestVersion extends VersionIdentity {
  readonly revision: number
  readonly status: string | undefined
  /** How large the document is, in bytes. */
  readonly size: number
}
