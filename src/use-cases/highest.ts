import { mightBeVersion } from '../domain/selector.ts'
import { matchesStatus, unwantedStatuses } from '../domain/status-filter.ts'
import { spannedRange, strictVersion, wholeOrder } from '../domain/version-range.ts'
import { type HighestQuery, mostStatusesLeftOut } from '../stores/highest-query.ts'
import type { ReadableStore, StoredVersion } from '../stores/store.ts'
import type { Selection } from './selection.ts'

/** A question to the store whose answer may be what a selection means. */
export interface Attempt {
  readonly query: HighestQuery
  /** Whether the version that was found is what the selection means; else only all versions of the contract can tell. */
  readonly accepts: (found: Pick<StoredVersion, 'version' | 'status'>) => boolean
}

/**
 * What to ask the store, one after the other, to find what a selection means without reading all versions of the
 * contract. A range is asked for as a part of the order of versions, whose highest version is the one that is meant
 * unless the range leaves it out for a reason that the order does not know.
 *
 * @param statuses those that versions have in most cases.
 * @returns none when only all versions of the contract can tell.
 */
export function attemptsAt(contractId: string, selection: Selection, statuses: readonly string[]): Attempt[] {
  const { selector, includePrerelease, active } = selection
  // its status may be one that is left out
  if (active !== undefined) return []
  const without = unwantedStatuses(selection.statuses, statuses).slice(0, mostStatusesLeftOut)
  const hasStatus: Attempt['accepts'] = ({ status }) => matchesStatus(selection.statuses, status)
  const attempt = (query: Omit<HighestQuery, 'contractId' | 'without'>, accepts = hasStatus) => {
    return { query: { contractId, ...query, without }, accepts }
  }
  if (selector.kind === 'latest') {
    return [attempt({ among: includePrerelease ? 'all' : 'latest', ...wholeOrder, name: '' })]
  }
  const { kind, text: name } = selector
  const named = attempt({ among: 'named', ...wholeOrder, name })
  const meant = kind === 'exact' ? undefined : spannedRange({ text: name, includePrerelease })
  if (!meant) return [named]
  const { range, span, hasPrereleases } = meant
  const inRange = attempt({ among: hasPrereleases ? 'all' : 'releases', ...span, name }, found => {
    const version = strictVersion(found.version)
    return version !== undefined && range.test(version) && hasStatus(found)
  })
  return mightBeVersion(name) ? [named, inRange] : [inRange]
}

/** The version that a selection means; undefined when only all versions of the contract can tell. */
export async function highestMeant(
  store: ReadableStore,
  contractId: string,
  selection: Selection,
  statuses: readonly string[],
): Promise<StoredVersion | undefined> {
  for (const { query, accepts } of attemptsAt(contractId, selection, statuses)) {
    const found = await store.highest(query)
    if (found && accepts(found)) return found
  }
  return undefined
}
