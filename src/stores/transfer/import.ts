import type { Entry } from '../entry.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import type { TransferStore } from '../transfer-store.ts'
import type { ExportFile } from './export-file.ts'
import { type Exported, writeLine } from './export-format.ts'
import { type ImportPlan, isThere } from './import-plan.ts'

/** How much is recorded at once: entries, and the length of their texts. */
const mostEntries = 200
const mostText = 4 * 1024 * 1024

/** Records what the target does not have yet. May be interrupted at any time, planned again and run again. */
export async function importEntries(
  file: ExportFile,
  plan: ImportPlan,
  target: Pick<TransferStore, 'links' | 'restore' | 'testRuns'>,
  onRecorded: (entries: number) => void,
): Promise<void> {
  const read = new Map<string, number>()
  const isKnown = async (entry: Exported) => {
    if (entry.kind !== 'version') return isThere(target, entry)
    const count = (read.get(entry.contractId) ?? 0) + 1
    read.set(entry.contractId, count)
    return count <= plan.recordedOf(entry.contractId)
  }
  let batch: Entry[] = []
  let runs: KeptTestRun[] = []
  let text = 0
  let recorded = 0
  const record = async () => {
    if (batch.length > 0) await target.restore(batch)
    if (runs.length > 0) await target.testRuns.restoreRuns(runs)
    recorded += batch.length + runs.length
    onRecorded(recorded)
    batch = []
    runs = []
    text = 0
  }
  for await (const { entry } of file.entries()) {
    if (await isKnown(entry)) continue
    if (entry.kind === 'test_run') runs.push(entry.run)
    else batch.push(entry)
    text += writeLine(entry).length
    if (batch.length + runs.length >= mostEntries || text >= mostText) await record()
  }
  await record()
}
