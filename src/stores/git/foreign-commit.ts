import { contractIdFault, type VersionIdentity, versionFault } from '../../domain/identity.ts'
import { storable } from '../../domain/storable.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { EntryDocument } from '../entry.ts'
import type { ForeignChange } from '../indexed/record-log.ts'
import { isUnreadable } from '../unreadable-document.ts'
import type { Commit } from './commit-object.ts'
import type { FileChange } from './differences.ts'
import { fileName, textOf } from './file-names.ts'
import { type FileDocument, namesIn } from './named-version.ts'
import type { Objects } from './objects.ts'
import { contractsFolder, type DocumentPath, documentPath, formats } from './paths.ts'
import type { UnreadableFiles } from './unreadable.ts'

/** How much of a message is kept as the reason, and of an author as the caller, in UTF-16 code units. */
const longest = { reason: 2000, caller: 255 }

/** Says that a file holds no valid document. */
export type TellUnreadable = (path: string, commit: string, reason: string) => void

/** What people and other programs have made of documents in commits of their own. */
export class ForeignCommits {
  readonly #objects: Objects
  readonly #documents: DocumentWorkers
  readonly #unreadable: UnreadableFiles
  readonly #tell: TellUnreadable

  constructor(
    objects: Objects,
    documents: DocumentWorkers,
    unreadable: UnreadableFiles,
    tell: TellUnreadable,
  ) {
    this.#objects = objects
    this.#documents = documents
    this.#unreadable = unreadable
    this.#tell = tell
  }

  /** The changes of a commit, by path. @param time of the commit, where that can be told. A file that holds no valid document is told, and changes nothing. */
  async *changesOf(
    name: string,
    commit: Commit,
    time: Date | undefined,
    changes: readonly FileChange[],
  ): AsyncGenerator<ForeignChange> {
    const made = {
      time,
      caller: callerOf(commit),
      reason: storable(commit.message).trim().slice(0, longest.reason) || undefined,
    }
    const seen = new Set<string>()
    for (const { path, change } of inOrder(changes)) {
      const found =
        path.version === undefined
          ? await this.#latest(name, path, change, seen)
          : await this.#version(name, path, change, seen)
      if (found) yield { ...found, ...made }
    }
    await this.#unreadable.save()
  }

  /** What a version is after a change of one of its files. */
  async #version(commit: string, path: DocumentPath, change: FileChange, seen: Set<string>) {
    const stem = `${contractsFolder}/${path.contract}/versions/${path.version}`
    if (seen.has(stem)) return undefined
    seen.add(stem)
    for (const format of formats) {
      const bytes = await this.#objects.file(`${commit}:${stem}.${format}`)
      if (bytes) return this.#read(commit, `${stem}.${format}`, path, { bytes, format })
    }
    for (const format of formats) this.#unreadable.remove(`${stem}.${format}`)
    const bytes = change.before && (await this.#objects.file(change.before))
    const identity = identityOf(path, bytes ? { bytes, format: path.format } : undefined)
    return typeof identity === 'string' ? undefined : { ...identity, document: undefined }
  }

  /** The file of the latest version is a copy. Where it was changed alone, whoever did that means the version it names. */
  async #latest(commit: string, path: DocumentPath, { object, path: file }: FileChange, seen: Set<string>) {
    this.#unreadable.remove(file)
    const bytes = object && (await this.#objects.file(object))
    if (!bytes) return undefined
    const folder = `${contractsFolder}/${path.contract}/versions`
    const versions = await this.#objects.folder(`${commit}:${folder}`)
    if ([...versions.values()].some(version => version.object === object)) return undefined
    const document: FileDocument = { bytes, format: path.format }
    const names = namesIn(document)?.version
    const version = names === undefined ? undefined : fileName(names)
    if (seen.has(`${folder}/${version}`)) return undefined
    const found = await this.#read(commit, file, { ...path, version }, document)
    if (found) seen.add(`${folder}/${version}`)
    return found
  }

  async #read(commit: string, file: string, path: DocumentPath, document: FileDocument) {
    const identity = identityOf(path, document)
    const result = typeof identity === 'string' ? identity : await this.#documentOf(document, identity)
    if (typeof identity === 'string' || typeof result === 'string') {
      const reason = String(result)
      this.#unreadable.add(file, reason)
      this.#tell(file, commit, reason)
      return undefined
    }
    this.#unreadable.remove(file)
    return { ...identity, document: result }
  }

  /** The document of a file, or why it holds none. */
  async #documentOf(document: FileDocument, identity: VersionIdentity): Promise<EntryDocument | string> {
    try {
      const { json, source } = await this.#documents.read(document, identity)
      return { json, source }
    } catch (error) {
      if (isUnreadable(error)) return error.message
      throw error
    }
  }
}

/** First the files of versions, which decide, then the copies of the latest ones, in the order of the formats. */
function inOrder(changes: readonly FileChange[]) {
  const found = changes.flatMap(change => {
    const path = documentPath(change.path)
    return path ? [{ path, change }] : []
  })
  const rank = ({ version, format }: DocumentPath) =>
    version === undefined ? 1 + formats.indexOf(format) : 0
  return found.toSorted((one, other) => rank(one.path) - rank(other.path))
}

/** Which version a path is of, or why it is of none. Long names are shortened in paths; then the document tells them. */
function identityOf(path: DocumentPath, document: FileDocument | undefined): VersionIdentity | string {
  const names = lazily(() => (document ? namesIn(document) : undefined))
  const part = (name: string | undefined, key: keyof VersionIdentity) => {
    const text = name === undefined ? undefined : (textOf(name) ?? names()?.[key])
    return text !== undefined && fileName(text) === name ? text : undefined
  }
  const [contractId, version] = [part(path.contract, 'contractId'), part(path.version, 'version')]
  if (contractId === undefined) return 'the name of its folder is not that of a contract id'
  if (version === undefined) return path.version ? 'its name is not that of a version' : 'it names no version'
  return contractIdFault(contractId) ?? versionFault(version) ?? { contractId, version }
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function callerOf({ author: { name, email } }: Commit): string | undefined {
  const caller = email ? `${name} <${email}>` : name
  return storable(caller).trim().slice(0, longest.caller) || undefined
}
