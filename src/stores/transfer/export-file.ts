import { decodeUtf8 } from '../../domain/utf8.ts'
import { EntryTextError } from '../entry-text.ts'
import {
  type Exported,
  type ExportHeader,
  ExportTally,
  isEnd,
  readHeader,
  readLine,
} from './export-format.ts'
import { type Line, LongLine, readLines } from './lines.ts'

/** A file is no export, or no whole one. The message names the line. */
export class ExportFileError extends Error {
  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`)
  }
}

/** What a line of a file holds, and which one it is. */
export interface EntryLine {
  readonly line: number
  readonly entry: Exported
}

/** A file that `dc43-registry export` wrote. */
export class ExportFile {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** @throws ExportFileError when the file does not begin with one. */
  async header(): Promise<ExportHeader> {
    for await (const line of readLines(this.path)) return headerOf(line)
    throw new ExportFileError(1, 'the file is empty')
  }

  /**
   * The entries in their order. Whoever has read all of them knows that the file is whole, and as it was written.
   *
   * @param onBytes is told how much of the file was read.
   * @throws ExportFileError at the first line that is wrong, or at the end when something is missing.
   */
  async *entries(onBytes: (bytes: number) => void = () => undefined): AsyncGenerator<EntryLine> {
    const tally = new ExportTally()
    let ended = false
    let last = 0
    for await (const line of linesOf(this.path)) {
      last = line.number
      if (ended) throw new ExportFileError(line.number, 'something stands behind the end of the export')
      if (line.number === 1) headerOf(line)
      const text = textOf(line)
      if (line.number > 1 && isEnd(text)) {
        const fault = tally.faultOf(text)
        if (fault !== undefined) throw new ExportFileError(line.number, fault)
        ended = true
      } else {
        if (line.number > 1) yield entryOf(line.number, text, tally)
        tally.add(line.bytes)
      }
      onBytes(line.end)
    }
    if (!ended)
      throw new ExportFileError(last + 1, 'the file ends here, before the end of the export: it was cut')
  }
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  try {
    yield* readLines(path)
  } catch (error) {
    if (error instanceof LongLine) throw new ExportFileError(error.line, error.message)
    throw error
  }
}

function headerOf(line: Line): ExportHeader {
  const header = readHeader(textOf(line))
  if ('fault' in header) throw new ExportFileError(line.number, header.fault)
  return header
}

function entryOf(line: number, text: string, tally: ExportTally): EntryLine {
  try {
    const entry = readLine(text)
    tally.count(entry)
    return { line, entry }
  } catch (error) {
    if (error instanceof EntryTextError) throw new ExportFileError(line, error.message)
    throw error
  }
}

function textOf({ number, bytes, isWhole }: Line): string {
  if (!isWhole) throw new ExportFileError(number, 'the line has no end: the file was cut')
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new ExportFileError(number, 'the line is not UTF-8 text')
  return text
}
