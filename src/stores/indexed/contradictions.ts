import { versionKey } from '../../domain/identity.ts'
import type { Entry } from '../entry.ts'
import type { SqlContractStore } from '../sql/store.ts'
import { lastRevision } from './external-entry.ts'

/**
 * Entries of which some contradict those before them, such as a commit that a person has copied, or one that another
 * release of this program takes for a change and this one does not, as they can be recorded. A log keeps what it has, so
 * one entry must not keep the others from being read: it counts, and gets the next revision of its version, and no time
 * before that of the entry before it.
 *
 * @param lastTime of the entry before them, in milliseconds since 1970.
 */
export async function withoutContradictions(
  index: SqlContractStore,
  entries: readonly Entry[],
  lastTime: number,
): Promise<Entry[]> {
  const revisions = new Map<string, number>()
  const numbered: Entry[] = []
  let before = lastTime
  for (const entry of entries) {
    if (entry.kind === 'link') {
      numbered.push(entry)
      continue
    }
    const key = versionKey(entry)
    const last = revisions.get(key) ?? (await lastRevision(await index.current(entry)))
    const isNext = entry.revision > last
    const revision = isNext ? entry.revision : last + 1
    const time = isNext ? entry.time : new Date(Math.max(entry.time.getTime(), before))
    revisions.set(key, revision)
    before = time.getTime()
    numbered.push({ ...entry, revision, time })
  }
  return numbered
}
