import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { RegistryError } from '../../domain/errors.ts'
import { ifThere } from './file-faults.ts'
import { readPlace } from './files.ts'
import type { LogPlaces } from './log-places.ts'
import { type LogRecord, readRecord } from './log-record.ts'

/** A record at its position. */
export interface PlacedRecord extends LogRecord {
  readonly position: number
}

/**
 * The records from one position up to another, in their order. Of what lies before only the bucket of the first is
 * read. Others may meanwhile append, and put buckets together.
 *
 * @throws RegistryError `store-unavailable` when one is not there, or is none.
 */
export async function* readRecords(
  places: LogPlaces,
  first: number,
  last: number,
): AsyncGenerator<PlacedRecord> {
  let position = first
  while (position <= last) {
    const bucket = places.bucketOf(position)
    const whole = await ifThere(open(places.whole(bucket), 'r'))
    if (whole) {
      const lastHere = Math.min(last, places.lastOf(bucket))
      yield* recordsOfWhole(whole, places.firstOf(bucket), position, lastHere)
      position = lastHere + 1
      continue
    }
    const bytes = await readPlace(places.entry(position))
    // the bucket may have been put together since it was looked for
    if (bytes) yield { position, ...recordOf(bytes.toString(), position) }
    else if (!(await isThere(places.whole(bucket)))) throw damaged(position, 'it is not there')
    if (bytes) position++
  }
}

/** One record; undefined when the log ends before it. */
export async function readRecordAt(places: LogPlaces, position: number): Promise<LogRecord | undefined> {
  const bytes = await readPlace(places.entry(position))
  if (bytes) {
    const whole = await isThere(places.whole(places.bucketOf(position)))
    if (!whole) return recordOf(bytes.toString(), position)
  } else if (!(await isThere(places.whole(places.bucketOf(position))))) return undefined
  for await (const record of readRecords(places, position, position)) return record
  return undefined
}

async function isThere(path: string): Promise<boolean> {
  const file = await ifThere(open(path, 'r'))
  await file?.close()
  return file !== undefined
}

/** The records of a bucket that was put together: one in each line. */
async function* recordsOfWhole(
  file: FileHandle,
  firstInFile: number,
  first: number,
  last: number,
): AsyncGenerator<PlacedRecord> {
  let position = firstInFile
  try {
    for await (const line of linesOf(file)) {
      if (position >= first) yield { position, ...recordOf(line.toString(), position) }
      if (position === last) return
      position++
    }
  } finally {
    await file.close()
  }
  throw damaged(position, 'its file ends before it')
}

const chunkSize = 256 * 1024
const lineFeed = 10

/** The lines of a file without their ends; what is behind the last end is none. */
async function* linesOf(file: FileHandle): AsyncGenerator<Buffer> {
  let begun: Buffer[] = []
  for (;;) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(chunkSize), 0, chunkSize, null)
    if (bytesRead === 0) return
    let rest = buffer.subarray(0, bytesRead)
    for (let end = rest.indexOf(lineFeed); end >= 0; end = rest.indexOf(lineFeed)) {
      yield Buffer.concat([...begun, rest.subarray(0, end)])
      begun = []
      rest = rest.subarray(end + 1)
    }
    if (rest.length > 0) begun.push(rest)
  }
}

function recordOf(text: string, position: number): LogRecord {
  try {
    return readRecord(text)
  } catch (error) {
    throw damaged(position, 'it cannot be read', error)
  }
}

/** What an operator finds in the log; readers are told that the log is damaged. */
export function damaged(position: number, why: string, cause?: unknown): RegistryError {
  const error = new Error(`the log is damaged at position ${position}: ${why}`, { cause })
  return new RegistryError('store-unavailable', 'the log of the contract folder is damaged', [], {
    cause: error,
  })
}
