import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compact } from '../../../src/stores/filesystem/compaction.ts'
import { FileLog } from '../../../src/stores/filesystem/file-log.ts'
import { LogPlaces } from '../../../src/stores/filesystem/log-places.ts'
import type { PlacedRecord } from '../../../src/stores/filesystem/log-reader.ts'
import { type LogRecord, recordLine } from '../../../src/stores/filesystem/log-record.ts'
import { LogMoved, type Place } from '../../../src/stores/indexed/record-log.ts'
import { beginning, entryOf } from '../../support/log-replay.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const disk = { claim: 'link', isRemote: false } as const

function recordAt(position: number): LogRecord {
  const entry = entryOf({ contractId: 'a', version: String(position) }, '{}', { id: `entry ${position}` })
  return { entry, file: undefined }
}

/** A folder whose log has so many entries, written as a log of long ago. */
function folderOf(count: number): { folder: string; temporary: string } {
  const root = tempFolder()
  const [folder, temporary] = [join(root, 'log'), join(root, 'tmp')]
  for (const path of [folder, temporary]) mkdirSync(path)
  const { places } = new FileLog(new LogPlaces(folder, 10), temporary, disk)
  for (let position = 1; position <= count; position++) {
    const path = places.entry(position)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, recordLine(recordAt(position)))
  }
  return { folder, temporary }
}

async function opened(folder: string, temporary: string): Promise<FileLog> {
  const log = new FileLog(new LogPlaces(folder, 10), temporary, disk)
  await log.open()
  return log
}

async function positionsAfter(log: FileLog, place: Place): Promise<number[]> {
  const positions: number[] = []
  for await (const { position, entry } of log.recordsAfter(place)) {
    expect(entry.id).toBe(`entry ${position}`)
    positions.push(position)
  }
  return positions
}

const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => first + at)
const placeOf = (position: number): Place => ({ position, mark: `entry ${position}` })

describe('old buckets of a log', () => {
  test('are one file each, and are read as before', async () => {
    const { folder, temporary } = folderOf(35)
    const early = await opened(folder, temporary)
    await compact(early.places, 35, temporary)
    expect(readdirSync(folder).sort()).toEqual(['000000.ndjson', '000001.ndjson', '000002', '000003'])
    expect(readdirSync(temporary)).toEqual([])
    const late = await opened(folder, temporary)
    for (const log of [early, late]) {
      expect(await positionsAfter(log, beginning)).toEqual(from(1, 35))
      for (const after of [1, 9, 10, 11, 19, 20, 25, 34, 35]) {
        expect(await positionsAfter(log, placeOf(after))).toEqual(from(after + 1, 35))
        expect(await log.placeOf(after)).toEqual(placeOf(after))
      }
      expect(await log.end()).toEqual(placeOf(35))
    }
    expect(await late.append([recordAt(36)], placeOf(35))).toBe(1)
    expect(await early.end()).toEqual(placeOf(36))
  })

  test('are met by who looked at the log before they were full', async () => {
    const { folder, temporary } = folderOf(15)
    const idle = await opened(folder, temporary)
    const { places } = idle
    for (const position of from(16, 38)) {
      mkdirSync(join(places.entry(position), '..'), { recursive: true })
      writeFileSync(places.entry(position), recordLine(recordAt(position)))
    }
    await compact(places, 38, temporary)
    // what this instance looked for as the next entry is in a file of a thousand by now
    expect(existsSync(places.entry(16))).toBe(false)
    expect(await idle.end()).toEqual(placeOf(38))
    await expect(idle.append([recordAt(16)], placeOf(15))).rejects.toThrow(LogMoved)
    expect(readdirSync(folder).sort()).toEqual(['000000.ndjson', '000001.ndjson', '000002', '000003'])
  })

  test('are put together by two at once, while others read and write', async () => {
    const { folder, temporary } = folderOf(29)
    const [writer, reader] = [await opened(folder, temporary), await opened(folder, temporary)]
    const reading = async () => {
      const read: PlacedRecord[] = []
      for await (const record of reader.recordsAfter(beginning)) read.push(record)
      return read.map(({ position }) => position)
    }
    const writing = async () => {
      for (const position of from(30, 32)) await writer.append([recordAt(position)], placeOf(position - 1))
    }
    const compacting = () => compact(reader.places, 29, temporary)
    const [read] = await Promise.all([reading(), writing(), compacting(), compacting()])
    expect(read.slice(0, 29)).toEqual(from(1, 29))
    await compacting()
    expect(await positionsAfter(await opened(folder, temporary), beginning)).toEqual(from(1, 32))
    expect(readdirSync(temporary)).toEqual([])
  })

  test('whose putting together was broken off are put together with the next look', async () => {
    const { folder, temporary } = folderOf(31)
    const log = await opened(folder, temporary)
    await compact(log.places, 31, temporary)
    // killed when the file of the first was there, and its folder not gone; and somebody late had made the other again
    for (const bucket of ['000000', '000001']) mkdirSync(join(folder, bucket))
    writeFileSync(log.places.entry(7), recordLine(recordAt(999)))
    expect(await positionsAfter(await opened(folder, temporary), beginning)).toEqual(from(1, 31))
    await compact(log.places, 31, temporary)
    expect(readdirSync(folder).sort()).toEqual(['000000.ndjson', '000001.ndjson', '000002', '000003'])
  })
})

test('a place of a bucket that was put together cannot be taken', async () => {
  const { folder, temporary } = folderOf(20)
  const late = await opened(folder, temporary)
  for (const position of from(21, 41)) {
    mkdirSync(join(late.places.entry(position), '..'), { recursive: true })
    writeFileSync(late.places.entry(position), recordLine(recordAt(position)))
  }
  await compact(late.places, 41, temporary)
  await expect(late.append([recordAt(21)], placeOf(20))).rejects.toThrow(LogMoved)
  expect(await positionsAfter(await opened(folder, temporary), placeOf(18))).toEqual(from(19, 41))
})
