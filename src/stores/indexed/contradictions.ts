import { ConflictingEntry, type Entry, type VersionEntry } from '../entry.ts'
import type { SqlContractStore } from '../sql/store.ts'
import { lastRevision } from './external-entry.ts'

/**
 * Records entries of which one contradicts those before it, such as a commit that a person has copied, or one that another
 * release of this program takes for a change and this one does not. A log keeps what it has, so one entry must not keep the
 * others from being read: it counts, and gets the next revision of its version.
 */
export async function recordDespiteContradictions(
  index: SqlContractStore,
  entries: readonly Entry[],
): Promise<void> {
  for (const entry of entries) {
    try {
      await index.record([entry])
    } catch (error) {
      if (!(error instanceof ConflictingEntry) || entry.kind === 'link') throw error
      await index.record([await renumbered(index, entry)])
    }
  }
}

async function renumbered(index: SqlContractStore, entry: VersionEntry): Promise<VersionEntry> {
  return { ...entry, revision: (await lastRevision(await index.current(entry))) + 1 }
}
