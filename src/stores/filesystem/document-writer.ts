import { randomUUID } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { TurnsByKey } from '../../concurrency/turns-by-key.ts'
import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import type { Entry, VersionEntry } from '../entry.ts'
import { digestOf, digestOfFile } from './digest.ts'
import type { DocumentFiles } from './document-files.ts'
import type { FileLog } from './file-log.ts'
import { writeDurably } from './files.ts'
import type { ForeignFiles } from './foreign-files.ts'
import { readRecordAt } from './log-reader.ts'
import type { FileChange, LogRecord } from './log-record.ts'
import type { ReplacedFiles } from './replaced-files.ts'
import type { FolderStoreLog } from './settings.ts'
import { isOfLog, type Unwritten, type UnwrittenVersion } from './unwritten.ts'

/** A record to append, and what is to be done to the file of its version when it is in the log. */
export interface PreparedRecord extends LogRecord {
  /** A file that is to take the place of the version's. */
  readonly temporary: string | undefined
  /** Resolves when that file is on the disk. */
  readonly written: Promise<void>
}

const nothing = { temporary: undefined, written: Promise.resolve() }

/** Writes the files of versions: everything that may fail before the log has the change, and the renaming after it. */
export class DocumentWriter {
  readonly #files: DocumentFiles
  readonly #foreign: ForeignFiles
  readonly #unwritten: Unwritten
  readonly #records: FileLog
  readonly #replaced: ReplacedFiles
  readonly #temporary: string
  readonly #log: FolderStoreLog
  /** Each file is written by one at a time. */
  readonly #turns = new TurnsByKey()
  /** How far the log had come when all files were completed last. */
  #completedUpTo = 0

  /** @param temporary a folder on the same disk for files that are being written. */
  constructor(
    files: DocumentFiles,
    foreign: ForeignFiles,
    unwritten: Unwritten,
    records: FileLog,
    replaced: ReplacedFiles,
    temporary: string,
    log: FolderStoreLog,
  ) {
    this.#files = files
    this.#foreign = foreign
    this.#unwritten = unwritten
    this.#records = records
    this.#replaced = replaced
    this.#temporary = temporary
    this.#log = log
  }

  /**
   * Writes what a change makes of a version's file, but not in its place yet.
   *
   * @throws InTheWay when there cannot be such a file.
   * @throws DocumentBusy when another program is at the file.
   */
  async prepare(entry: Entry): Promise<PreparedRecord> {
    // a state whose document was never seen says nothing of the file
    if (entry.kind === 'link' || (entry.state && !entry.state.document)) {
      return { ...nothing, entry, file: undefined }
    }
    const found = this.#foreign.foundFor(entry)
    if (found) {
      const file = { before: found.digest, after: found.digest, wasFound: true }
      return { ...nothing, entry, file }
    }
    const there = await this.#files.read(entry)
    const before = digestOfFile(there)
    const document = entry.state?.document
    const content = document && (await this.#files.layout.contentOf(document))
    const after = digestOf(content)
    const file = { before, after, wasFound: false }
    if (there && after !== before && !(await this.#foreign.isKept(entry, there)))
      await this.#replaced.keep(entry, there)
    if (content === undefined || after === before) return { ...nothing, entry, file }
    const temporary = this.#newFile()
    const written = this.#write(temporary, entry, content)
    // whoever appends learns of it, though perhaps later
    written.catch(() => undefined)
    return { entry, file, temporary, written }
  }

  #newFile(): string {
    return join(this.#temporary, `${randomUUID()}${this.#files.layout.suffix}`)
  }

  async #write(path: string, { contractId }: VersionIdentity, content: Buffer): Promise<void> {
    await this.#files.makeFolder(contractId)
    await writeDurably(path, content)
  }

  /** Undoes what was prepared for a change that is not in the log. */
  async discard({ entry, temporary, written }: PreparedRecord): Promise<void> {
    if (temporary === undefined || entry.kind === 'link') return
    await written.catch(() => undefined)
    await rm(temporary, { force: true }).catch(() => undefined)
    await this.#files.tidy(entry.contractId)
  }

  /**
   * Puts what was prepared in its place, now that the log has it. What fails is done with the next look at the folder: the
   * changes have happened.
   *
   * @param first the position of the first.
   */
  async finishAll(prepared: readonly PreparedRecord[], first: number): Promise<void> {
    for (const [at, one] of prepared.entries()) this.#unwritten.note(first + at, one)
    await Promise.all(prepared.map((one, at) => this.#finish(one, first + at)))
  }

  async #finish({ entry, file, temporary }: PreparedRecord, position: number): Promise<void> {
    if (entry.kind === 'link' || !file) return
    await this.#turns.run(versionKey(entry), () => this.#finishFile(entry, file, temporary, position))
  }

  async #finishFile(
    entry: VersionEntry,
    file: FileChange,
    temporary: string | undefined,
    position: number,
  ): Promise<void> {
    try {
      const isNewest = await this.#isNewest(entry, position)
      const isToWrite = isNewest && !file.wasFound && (await this.#isKept(entry))
      if (isToWrite) await this.#place(entry, file.after, temporary)
      if (isNewest) await this.#completeFolder(entry)
      // another instance may have written in between, and what it wrote is newer
      if (!(await this.#isNewest(entry, position))) await this.#complete(await this.#unwritten.of(entry))
      else if (isToWrite) this.#unwritten.confirm(entry, file.after)
    } catch (error) {
      const { contractId, version } = entry
      this.#log.warn({ err: error, contractId, version }, 'a file could not be written; trying again later')
    } finally {
      if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => undefined)
    }
  }

  /** Whether no later entry is of that version. */
  async #isNewest(identity: VersionIdentity, position: number): Promise<boolean> {
    if ((await this.#records.end()).position === position) return true
    const last = await this.#unwritten.of(identity)
    return last === undefined || last.position <= position
  }

  /** Whether no other program has changed a file meanwhile. If one has, that is a change after the one of this entry. */
  async #isKept(identity: VersionIdentity): Promise<boolean> {
    const digest = digestOfFile(await this.#files.read(identity))
    const version = await this.#unwritten.of(identity)
    return version !== undefined && isOfLog(version, digest)
  }

  async #place(entry: VersionEntry, after: string | undefined, temporary: string | undefined): Promise<void> {
    if (after === undefined) {
      await this.#files.remove(entry)
      this.#foreign.agree(entry, undefined)
    } else if (temporary !== undefined) {
      const written = await stat(temporary)
      await this.#files.put(temporary, entry)
      this.#foreign.agreeIfSame(entry, written)
    }
  }

  /** Writes what else a layout has in the folder of a contract. */
  async #completeFolder(entry: VersionEntry): Promise<void> {
    await this.#files.layout.complete?.(entry, this.#files.folderOf(entry.contractId))
    if (!entry.state) await this.#files.tidy(entry.contractId)
  }

  /** Makes a file what the last entry of its version says, unless it is, or another program has changed it since. */
  async complete(version: UnwrittenVersion): Promise<void> {
    // what is written meanwhile may be newer
    await this.#turns.run(versionKey(version), async () => this.#complete(await this.#unwritten.of(version)))
  }

  async #complete(version: UnwrittenVersion | undefined): Promise<void> {
    if (!version) return
    const digest = digestOfFile(await this.#files.read(version))
    const isUnwritten = digest !== version.after && version.before.has(digest) && !version.wasFound
    if (!isUnwritten && !this.#files.layout.complete) return
    const record = await readRecordAt(this.#records.places, version.position)
    if (record?.entry.kind !== 'version') return
    if (isUnwritten) await this.#rewrite(record.entry, version.after)
    await this.#completeFolder(record.entry)
    if (!isUnwritten) return
    // another instance may have written what is newer in between
    if (await this.#isNewest(version, version.position)) this.#unwritten.confirm(version, version.after)
    else await this.#complete(await this.#unwritten.of(version))
  }

  async #rewrite(entry: VersionEntry, after: string | undefined): Promise<void> {
    const document = entry.state?.document
    const content = document && (await this.#files.layout.contentOf(document))
    const temporary = content && this.#newFile()
    try {
      if (content && temporary) await this.#write(temporary, entry, content)
      await this.#place(entry, after, temporary)
    } finally {
      if (temporary) await rm(temporary, { force: true })
    }
  }

  /**
   * Completes what processes that ended have left undone, and keeps up to where all is written. What was appended since
   * this was done last is looked at once more, because readers may not have come to it yet.
   */
  async completeAll(): Promise<void> {
    const { position } = await this.#records.end()
    let upTo = this.#completedUpTo
    const written: UnwrittenVersion[] = []
    for (const version of await this.#unwritten.all()) {
      // a process that was killed may have put it there, and nobody has made it last
      if (version.position > this.#completedUpTo) this.#files.noteChanged(version.contractId)
      if (!(await this.#isComplete(version))) upTo = Math.min(upTo, version.position - 1)
      else if (version.position <= upTo) written.push(version)
    }
    await this.#files.sync()
    await this.#unwritten.settle(written, upTo)
    this.#completedUpTo = position
  }

  /** Forgets what was appended, because the log is another than before. */
  async forget(): Promise<void> {
    this.#completedUpTo = 0
    await this.#unwritten.open()
  }

  /** Whether a file is as its last entry says, or is no longer ours to write. */
  async #isComplete(version: UnwrittenVersion): Promise<boolean> {
    try {
      await this.complete(version)
      return true
    } catch (err) {
      const { contractId } = version
      const fields = { err, contractId, version: version.version }
      this.#log.warn(fields, 'a file could not be written; trying again later')
      return false
    }
  }
}
