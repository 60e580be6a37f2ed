import type { VersionIdentity } from './identity.ts'

/**
 * What was done to a version. `external` is a change that another program made in the storage itself, which enters
 * the history when it is first seen.
 */
export const operations = ['create', 'update', 'status', 'delete', 'external'] as const
export type Operation = (typeof operations)[number]

/** One accepted change of a version. Events are appended and never changed. */
export interface HistoryEvent extends VersionIdentity {
  /** The place in the feed: ascending in an order that agrees with that of commits, with gaps allowed. */
  readonly sequence: number
  readonly time: Date
  /** Who did it; undefined when nobody can tell. */
  readonly caller: string | undefined
  readonly operation: Operation
  /** The revision which this event made; for a deletion the one that says so. */
  readonly revision: number
  readonly name: string
  readonly statusBefore: string | undefined
  readonly statusAfter: string | undefined
  /** Undefined when the version was not there before. */
  readonly fingerprintBefore: string | undefined
  /** Undefined when the version is not there after. */
  readonly fingerprintAfter: string | undefined
  readonly reason: string | undefined
  readonly requestId: string | undefined
  /** The version that takes this one's place, as somebody said when changing the status. */
  readonly successor: string | undefined
  /** When this version stops being supported, as somebody said when changing the status. */
  readonly sunset: Date | undefined
}

/** Who changes something, and why. */
export interface Author {
  readonly caller: string
  readonly reason: string | undefined
  readonly requestId: string | undefined
}

/** What readers of a version that is on its way out are told. */
export interface Deprecation {
  /** Since when the version is deprecated or retired. */
  readonly since: Date
  readonly successor: string | undefined
  readonly sunset: Date | undefined
}

/**
 * What the last events of a version say about its deprecation, or undefined when it is not deprecated.
 *
 * @param events of one version, newest first.
 * @param isEnding whether a status is that of a version on its way out.
 */
export function deprecationOf(
  events: readonly HistoryEvent[],
  isEnding: (status: string | undefined) => boolean,
): Deprecation | undefined {
  const start = events.findIndex(event => !isEnding(event.statusAfter))
  const ending = start === -1 ? events : events.slice(0, start)
  const since = ending.at(-1)?.time
  if (!since) return undefined
  return {
    since,
    successor: ending.find(event => event.successor !== undefined)?.successor,
    sunset: ending.find(event => event.sunset !== undefined)?.sunset,
  }
}
