import { EventLoop } from '../../concurrency/event-loop.ts'
import { versionKey } from '../../domain/identity.ts'
import type { ContractStore, VersionSummary } from '../store.ts'

/** How many contracts are looked at once. */
const pageSize = 50

/** Behind all changes; databases hold no later time. */
const endOfTime = new Date('9999-12-31T00:00:00.000Z')

/** A version that is not as the history of its store says. */
export interface Inconsistency {
  readonly contractId: string
  readonly version: string
}

type Summarized = Pick<ContractStore, 'summaries' | 'summariesAsOf'>

/**
 * Looks in a store for versions that are not as its history says they are: with another status, fingerprint or revision,
 * there although they were deleted, or not there.
 *
 * @param contractIds the contracts of its history.
 */
export async function* inconsistencies(
  store: Summarized,
  contractIds: readonly string[],
): AsyncGenerator<Inconsistency> {
  const loop = new EventLoop()
  for (let at = 0; at < contractIds.length; at += pageSize) {
    await loop.share()
    yield* await inconsistentOf(store, contractIds.slice(at, at + pageSize))
  }
}

/** Of a store that goes on, the two reads may see two moments; so what does not fit is looked at again. */
async function inconsistentOf(
  store: Summarized,
  contractIds: readonly string[],
  looks = 3,
): Promise<Inconsistency[]> {
  const recorded = byKey(await store.summariesAsOf(contractIds, endOfTime))
  const found: Inconsistency[] = []
  for (const [key, summary] of byKey(await store.summaries(contractIds))) {
    const other = recorded.get(key)
    recorded.delete(key)
    if (!other || textOf(other) !== textOf(summary)) found.push(summary)
  }
  found.push(...recorded.values())
  if (found.length === 0 || looks === 1) return found
  return inconsistentOf(store, [...new Set(found.map(({ contractId }) => contractId))], looks - 1)
}

function byKey(summaries: readonly VersionSummary[]): Map<string, VersionSummary> {
  return new Map(summaries.map(summary => [versionKey(summary), summary]))
}

function textOf({ status, fingerprint, revision }: VersionSummary): string {
  return JSON.stringify([status ?? null, fingerprint, revision])
}
