import { createWriteStream, existsSync, statSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ConflictingEntry } from '../stores/entry.ts'
import { ConflictingTestRun } from '../stores/test-run-text.ts'
import { ExportFile, ExportFileError } from '../stores/transfer/export-file.ts'
import { importEntries } from '../stores/transfer/import.ts'
import { type ImportPlan, ImportRefused, planImport } from '../stores/transfer/import-plan.ts'
import type { TransferStore } from '../stores/transfer-store.ts'
import type { ExitCode, TransferContext } from './context.ts'
import { countText, entriesText, Progress, sizeText } from './progress.ts'
import { withTarget } from './transfer-store.ts'
import { UsageError } from './usage-error.ts'

/** The name of standard input. */
const standardInput = '-'

/** Records what an export has in a store that does not have it yet. */
export async function importFile(context: TransferContext): Promise<ExitCode> {
  const { to, file } = context.transfer
  const loaded = context.loadStore(to)
  return withFile(context, file, exported => withTarget(loaded, store => importTo(store, exported, context)))
}

/** Records what a file has and a store has not, and prints how much that was; 1 when it is refused. */
export async function importTo(
  store: TransferStore,
  file: ExportFile,
  context: TransferContext,
): Promise<ExitCode> {
  const progress = new Progress(process.stderr)
  let recorded = 0
  try {
    const plan = await planImport(file, store, bytes => progress.show(() => `checked ${sizeText(bytes)}`))
    const missing = plan.versions.missing + plan.testRuns.missing + plan.links.missing
    if (!context.options.dryRun)
      await importEntries(file, plan, store, entries => {
        recorded = entries
        progress.show(() => `recorded ${entries} of ${countText(missing, 'entry', 'entries')}`)
      })
    progress.clear()
    context.print(reportOf(plan, context.options.dryRun))
    return 0
  } catch (error) {
    progress.clear()
    const reason = refusal(error)
    if (reason === undefined) throw error
    const done =
      recorded === 0 ? 'nothing was imported' : `stopped after ${countText(recorded, 'entry', 'entries')}`
    process.stderr.write(`${context.secrets.scrubText(`${done}: ${reason}`)}\n`)
    return 1
  }
}

/** Why a file is not imported, or not further; undefined when it is not the fault of file or target. */
function refusal(error: unknown): string | undefined {
  if (error instanceof ExportFileError || error instanceof ImportRefused) return error.message
  if (error instanceof ConflictingTestRun) return `the target has another test run ${error.message}`
  if (!(error instanceof ConflictingEntry)) return undefined
  return `the target has another history of ${error.message}`
}

function reportOf({ contracts, versions, testRuns, links }: ImportPlan, dryRun: boolean): string {
  const missing = { versions: versions.missing, testRuns: testRuns.missing, links: links.missing }
  const there = {
    versions: versions.all - versions.missing,
    testRuns: testRuns.all - testRuns.missing,
    links: links.all - links.missing,
  }
  const [done, known] = dryRun ? ['would record', 'are'] : ['recorded', 'were']
  return `${done} ${entriesText(missing)} of ${countText(contracts, 'contract')}; ${entriesText(there)} ${known} there already`
}

/** What comes by standard input is kept in a file first, because all of it is checked before anything is written. */
async function withFile(
  { cwd }: TransferContext,
  name: string,
  step: (file: ExportFile) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (name !== standardInput) return step(new ExportFile(fileAt(cwd, name)))
  const folder = await mkdtemp(join(tmpdir(), 'dc43-registry-import-'))
  try {
    const path = join(folder, 'export.ndjson')
    await pipeline(process.stdin, createWriteStream(path))
    return await step(new ExportFile(path))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The path of an export that is there. */
export function fileAt(cwd: string, name: string): string {
  const path = resolve(cwd, name)
  if (!existsSync(path)) throw new UsageError(`${name}: no such file`)
  if (!statSync(path).isFile()) throw new UsageError(`${name} is no file; expected one that export wrote`)
  return path
}
