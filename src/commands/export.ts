import { createWriteStream, existsSync } from 'node:fs'
import { mkdtemp, rename, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { product } from '../about.ts'
import { ConfigError } from '../config/errors.ts'
import { ExportFile } from '../stores/transfer/export-file.ts'
import type { ExportHeader } from '../stores/transfer/export-format.ts'
import { lastSequence } from '../stores/transfer/sequences.ts'
import { type BegunExport, begunExport, exportLines, OtherExport } from '../stores/transfer/write-export.ts'
import type { TransferStore } from '../stores/transfer-store.ts'
import type { ExitCode, TransferContext } from './context.ts'
import { idPatterns } from './id-patterns.ts'
import { importTo } from './import.ts'
import { entriesText, Progress, sizeText } from './progress.ts'
import { isFolder } from './store-source.ts'
import { placeText } from './store-text.ts'
import { withSource, withTarget } from './transfer-store.ts'
import { UsageError } from './usage-error.ts'

/** What stands behind the name of a file until it is whole. */
const partialSuffix = '.partial'

/** Writes every version with its history, and every link, to a file, a folder or standard output. */
export async function exportStore(context: TransferContext): Promise<ExitCode> {
  const { output } = context.transfer
  if (output !== undefined && isFolder(output)) return exportToFolder(context, output)
  const file = output === undefined ? undefined : resolve(context.cwd, output)
  if (file !== undefined && existsSync(file))
    throw new UsageError(`${output} is there already; choose another name, or remove it`)
  await exportTo(file, context)
  return 0
}

/** A folder becomes what `type = "filesystem"` keeps. It is filled by an import, so what is there already is passed over. */
async function exportToFolder(context: TransferContext, output: string): Promise<ExitCode> {
  const target = context.loadStore(output)
  const folder = await mkdtemp(join(tmpdir(), 'dc43-registry-export-'))
  try {
    const file = join(folder, 'export.ndjson')
    await exportTo(file, context)
    return await withTarget(target, store => importTo(store, new ExportFile(file), context))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param file none for standard output. */
async function exportTo(file: string | undefined, context: TransferContext): Promise<void> {
  const ids = idPatterns(context.transfer.ids)
  const loaded = context.loadStore(context.transfer.from)
  await withSource(loaded, async store => {
    const wanted = { source: placeText(loaded.config.contractStore), ids }
    const begun = file === undefined ? undefined : await begunAt(file + partialSuffix, wanted, store)
    const header: ExportHeader = begun?.header ?? {
      ...wanted,
      program: `${product.name} ${product.version}`,
      exportedAt: new Date().toISOString(),
      sequence: await lastSequence(store),
    }
    const progress = new Progress(process.stderr)
    let summary = ''
    const lines = exportLines(store, header, begun, tally => {
      summary = `${entriesText(tally)}, ${sizeText(tally.bytes)}`
      progress.show(() => `exported ${summary}`)
    })
    if (file === undefined) await pipeline(Readable.from(lines), process.stdout, { end: false })
    else await writeFile(file, lines, begun)
    progress.clear()
    process.stderr.write(`exported ${summary}\n`)
  })
}

async function begunAt(
  path: string,
  wanted: Pick<ExportHeader, 'source' | 'ids'>,
  store: TransferStore,
): Promise<BegunExport | undefined> {
  if (!existsSync(path)) return undefined
  try {
    return await begunExport(path, wanted, store)
  } catch (error) {
    if (!(error instanceof OtherExport)) throw error
    throw new ConfigError([
      `${path} was begun by another export: ${error.message}; remove it, or choose another name`,
    ])
  }
}

/** A file has its name when it is whole and on the disk. */
async function writeFile(
  file: string,
  lines: AsyncIterable<string>,
  begun: BegunExport | undefined,
): Promise<void> {
  const partial = file + partialSuffix
  if (begun) await truncate(partial, begun.tally.bytes)
  const destination = createWriteStream(partial, { flags: begun ? 'a' : 'w', flush: true })
  await pipeline(Readable.from(lines), destination)
  await rename(partial, file)
}
