import { EventLoop } from '../../concurrency/event-loop.ts'
import { isInScope, scopeOf } from '../../domain/scope.ts'
import type { TestRunId } from '../../domain/test-run.ts'
import { decodeUtf8 } from '../../domain/utf8.ts'
import type { VersionEntry } from '../entry.ts'
import { EntryTextError } from '../entry-text.ts'
import type { MovableTestRuns, TransferStore } from '../transfer-store.ts'
import {
  contractOf,
  type Exported,
  type ExportHeader,
  ExportTally,
  readHeader,
  readLine,
  writeHeader,
  writeLine,
} from './export-format.ts'
import { type Line, readLines } from './lines.ts'
import { sequenceOf } from './sequences.ts'

/** An export of which a part was written. */
export interface BegunExport {
  readonly header: ExportHeader
  /** Of the lines that stay. */
  readonly tally: ExportTally
  /** The number of the last event that was written. */
  readonly sequence: number
  /** The last test run that was written. */
  readonly run: TestRunId | undefined
}

/** Is told how far an export has come. */
export type OnExported = (tally: Pick<ExportTally, 'versions' | 'testRuns' | 'links' | 'bytes'>) => void

/** An export cannot go on from what was written before. */
export class OtherExport extends Error {}

type ExportedStore = Pick<TransferStore, 'entriesAfter' | 'linkEntries' | 'history'> & {
  readonly testRuns: Pick<MovableTestRuns, 'keptRuns'>
}

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
  const entryLine = async (entry: Exported) => {
    await loop.share()
    tally.count(entry)
    return lineOf(writeLine(entry))
  }
  if (!begun) yield lineOf(writeHeader(header))
  const range = { scope, upTo: header.sequence }
  for await (const { entry } of store.entriesAfter(begun?.sequence ?? 0, range)) yield await entryLine(entry)
  for await (const run of store.testRuns.keptRuns(begun?.run)) {
    const entry = { kind: 'test_run', run } as const
    if (isInScope(scope, contractOf(entry))) yield await entryLine(entry)
  }
  for await (const entry of store.linkEntries())
    if (isInScope(scope, contractOf(entry))) yield await entryLine(entry)
  yield `${tally.writeEnd()}\n`
}

/**
 * What can stay of a file with the beginning of an export: the changes of versions and the test runs up to the first line
 * that is broken. Links are told again, because they may have changed. Undefined when not even the first line is whole.
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
  let run: TestRunId | undefined
  for await (const line of readLines(path)) {
    if (!header) {
      header = headerOf(line)
      if (!header) return undefined
    } else {
      const entry = wholeEntry(line)
      if (!entry || entry.kind === 'link') break
      if (entry.kind === 'version') last = entry
      else run = entry.run
      tally.count(entry)
    }
    tally.add(line.bytes)
  }
  if (!header) return undefined
  requireSame(header, wanted)
  const sequence = last ? await sequenceOf(store, last) : 0
  if (sequence === undefined) throw new OtherExport('the store has another history now')
  return { header, tally, sequence, run }
}

function requireSame(header: ExportHeader, { source, ids }: Pick<ExportHeader, 'source' | 'ids'>): void {
  if (header.source === source && String(header.ids) === String(ids)) return
  throw new OtherExport('it is of another store, or of other contracts')
}

function headerOf({ bytes, isWhole }: Line): ExportHeader | undefined {
  const header = readHeader(decodeUtf8(bytes) ?? '')
  return isWhole && !('fault' in header) ? header : undefined
}

function wholeEntry({ bytes, isWhole }: Line): Exported | undefined {
  try {
    return isWhole ? readLine(decodeUtf8(bytes) ?? '') : undefined
  } catch (error) {
    if (error instanceof EntryTextError) return undefined
    throw error
  }
}
