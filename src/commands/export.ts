import { createWriteStream, existsSync } from 'node:fs'
import { rename, truncate } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { product } from '../about.ts'
import { ConfigError } from '../config/errors.ts'
import type { ExportHeader } from '../stores/transfer/export-format.ts'
import { lastSequence, type TransferStore } from '../stores/transfer/transfer-store.ts'
import { type BegunExport, begunExport, exportLines, OtherExport } from '../stores/transfer/write-export.ts'
import type { ExitCode, TransferContext } from './context.ts'
import { idPatterns } from './id-patterns.ts'
import { entriesText, Progress, sizeText } from './progress.ts'
import { placeText } from './store-text.ts'
import { withSource } from './transfer-store.ts'
import { UsageError } from './usage-error.ts'

/** What stands behind the name of a file until it is whole. */
const partialSuffix = '.partial'

/** Writes every version with its history, and every link, to a file or to standard output. */
export async function exportStore(context: TransferContext): Promise<ExitCode> {
  const { from, output } = context.transfer
  const ids = idPatterns(context.transfer.ids)
  const file = output === undefined ? undefined : resolve(context.cwd, output)
  if (file !== undefined && existsSync(file))
    throw new UsageError(`${output} is there already; choose another name, or remove it`)
  const loaded = context.loadStore(from)
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
  return 0
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
