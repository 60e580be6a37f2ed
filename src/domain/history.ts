import type { CompatibilityRecord } from './compatibility/record.ts'
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
  /** The version that takes this one's place, as it was said with the status; null when it was said that none does. */
  readonly successor: string | null | undefined
  /** When this version stops being supported, as it was said with the status. */
  readonly sunset: Date | undefined
  /** What it changed against the version before; undefined where nobody compared them. */
  readonly compatibility?: CompatibilityRecord | undefined
}

/** Who changes something, and why. */
export interface Author {
  readonly caller: string
  readonly reason: string | undefined
  readonly requestId: string | undefined
}

/** How many events of a version are looked at for since when it is deprecated. */
export const deprecationDepth = 200

/** What readers of a version that is on its way out are told. */
export interface Deprecation {
  /** Since when the version is deprecated or retired. */
  readonly since: Date
  /** Null when it was said that there is none; undefined when nothing was said. */
  readonly successor: string | null | undefined
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
  // a move says all that holds from then on, see planStatusMove
  const said = ending.find(event => event.operation === 'status')
  return { since, successor: said?.successor, sunset: said?.sunset }
}
