import { randomUUID } from 'node:crypto'
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import { ifThere } from './file-faults.ts'
import type { FileLog } from './file-log.ts'
import { writeDurably } from './files.ts'
import { readRecords } from './log-reader.ts'
import type { LogRecord } from './log-record.ts'

/** A version whose file may not be as the log says, because who appended the entry may not have come to it. */
export interface UnwrittenVersion extends VersionIdentity {
  /** Of its last entry. */
  readonly position: number
  /** The digest that its file has when it is written; undefined when there is none then. */
  readonly after: string | undefined
  /** Whether another program has made the file what it is: then nothing is written. */
  readonly wasFound: boolean
  /** The digests that its file may have before that: it was not written, or somebody was late with an older entry. */
  readonly before: ReadonlySet<string | undefined>
  /** Those of them that somebody may still write who is late. */
  readonly late: ReadonlySet<string | undefined>
  /** Whether this process has written it. */
  readonly isWritten: boolean
}

/** Whether content is what the log says of a file that is or may not be written. */
export function isOfLog({ after, before, wasFound }: UnwrittenVersion, digest: string | undefined): boolean {
  return digest === after || (!wasFound && before.has(digest))
}

/**
 * Which files the last entries of the log have changed. How far all files are known to be written is kept in a file, so
 * that a start has to look at few entries. When it is lost, more is looked at.
 */
export class Unwritten {
  readonly #log: FileLog
  readonly #file: string
  readonly #temporary: string
  readonly #versions = new Map<string, UnwrittenVersion>()
  /** Up to where all is written. */
  #written = 0
  /** Up to where entries were looked at. */
  #seen = 0

  /**
   * @param file where it is kept how far all is written.
   * @param temporary a folder on the same disk for files that are being written.
   */
  constructor(log: FileLog, file: string, temporary: string) {
    this.#log = log
    this.#file = file
    this.#temporary = temporary
  }

  /** Reads up to where all is written; at the start, and when the log is another than before. */
  async open(): Promise<void> {
    this.#versions.clear()
    const text = await ifThere(readFile(this.#file, 'utf8'))
    const { position } = await this.#log.end()
    const written = Number(text)
    this.#written = Number.isInteger(written) && written >= 0 && written <= position ? written : 0
    this.#seen = this.#written
  }

  /** Adds a record that was just appended. */
  note(position: number, record: LogRecord): void {
    // what was not read yet comes in its order
    if (position !== this.#seen + 1) return
    this.#seen = position
    this.#add(position, record)
  }

  #add(position: number, { entry, file }: LogRecord): void {
    if (entry.kind !== 'version' || !file) return
    const key = versionKey(entry)
    const earlier = this.#versions.get(key)
    const late = new Set(earlier?.late)
    if (earlier && !earlier.isWritten) late.add(earlier.after)
    // who appended it may have looked before the earlier one was written
    const before = new Set([file.before, ...late, ...(earlier ? [earlier.after, ...earlier.before] : [])])
    const { contractId, version } = entry
    const { after, wasFound } = file
    this.#versions.set(key, {
      contractId,
      version,
      position,
      after,
      wasFound,
      before,
      late,
      isWritten: false,
    })
  }

  /**
   * Notes that this process has written the file of a version as its last entry says.
   *
   * @param after the digest of the file.
   */
  confirm(identity: VersionIdentity, after: string | undefined): void {
    const key = versionKey(identity)
    const version = this.#versions.get(key)
    if (!version || version.after !== after) return
    this.#versions.set(key, { ...version, before: version.late, isWritten: true })
  }

  /** The last entries that may not be written, up to the end of the log. */
  async all(): Promise<UnwrittenVersion[]> {
    await this.#readNew()
    return [...this.#versions.values()]
  }

  /** What of a version may not be written. */
  async of(identity: VersionIdentity): Promise<UnwrittenVersion | undefined> {
    await this.#readNew()
    return this.#versions.get(versionKey(identity))
  }

  async #readNew(): Promise<void> {
    const { position } = await this.#log.end()
    for await (const record of readRecords(this.#log.places, this.#seen + 1, position)) {
      this.note(record.position, record)
    }
  }

  /**
   * Forgets versions whose files are written.
   *
   * @param upTo up to where in the log all are.
   */
  async settle(versions: readonly UnwrittenVersion[], upTo: number): Promise<void> {
    if (upTo > this.#written) {
      const file = join(this.#temporary, randomUUID())
      await writeDurably(file, String(upTo))
      await rename(file, this.#file)
      this.#written = upTo
    }
    for (const one of versions) {
      const key = versionKey(one)
      if (this.#versions.get(key)?.position === one.position) this.#versions.delete(key)
    }
  }
}
