import { lstatSync, type Stats } from 'node:fs'
import { RegistryError } from '../../domain/errors.ts'
import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import type { VersionEntry } from '../entry.ts'
import { DocumentBusy, type ForeignChange, type KnownVersion } from '../indexed/record-log.ts'
import { isUnreadable } from '../unreadable-document.ts'
import { digestOfFile } from './digest.ts'
import type { DocumentFiles } from './document-files.ts'
import { codeOf, InTheWay } from './file-faults.ts'
import { type FileContent, type FileStats, isSame, isYoung, statsOf } from './files.ts'
import type { FolderLayout, FoundDocument } from './layout.ts'
import type { FolderStoreLog } from './settings.ts'
import { isOfLog, type Unwritten } from './unwritten.ts'

/** How long a file must stay as it is before it counts as written, where its content does not tell, in milliseconds. */
const settleTime = 2000

/** A file as it was when it agreed with the log. */
interface Agreed {
  readonly path: string
  readonly stats: FileStats
  /** Whether it was so new that its mark might stay the same when it is written again. */
  readonly isYoung: boolean
}

/** Compares files with what the log says of them. */
export class ForeignFiles {
  readonly #files: DocumentFiles
  readonly #unwritten: Unwritten
  readonly #log: FolderStoreLog
  /** By contract and version. */
  readonly #agreed = new Map<string, Map<string, Agreed>>()
  /** Folders of contracts as they were when all in them agreed. */
  readonly #folders = new Map<string, FileStats>()
  /** Files that may be on their way: how they were, and since when. */
  readonly #unsettled = new Map<string, { readonly stats: FileStats; readonly since: number }>()
  /** What was told of files, until it is in the log: the JSON of the document and the digest of the file. */
  readonly #told = new Map<
    string,
    { readonly json: string | undefined; readonly digest: string | undefined }
  >()
  /** What was warned of, by version. */
  readonly #warned = new Map<string, string>()

  constructor(files: DocumentFiles, unwritten: Unwritten, log: FolderStoreLog) {
    this.#files = files
    this.#unwritten = unwritten
    this.#log = log
  }

  /** Whether a file has not changed since it agreed with the log. Quick: asked before each read of a version. */
  agrees(identity: VersionIdentity): boolean {
    const agreed = this.#agreementOn(identity)
    const path = agreed ? agreed.path : this.#files.pathOf(identity)
    const now = lstatSync(path, { throwIfNoEntry: false })
    return now && agreed ? isSame(now, agreed.stats) : now === undefined && agreed === undefined
  }

  /**
   * Whether nothing in the folder of a contract can have changed since all of it agreed with the log. Quick, too: most
   * folders have not changed between two looks.
   */
  agreesInAll(contractId: string): boolean {
    const before = this.#folders.get(contractId)
    const now = before && this.#files.folderStats(contractId)
    if (!now || !isSame(now, before)) return false
    for (const [version, { isYoung }] of this.#agreed.get(contractId) ?? []) {
      if (isYoung || !this.agrees({ contractId, version })) return false
    }
    return true
  }

  /** Notes whether all in the folder of a contract agrees, as it was when its files were listed. */
  agreeInAll(contractId: string, there: ReadonlySet<string>, folder: FileStats | undefined): void {
    const agreed = this.#agreed.get(contractId)
    const isAll = agreed?.size === there.size && [...there].every(version => agreed.has(version))
    if (isAll && folder && !isYoung(folder)) this.#folders.set(contractId, statsOf(folder))
    else this.#folders.delete(contractId)
  }

  #agreementOn({ contractId, version }: VersionIdentity): Agreed | undefined {
    return this.#agreed.get(contractId)?.get(version)
  }

  /** Notes that a file is as the log says. */
  agree(identity: VersionIdentity, stats: FileStats | undefined): void {
    const key = versionKey(identity)
    this.#unsettled.delete(key)
    this.#warned.delete(key)
    const { contractId, version } = identity
    const versions = this.#agreed.get(contractId) ?? new Map<string, Agreed>()
    const path = this.#files.pathOf(identity)
    if (!stats) versions.delete(version)
    else versions.set(version, { path, stats, isYoung: isYoung(stats) })
    if (versions.size === 0) this.#agreed.delete(contractId)
    else this.#agreed.set(contractId, versions)
  }

  /** Notes that a file which was just put in its place is as the log says, unless it was changed since. */
  agreeIfSame(identity: VersionIdentity, put: Stats): void {
    const now = lstatSync(this.#files.pathOf(identity), { throwIfNoEntry: false })
    // the renaming itself counts as a change of the other time
    if (now && isSame(now, { ...statsOf(put), ctimeMs: now.ctimeMs })) this.agree(identity, statsOf(now))
  }

  /** What others have made of a version's file; undefined when nothing, or when they are at it. */
  async look(
    identity: VersionIdentity,
    known: () => Promise<KnownVersion | undefined>,
  ): Promise<ForeignChange | undefined> {
    try {
      const file = await this.#files.read(identity)
      const version = await known()
      if (await holdsSame(this.#files.layout, file, version)) {
        this.agree(identity, file?.stats)
        return undefined
      }
      const unwritten = await this.#unwritten.of(identity)
      const digest = digestOfFile(file)
      // what this or another process has still to write, or has written since the version was asked for
      if (unwritten && isOfLog(unwritten, digest)) return undefined
      return await this.#changeOf(identity, file, digest)
    } catch (error) {
      if (!isOfFile(error)) throw error
      this.#warnOnce(identity, error)
      return undefined
    }
  }

  /**
   * Whether something else may take the place of a file without a loss, because the log has what is in it.
   *
   * @returns false when nobody ever takes it over, because no document can be read there, or the document lacks some of it.
   * @throws DocumentBusy when it will be taken over.
   */
  async isKept(identity: VersionIdentity, file: FileContent): Promise<boolean> {
    const isWhole = file.bytes !== undefined && this.#files.layout.keepsBytes(file.bytes)
    const agreed = this.#agreementOn(identity)
    if (agreed && isSame(file.stats, agreed.stats)) return isWhole
    const unwritten = await this.#unwritten.of(identity)
    if (unwritten && isOfLog(unwritten, digestOfFile(file))) return isWhole
    if (!this.#isSettled(versionKey(identity), file)) throw new DocumentBusy()
    try {
      await this.#documentOf(file)
    } catch (error) {
      if (isOfFile(error)) return false
      throw error
    }
    throw new DocumentBusy()
  }

  async #documentOf({ bytes }: FileContent): Promise<FoundDocument> {
    if (!bytes) throw new RegistryError('document-too-large', 'the file is larger than any document')
    return this.#files.layout.documentOf(bytes)
  }

  async #changeOf(
    identity: VersionIdentity,
    file: FileContent | undefined,
    digest: string | undefined,
  ): Promise<ForeignChange | undefined> {
    const { contractId, version } = identity
    const key = versionKey(identity)
    if (!file) {
      this.#told.set(key, { json: undefined, digest })
      return { contractId, version, time: undefined, caller: undefined, document: undefined }
    }
    const found = await this.#documentOf(file)
    if (!found.isWhole && !this.#isSettled(key, file)) return undefined
    this.#told.set(key, { json: found.document.json, digest })
    const time = new Date(Math.min(file.stats.mtimeMs, Date.now()))
    return { contractId, version, time, caller: undefined, document: found.document }
  }

  /** Whether a file was not written for a while, by the clock of the disk or by ours. */
  #isSettled(key: string, { stats }: FileContent): boolean {
    const now = performance.now()
    const seen = this.#unsettled.get(key)
    const isUnchanged = seen !== undefined && isSame(seen.stats, stats)
    if (!isUnchanged) this.#unsettled.set(key, { stats, since: now })
    if (isUnchanged && now - seen.since >= settleTime) return true
    return Date.now() - stats.mtimeMs >= settleTime
  }

  /** The digest of the file that an entry was made of, when it is of a change that was told here. */
  foundFor(entry: VersionEntry): { readonly digest: string | undefined } | undefined {
    const key = versionKey(entry)
    const told = this.#told.get(key)
    if (!told || entry.operation !== 'external' || told.json !== entry.state?.document?.json) return undefined
    this.#told.delete(key)
    return told
  }

  /** An operator is told of a thing once. */
  #warnOnce(identity: VersionIdentity, err: unknown): void {
    const key = versionKey(identity)
    if (this.#warned.get(key) === String(err)) return
    this.#warned.set(key, String(err))
    const { contractId, version } = identity
    this.#log.warn({ err, contractId, version }, 'a file cannot be read as a document and is passed over')
  }

  /** How many files are passed over. */
  get passedOver(): number {
    return this.#warned.size
  }
}

/** Whether an error is of one file, and says nothing of the folder. */
function isOfFile(error: unknown): boolean {
  return isUnreadable(error) || error instanceof InTheWay || ['EACCES', 'EPERM'].includes(codeOf(error) ?? '')
}

async function holdsSame(
  layout: FolderLayout,
  file: FileContent | undefined,
  version: KnownVersion | undefined,
): Promise<boolean> {
  if (!file || !version) return !file && !version
  const { json } = version.stored
  return file.bytes !== undefined && layout.holds(file.bytes, { json, source: await version.source() })
}
