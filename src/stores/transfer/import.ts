import type { Entry } from '../entry.ts'
import { writeEntry } from '../entry-text.ts'
import type { ExportFile } from './export-file.ts'
import { type ImportPlan, isLinked } from './import-plan.ts'
import type { TransferStore } from './transfer-store.ts'

/** How much is recorded at once: entries, and the length of their texts. */
const mostEntries = 200
const mostText = 4 * 1024 * 1024

/** Records what the target does not have yet. May be interrupted at any time, planned again and run again. */
export async function importEntries(
  file: ExportFile,
  plan: ImportPlan,
  target: Pick<TransferStore, 'links' | 'restore'>,
  onRecorded: (entries: number) => void,
): Promise<void> {
  const read = new Map<string, number>()
  const isThere = async (entry: Entry) => {
    if (entry.kind === 'link') return isLinked(target, entry)
    const count = (read.get(entry.contractId) ?? 0) + 1
    read.set(entry.contractId, count)
    return count <= plan.recordedOf(entry.contractId)
  }
  let batch: Entry[] = []
  let text = 0
  let recorded = 0
  const record = async () => {
    if (batch.length > 0) await target.restore(batch)
    recorded += batch.length
    onRecorded(recorded)
    batch = []
    text = 0
  }
  for await (const { entry } of file.entries()) {
    if (await isThere(entry)) continue
    batch.push(entry)
    text += writeEntry(entry).length
    if (batch.length >= mostEntries || text >= mostText) await record()
  }
  await record()
}
