import { RegistryError } from '../domain/errors.ts'
import type { VersionIdentity } from '../domain/identity.ts'
import { matchesStatus } from '../domain/status-filter.ts'
import type { ContractStore, StoredVersion, VersionSummary } from '../stores/store.ts'
import { contractNotFound, noMatch, revisionNotFound } from './errors.ts'
import { chosen, type Selection } from './selection.ts'

/** One of many versions that are asked for at once. */
export interface ResolveItem {
  readonly contractId: string
  /** Throws what is wrong with it, which is then the answer to this item alone. */
  selection(): Selection
}

/** What an item means, or why it means nothing. */
export type Resolved = { readonly version: StoredVersion } | Failed

interface Failed {
  readonly error: RegistryError
}

/** An item that can be looked for. */
interface Wanted {
  readonly contractId: string
  readonly selection: Selection
}

/** An item whose version is known, but not its document. */
interface Choice {
  readonly summary: VersionSummary
  readonly selection: Selection
}

/**
 * Finds many versions, in a number of questions to the store that does not depend on how many.
 *
 * @returns an answer for each item, in their order.
 */
export async function resolveAll(
  store: ContractStore,
  items: readonly ResolveItem[],
  asOf: Date | undefined,
): Promise<Resolved[]> {
  const wanted = items.map(item => orError(() => ({ ...item, selection: item.selection() })))
  const contractIds = [...new Set(wanted.flatMap(one => ('error' in one ? [] : one.contractId)))]
  const summaries = asOf ? await store.summariesAsOf(contractIds, asOf) : await store.summaries(contractIds)
  const byContract = Map.groupBy(summaries, summary => summary.contractId)
  const choices = wanted.map(one => {
    if ('error' in one) return one
    return orError(() => choice(one, byContract.get(one.contractId) ?? [], asOf))
  })
  const known = new Map(choices.flatMap(one => ('error' in one ? [] : [[keyOf(one), one.summary]])))
  const stored = new Map((await store.revisions([...known.values()])).map(one => [revisionKey(one), one]))
  return Promise.all(
    choices.map(async one => {
      if ('error' in one) return one
      const { summary, selection } = one
      const found = stored.get(keyOf(one)) ?? (asOf ? undefined : await currentOf(store, summary, selection))
      return found
        ? { version: found }
        : { error: revisionNotFound(summary, summary.revision, summary.revision) }
    }),
  )
}

/**
 * A version whose state, as its summary had it, is nowhere: another program has written it since, which takes reading
 * the document to notice. Undefined when it is gone, or has no longer a status that is wanted.
 */
export async function currentOf(
  store: ContractStore,
  { contractId, version }: VersionIdentity,
  { statuses }: Selection,
): Promise<StoredVersion | undefined> {
  const stored = await store.get({ contractId, version })
  return stored && matchesStatus(statuses, stored.status) ? stored : undefined
}

function choice(
  { contractId, selection }: Wanted,
  summaries: readonly VersionSummary[],
  asOf: Date | undefined,
): Choice {
  if (summaries.length === 0) throw contractNotFound(contractId, asOf)
  const summary = chosen(summaries, selection)
  if (!summary) throw noMatch(contractId, selection, summaries)
  return { summary, selection }
}

function orError<T extends object>(work: () => T): T | Failed {
  try {
    return work()
  } catch (error) {
    if (error instanceof RegistryError) return { error }
    throw error
  }
}

function keyOf({ summary }: Choice): string {
  return revisionKey(summary)
}

function revisionKey({
  contractId,
  version,
  revision,
}: {
  contractId: string
  version: string
  revision: number
}) {
  return JSON.stringify([contractId, version, revision])
}
