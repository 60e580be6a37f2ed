import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { RegistryError } from '../../domain/errors.ts'
import { LogMoved, LogRewritten, type Place } from '../indexed/record-log.ts'
import { ifThere } from './file-faults.ts'
import { type Claim, claim, ensureFolder, readPlace, syncFolder, writeDurably } from './files.ts'
import { bucketOfName, type LogPlaces, positionOfName } from './log-places.ts'
import { damaged, type PlacedRecord, readRecordAt, readRecords } from './log-reader.ts'
import { type LogRecord, readRecord, recordLine } from './log-record.ts'

/** What a log has to know of its disk. */
export interface LogDisk {
  readonly claim: Claim
  /** Whether a question to the disk may take long, because a network is between. */
  readonly isRemote: boolean
}

/** Within which time, in milliseconds, no thousand entries can be appended and put together. */
const quickInterval = 50
const away = 'the contract folder is not there'

/** The place before the first entry. */
const beginning: Place = { position: 0, mark: '' }

/**
 * Records in files, one for each place, which is taken by whoever puts the file there first. A place is never given up,
 * so the log only grows. The mark of a place is the id of its entry.
 */
export class FileLog {
  readonly places: LogPlaces
  readonly #temporary: string
  readonly #disk: LogDisk
  #end = beginning
  #next: readonly string[]
  /** Buckets in which an entry may have its place in memory only. */
  readonly #unsynced = new Set<number>()
  /** When the end was asked for last. */
  #askedAt = -Infinity

  /**
   * @param places where the entries are; their folder is there.
   * @param temporary a folder on the same disk for files that are being written.
   */
  constructor(places: LogPlaces, temporary: string, disk: LogDisk) {
    this.places = places
    this.#temporary = temporary
    this.#disk = disk
    this.#next = this.#filesOf(1)
  }

  /** Whether the disk may show only after a while what others have appended. */
  get seesLate(): boolean {
    return this.#disk.isRemote
  }

  /** The last place: at once when the log has not grown since it was asked for. */
  end(): Place | Promise<Place> {
    if (this.#disk.isRemote) return this.refresh()
    const [entry = '', whole = ''] = this.#next
    const now = performance.now()
    const isLongAgo = now - this.#askedAt > quickInterval
    this.#askedAt = now
    return existsSync(entry) || (isLongAgo && existsSync(whole)) ? this.#advance() : this.#end
  }

  /** Makes the places last that entries were put in. One that was not is not met by whoever looks for it. */
  async #sync(): Promise<void> {
    for (const bucket of this.#unsynced) {
      await syncFolder(this.places.bucket(bucket)).catch(ignoreMoved)
      this.#unsynced.delete(bucket)
    }
  }

  /** The last place, as the disk has it now. */
  async refresh(): Promise<Place> {
    if (this.#unsynced.size > 0) await this.#sync()
    const found = await Promise.all(this.#next.map(isThere))
    return found.includes(true) ? this.#advance() : this.#end
  }

  /** Finds the end of a log that was not looked at before, without a look at more than its last folder. */
  async open(): Promise<Place> {
    const buckets = (await readdir(this.places.folder)).map(bucketOfName).filter(one => one !== undefined)
    if (buckets.length === 0) return this.#end
    const last = Math.max(...buckets)
    // the last bucket may have been made for an entry that was never written
    const position = this.places.firstOf(last) - 1 + (await this.#countIn(last))
    await this.#endAt(position)
    return this.#end
  }

  /** How many entries a bucket has. */
  async #countIn(bucket: number): Promise<number> {
    const names = (await ifThere(readdir(this.places.bucket(bucket)))) ?? []
    const positions = new Set(names.map(positionOfName))
    if (await isThere(this.places.whole(bucket))) return this.places.bucketSize
    let count = 0
    while (positions.has(this.places.firstOf(bucket) + count)) count++
    positions.delete(undefined)
    if (positions.size > count)
      throw damaged(this.places.firstOf(bucket) + count, 'it is not there, and later ones are')
    return count
  }

  async #endAt(position: number): Promise<void> {
    if (position === 0) return
    const record = await readRecordAt(this.places, position)
    if (!record) throw damaged(position, 'it is not there')
    this.#moveTo(position, record)
  }

  #moveTo(position: number, { entry }: LogRecord): void {
    if (position <= this.#end.position) return
    this.#end = { position, mark: entry.id }
    this.#next = this.#filesOf(position + 1)
  }

  /** The files of which one is there when there is an entry of a position. */
  #filesOf(position: number): string[] {
    return [this.places.entry(position), this.places.whole(this.places.bucketOf(position))]
  }

  /** Goes on to the last place, over what others have appended. */
  async #advance(): Promise<Place> {
    let { position } = this.#end
    for (;;) {
      const next = position + 1
      const [entry = '', whole = ''] = this.#filesOf(next)
      if (await isThere(entry)) position = next
      else if (await isThere(whole)) position = this.places.lastOf(this.places.bucketOf(next))
      else break
    }
    await this.#endAt(position)
    return this.#end
  }

  /** The place of a position; undefined when the log, as far as is known, ends before it. */
  async placeOf(position: number): Promise<Place | undefined> {
    if (position === 0) return beginning
    if (position === this.#end.position) return this.#end
    // a network mount may show an entry before one that it was asked for in vain
    if (position > this.#end.position) return undefined
    const record = await readRecordAt(this.places, position)
    return record && { position, mark: record.entry.id }
  }

  /**
   * The records behind a place, up to the end that is known.
   *
   * @throws LogRewritten when the log has no such place, or another entry there.
   */
  async *recordsAfter(after: Place): AsyncGenerator<PlacedRecord> {
    const { position } = await this.end()
    await this.requireIntact()
    if (after.position > position) throw new LogRewritten('the log is shorter than it was')
    if (after.position === 0) {
      yield* readRecords(this.places, 1, position)
      return
    }
    for await (const record of readRecords(this.places, after.position, position)) {
      if (record.position > after.position) yield record
      else if (record.entry.id !== after.mark) throw new LogRewritten('the log has another entry than before')
    }
  }

  /**
   * Appends records behind a place.
   *
   * @param meanwhile what must be done before the first has its place, beside the writing of the records.
   * @returns how many of them, from the first on, have their place: fewer when others took one first.
   * @throws LogMoved when the log does not end at that place, so that none has.
   */
  async append(
    records: readonly LogRecord[],
    after: Place,
    meanwhile: readonly Promise<void>[] = [],
  ): Promise<number> {
    const files = records.map(() => join(this.#temporary, `${randomUUID()}.json`))
    try {
      const writing = records.map((record, at) => writeDurably(files[at] ?? '', recordLine(record)))
      const outcomes = await Promise.allSettled([this.#requireEnd(after), ...writing, ...meanwhile])
      for (const one of outcomes) if (one.status === 'rejected') throw one.reason
      return await this.#place(records, files, after.position + 1)
    } finally {
      await Promise.all(files.map(file => rm(file, { force: true })))
    }
  }

  async #place(records: readonly LogRecord[], files: readonly string[], first: number): Promise<number> {
    let placed = 0
    try {
      for (const [at, record] of records.entries()) {
        const position = first + at
        this.#unsynced.add(this.places.bucketOf(position))
        if (!(await this.#placeOne(record, files[at] ?? '', position))) break
        placed++
      }
    } finally {
      await this.#sync()
    }
    const last = records[placed - 1]
    if (last) this.#moveTo(first + placed - 1, last)
    if (placed === 0) throw new LogMoved('another entry has the place')
    return placed
  }

  /** Whether the record is at that position now. */
  async #placeOne(record: LogRecord, file: string, position: number): Promise<boolean> {
    const bucket = this.places.bucketOf(position)
    if (position === this.places.firstOf(bucket)) await this.#beginBucket(bucket)
    const isPlaced = await claim(this.#disk.claim, file, this.places.entry(position)).catch(ignoreMoved)
    // an answer of a network may have been lost, and what was put together meanwhile counts more than the place itself
    if (isPlaced && !existsSync(this.places.whole(bucket))) return true
    return (await readRecordAt(this.places, position))?.entry.id === record.entry.id
  }

  async #beginBucket(bucket: number): Promise<void> {
    if (bucket > 0) await syncFolder(this.places.bucket(bucket - 1)).catch(ignoreMoved)
    if (!existsSync(this.places.whole(bucket))) await ensureFolder(this.places.bucket(bucket))
  }

  /** Makes sure that nothing is appended behind a gap, or to another log than the one that was read. */
  async #requireEnd(after: Place): Promise<void> {
    const end = await this.refresh()
    if (end.position !== after.position) throw new LogMoved('the log has grown')
    if (end.mark !== after.mark) throw new LogRewritten('the log has another entry than before')
    await this.requireIntact()
  }

  /**
   * Makes sure that the last entry that is known is still there.
   *
   * @throws RegistryError `store-unavailable` when the log is away, such as with its disk.
   * @throws LogRewritten when it is shorter, such as after an older copy was put in its place.
   */
  async requireIntact(): Promise<void> {
    const { position } = this.#end
    if (position > 0 && this.#filesOf(position).some(existsSync)) return
    if (!(await isThere(this.places.folder))) throw new RegistryError('store-unavailable', away)
    if (position === 0) return
    this.#end = beginning
    this.#next = this.#filesOf(1)
    await this.open()
    throw new LogRewritten('the log is shorter than it was')
  }

  /**
   * Reads the entry at the end, wherever its bucket is.
   *
   * @throws RegistryError when it cannot be read.
   */
  async check(): Promise<void> {
    const { position } = await this.refresh()
    if (position === 0) {
      await readdir(this.places.folder)
      return
    }
    const bytes = await readPlace(this.places.entry(position))
    if (bytes) readRecord(bytes.toString())
    else await this.requireIntact()
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await ifThere(access(path).then(() => true))) ?? false
}

/** The folder of a bucket is gone when it was put together, which is looked for elsewhere. */
function ignoreMoved(error: unknown): false {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
  throw error
}
