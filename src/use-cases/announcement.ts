import { RegistryError } from '../domain/errors.ts'
import { quotedExcerpt } from '../domain/excerpt.ts'
import { deprecationDepth, deprecationOf } from '../domain/history.ts'
import { isEnding } from '../domain/policy.ts'
import { compareVersions } from '../domain/version.ts'
import type { CurrentVersion, VersionState } from '../stores/store.ts'
import { versionNotFound } from './errors.ts'

/** A move to another status, and what is to be told about it. */
export interface StatusMove {
  readonly status: string
  /** Null for none; undefined leaves what was said before as it is. */
  readonly successor: string | null | undefined
  readonly sunset: Date | null | undefined
  /** Whether the table of transitions is set aside. */
  readonly force: boolean
}

type Stored = CurrentVersion & { readonly stored: VersionState }

/**
 * What holds about the end of a version from a move on: what the move says, and for the rest what was said before, as
 * long as the version is on its way out. It is known when that is what held already.
 */
export async function announcement(current: Stored, move: StatusMove) {
  const events = await current.events(deprecationDepth)
  const before = isEnding(current.stored.status) ? deprecationOf(events, isEnding) : events[0]
  const kept = isEnding(current.stored.status) && isEnding(move.status) ? before : undefined
  const successor = move.successor === undefined ? kept?.successor : move.successor
  const sunset = move.sunset === undefined ? kept?.sunset : (move.sunset ?? undefined)
  const saysNothing = move.successor === undefined && move.sunset === undefined
  const isSame = before?.successor === successor && before?.sunset?.getTime() === sunset?.getTime()
  return { successor, sunset, isKnown: saysNothing || isSame }
}

/** Why a version cannot be the successor that is named; undefined when it can, or when none is. */
export async function successorFault(
  current: Stored,
  { successor }: StatusMove,
): Promise<RegistryError | undefined> {
  if (typeof successor !== 'string') return undefined
  const { contractId, version } = current.stored
  const name = quotedExcerpt(successor)
  if (successor === version)
    return new RegistryError('invalid-request', `successor: version ${name} cannot take its own place`)
  const versions = await current.versions()
  if (versions.includes(successor)) return undefined
  const fault = versionNotFound({ contractId, version: successor }, versions.toSorted(compareVersions))
  return new RegistryError('transition-refused', `successor: ${fault.message}; publish it first`)
}
