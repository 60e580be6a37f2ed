import { isInScope, type Scope, scopeOf } from '../domain/scope.ts'
import { compare, type Side } from '../stores/transfer/compare.ts'
import { type Inconsistency, inconsistencies } from '../stores/transfer/consistency.ts'
import { ExportFile, ExportFileError } from '../stores/transfer/export-file.ts'
import { contractOf } from '../stores/transfer/export-format.ts'
import { lastSequence } from '../stores/transfer/sequences.ts'
import type { TransferStore } from '../stores/transfer-store.ts'
import type { ExitCode, TransferContext } from './context.ts'
import { idPatterns } from './id-patterns.ts'
import { fileAt } from './import.ts'
import { countText, Progress } from './progress.ts'
import { isStoreName } from './store-source.ts'
import { placeText } from './store-text.ts'
import { withSource } from './transfer-store.ts'
import { type Found, jsonReport, textReport } from './verify-report.ts'

/** How many versions that are not as their history says are told. */
const mostInconsistent = 1000

/** A side of the comparison, and the store it is, unless it is a file. */
interface Compared {
  readonly name: string
  readonly side: Side
  readonly store?: TransferStore
}

/** Compares a store with another one, or with an export. */
export async function verify(context: TransferContext): Promise<ExitCode> {
  const { from, file: other } = context.transfer
  const loaded = context.loadStore(from)
  return withSource(loaded, store => {
    const first = { name: placeText(loaded.config.contractStore), store }
    return isStoreName(other) ? verifyStores(context, first, other) : verifyFile(context, first, other)
  })
}

type NamedStore = Required<Pick<Compared, 'name' | 'store'>>

function verifyStores(context: TransferContext, first: NamedStore, other: string): Promise<ExitCode> {
  const loaded = context.loadStore(other)
  const ids = idPatterns(context.transfer.ids)
  const scope = ids && scopeOf(ids)
  return withSource(loaded, store =>
    verifySides(
      context,
      storeSide(first, scope),
      storeSide({ name: placeText(loaded.config.contractStore), store }, scope),
    ),
  )
}

async function verifyFile(context: TransferContext, first: NamedStore, name: string): Promise<ExitCode> {
  const file = new ExportFile(fileAt(context.cwd, name))
  try {
    const ids = idPatterns(context.transfer.ids) ?? (await file.header()).ids
    const scope = ids && scopeOf(ids)
    return await verifySides(context, storeSide(first, scope), { name, side: fileSide(file, scope) })
  } catch (error) {
    if (!(error instanceof ExportFileError)) throw error
    process.stderr.write(`${name}: ${error.message}\n`)
    return 1
  }
}

async function verifySides(context: TransferContext, first: Compared, second: Compared): Promise<ExitCode> {
  const progress = new Progress(process.stderr)
  const comparison = await compare(first.side, second.side, entries =>
    progress.show(() => `compared ${countText(entries, 'entry', 'entries')}`),
  )
  const inconsistent: Found['inconsistent'][number][] = []
  for (const { name, store } of [first, second]) {
    if (!store) continue
    for await (const version of inconsistencies(store, comparison.contractIds))
      if (inconsistent.length < mostInconsistent) inconsistent.push({ ...versionOf(version), in: name })
  }
  progress.clear()
  const found: Found = { names: [first.name, second.name], comparison, inconsistent }
  context.print(context.transfer.json ? jsonReport(found) : textReport(found))
  return comparison.different === 0 && inconsistent.length === 0 ? 0 : 1
}

function versionOf({ contractId, version }: Inconsistency): Inconsistency {
  return { contractId, version }
}

/** What the store has at the first look; what is written later is left out of every look. */
function storeSide({ name, store }: NamedStore, scope: Scope | undefined): Compared {
  let end: Promise<number> | undefined
  const side: Side = {
    async *entries() {
      end ??= lastSequence(store)
      for await (const { entry } of store.entriesAfter(0, { scope, upTo: await end })) yield entry
      for await (const run of store.testRuns.keptRuns())
        if (isInScope(scope, run.contractId ?? '')) yield { kind: 'test_run', run }
      for await (const link of store.linkEntries()) if (isInScope(scope, link.link.contractId)) yield link
    },
  }
  return { name, side, store }
}

function fileSide(file: ExportFile, scope: Scope | undefined): Side {
  return {
    async *entries() {
      for await (const { entry } of file.entries()) if (isInScope(scope, contractOf(entry))) yield entry
    },
  }
}
