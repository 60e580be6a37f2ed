import { RegistryError } from '../domain/errors.ts'
import type { ContractStore, RevisionIdentity, StoredVersion, VersionSummary } from '../stores/store.ts'
import { contractNotFound, noMatch, revisionNotFound } from './errors.ts'
import { chosen, type Selection } from './selection.ts'

/** One of many versions that are asked for at once. */
export interface ResolveItem {
  readonly contractId: string
  /** Throws what is wrong with it, which is then the answer to this item alone. */
  selection(): Selection
}

/** What an item means, or why it means nothing. */
export type Resolved = { readonly version: StoredVersion } | { readonly error: RegistryError }

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
  const contractIds = [...new Set(items.map(item => item.contractId))]
  const summaries = asOf ? await store.summariesAsOf(contractIds, asOf) : await store.summaries(contractIds)
  const byContract = Map.groupBy(summaries, summary => summary.contractId)
  const choices = items.map(item => choice(item, byContract.get(item.contractId) ?? [], asOf))
  const wanted = new Map(choices.flatMap(one => ('error' in one ? [] : [[keyOf(one), one]])))
  const stored = new Map((await store.revisions([...wanted.values()])).map(one => [keyOf(one), one]))
  return choices.map(one => {
    if ('error' in one) return one
    const version = stored.get(keyOf(one))
    return version ? { version } : { error: revisionNotFound(one, one.revision, one.revision) }
  })
}

function choice(
  item: ResolveItem,
  summaries: readonly VersionSummary[],
  asOf: Date | undefined,
): VersionSummary | { readonly error: RegistryError } {
  try {
    const selection = item.selection()
    if (summaries.length === 0) throw contractNotFound(item.contractId, asOf)
    const summary = chosen(summaries, selection)
    if (!summary) throw noMatch(item.contractId, selection, summaries)
    return summary
  } catch (error) {
    if (error instanceof RegistryError) return { error }
    throw error
  }
}

function keyOf({ contractId, version, revision }: RevisionIdentity): string {
  return JSON.stringify([contractId, version, revision])
}
