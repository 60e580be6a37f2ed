import type { VersionEntry } from '../entry.ts'
import type { ContractStore } from '../store.ts'

/** The number of the last event; 0 when there is none. */
export async function lastSequence(store: Pick<ContractStore, 'history'>): Promise<number> {
  const [last] = await store.history({ order: 'newest', limit: 1 })
  return last?.sequence ?? 0
}

/** How many events of a version are looked at at once. */
const pageSize = 500

/** The number of the event which an entry was made of; undefined when the history does not have it. */
export async function sequenceOf(
  store: Pick<ContractStore, 'history'>,
  { contractId, version, revision, time }: VersionEntry,
): Promise<number | undefined> {
  for (let before: number | undefined; ; ) {
    const page = await store.history({ contractId, version, before, order: 'newest', limit: pageSize })
    const event = page.find(one => one.revision === revision)
    if (event) return event.time.getTime() === time.getTime() ? event.sequence : undefined
    before = page.at(-1)?.sequence
    if (page.length < pageSize) return undefined
  }
}
