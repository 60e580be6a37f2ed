import { EventLoop } from '../../concurrency/event-loop.ts'
import { isInScope, scopeOf } from '../../domain/scope.ts'
import { decodeUtf8 } from '../../domain/utf8.ts'
import type { Entry, VersionEntry } from '../entry.ts'
import { EntryTextError, readEntry, writeEntry } from '../entry-text.ts'
import { type ExportHeader, ExportTally, readHeader, writeHeader } from './export-format.ts'
import { type Line, readLines } from './lines.ts'
import { sequenceOf, type TransferStore } from './transfer-store.ts'

/** An export of which a part was written. */
export interface BegunExport {
  readonly header: ExportHeader
  /** Of the lines that stay. */
  readonly tally: ExportTally
  /** The number of the last event that was written. */
  readonly sequence: number
}

/** Is told how far an export has come. */
export type OnExported = (tally: Pick<ExportTally, 'versions' | 'links' | 'bytes'>) => void

/** An export cannot go on from what was written before. */
export class OtherExport extends Error {}

type ExportedStore = Pick<TransferStore, 'entriesAfter' | 'linkEntries' | 'history'>

/** The lines of an export, or those that are missing of one that was begun. */
export async function* exportLines(
  store: ExportedStore,
  header: ExportHeader,
  begun: BegunExport | undefined,
  onExported: OnExported,
): AsyncGenerator<string> {
  const loop = new EventLoop()
  const tally = begun?.tally ?? new ExportTally()
  const scope = header.ids && scopeOf(header.ids)
  const lineOf = (text: string) => {
    tally.add(text)
    onExported(tally)
    return `${text}\n`
  }
  const entryLine = async (entry: Entry) => {
    await loop.share()
    tally.count(entry)
    return lineOf(writeEntry(entry))
  }
  if (!begun) yield lineOf(writeHeader(header))
  const range = { scope, upTo: header.sequence }
  for await (const { entry } of store.entriesAfter(begun?.sequence ?? 0, range)) yield await entryLine(entry)
  for await (const entry of store.linkEntries())
    if (isInScope(scope, entry.link.contractId)) yield await entryLine(entry)
  yield `${tally.writeEnd()}\n`
}

/**
 * What can stay of a file with the beginning of an export: the changes of versions up to the first line that is broken. Links
 * are told anew, because they may have changed. Undefined when not even the first line is whole.
 *
 * @throws OtherExport when it is the export of something else.
 */
export async function begunExport(
  path: string,
  wanted: Pick<ExportHeader, 'source' | 'ids'>,
  store: ExportedStore,
): Promise<BegunExport | undefined> {
  const tally = new ExportTally()
  let header: ExportHeader | undefined
  let last: VersionEntry | undefined
  for await (const line of readLines(path)) {
    if (!header) {
      header = headerOf(line)
      if (!header) return undefined
    } else {
      const entry = wholeEntry(line)
      if (entry?.kind !== 'version') break
      last = entry
      tally.count(entry)
    }
    tally.add(line.bytes)
  }
  if (!header) return undefined
  if (header.source !== wanted.source || String(header.ids) !== String(wanted.ids))
    throw new OtherExport('it is of another store, or of other contracts')
  const sequence = last ? await sequenceOf(store, last) : 0
  if (sequence === undefined) throw new OtherExport('the store has another history now')
  return { header, tally, sequence }
}

function headerOf({ bytes, isWhole }: Line): ExportHeader | undefined {
  const header = readHeader(decodeUtf8(bytes) ?? '')
  return isWhole && !('fault' in header) ? header : undefined
}

function wholeEntry({ bytes, isWhole }: Line): Entry | undefined {
  try {
    return isWhole ? readEntry(decodeUtf8(bytes) ?? '') : undefined
  } catch (error) {
    if (error instanceof EntryTextError) return undefined
    throw error
  }
}
