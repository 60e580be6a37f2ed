import { lstatSync, type Stats } from 'node:fs'
import { type ErrorCode, RegistryError } from '../../domain/errors.ts'
import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import type { VersionEntry } from '../entry.ts'
import type { ForeignChange, KnownVersion } from '../indexed/record-log.ts'
import { digestOf } from './digest.ts'
import type { DocumentFiles } from './document-files.ts'
import { codeOf, InTheWay } from './file-faults.ts'
import { type FileContent, markOf } from './files.ts'
import type { FolderLayout } from './layout.ts'
import type { FolderStoreLog } from './settings.ts'
import type { Unwritten } from './unwritten.ts'

/** How long a file must stay as it is before it counts as written, where its content does not tell, in milliseconds. */
const settleTime = 2000
/** For how long a file may be written again within one tick of the disk's clock, in milliseconds. */
const tick = 2000

/** A file as it was when it agreed with the log. */
interface Agreed {
  readonly mark: string | undefined
  /** Whether it was so new that its mark might stay the same when it is written again. */
  readonly isYoung: boolean
}

const absent: Agreed = { mark: undefined, isYoung: false }

/** Compares files with what the log says of them. */
export class ForeignFiles {
  readonly #files: DocumentFiles
  readonly #unwritten: Unwritten
  readonly #log: FolderStoreLog
  /** By contract and version. */
  readonly #agreed = new Map<string, Map<string, Agreed>>()
  /** Files that may be on their way: how they were, and since when. */
  readonly #unsettled = new Map<string, { readonly mark: string; readonly since: number }>()
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
    return this.#files.markOf(identity) === this.#agreementOn(identity).mark
  }

  /** Whether that is certain, too. */
  surelyAgrees(identity: VersionIdentity): boolean {
    const { isYoung } = this.#agreementOn(identity)
    return !isYoung && this.agrees(identity)
  }

  #agreementOn({ contractId, version }: VersionIdentity): Agreed {
    return this.#agreed.get(contractId)?.get(version) ?? absent
  }

  /** The versions of a contract whose files agreed when they were looked at last. */
  versionsThatAgree(contractId: string): ReadonlySet<string> {
    return new Set(this.#agreed.get(contractId)?.keys())
  }

  /** Notes that a file is as the log says. */
  agree(identity: VersionIdentity, file: Omit<FileContent, 'bytes'> | undefined): void {
    const key = versionKey(identity)
    this.#unsettled.delete(key)
    this.#warned.delete(key)
    const { contractId, version } = identity
    const versions = this.#agreed.get(contractId) ?? new Map<string, Agreed>()
    if (file === undefined) versions.delete(version)
    else versions.set(version, { mark: file.mark, isYoung: Date.now() - file.changedAt.getTime() < tick })
    if (versions.size === 0) this.#agreed.delete(contractId)
    else this.#agreed.set(contractId, versions)
  }

  /** Notes that a file which was just put in its place is as the log says, unless it was changed since. */
  agreeIfSame(identity: VersionIdentity, put: Stats): void {
    const now = lstatSync(this.#files.pathOf(identity), { throwIfNoEntry: false })
    if (now?.ino !== put.ino || now.size !== put.size || now.mtimeMs !== put.mtimeMs) return
    this.agree(identity, { mark: markOf(now), changedAt: now.mtime })
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
        this.agree(identity, file)
        return undefined
      }
      const unwritten = await this.#unwritten.of(identity)
      const digest = digestOf(file?.bytes)
      // what this or another process has still to write, or has written since the version was asked for
      if (
        unwritten &&
        (digest === unwritten.after || (!unwritten.wasFound && unwritten.before.has(digest)))
      ) {
        return undefined
      }
      return await this.#changeOf(identity, file, digest)
    } catch (error) {
      if (!isOfFile(error)) throw error
      this.#warnOnce(identity, error)
      return undefined
    }
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
    if (!file.bytes) throw new RegistryError('document-too-large', 'the file is larger than any document')
    const found = await this.#files.layout.documentOf(file.bytes)
    if (!found.isWhole && !this.#isSettled(key, file)) return undefined
    this.#told.set(key, { json: found.document.json, digest })
    const time = new Date(Math.min(file.changedAt.getTime(), Date.now()))
    return { contractId, version, time, caller: undefined, document: found.document }
  }

  /** Whether a file was not written for a while, by the clock of the disk or by ours. */
  #isSettled(key: string, { mark, changedAt }: FileContent): boolean {
    const now = performance.now()
    const seen = this.#unsettled.get(key)
    if (seen?.mark !== mark) this.#unsettled.set(key, { mark, since: now })
    const isUnchanged = seen?.mark === mark && now - seen.since >= settleTime
    return isUnchanged || Date.now() - changedAt.getTime() >= settleTime
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

const unreadable = new Set<ErrorCode>(['malformed-document', 'invalid-document', 'document-too-large'])

/** Whether an error is of one file, and says nothing of the folder. */
function isOfFile(error: unknown): boolean {
  if (error instanceof RegistryError) return unreadable.has(error.code)
  return error instanceof InTheWay || ['EACCES', 'EPERM'].includes(codeOf(error) ?? '')
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
