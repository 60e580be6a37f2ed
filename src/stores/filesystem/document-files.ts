import { lstatSync } from 'node:fs'
import { lstat, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  lookupFault,
  maxContractIdLength,
  maxVersionLength,
  type VersionIdentity,
} from '../../domain/identity.ts'
import { codeOf, InTheWay, ifThere } from './file-faults.ts'
import { fileNameOf, type NameRules, nameOfFile, privateName } from './file-names.ts'
import {
  ensureFolder,
  type FileContent,
  type FileStats,
  isFolder,
  readFileWhole,
  syncFolder,
} from './files.ts'
import type { FolderLayout } from './layout.ts'

/** How often something is done again that others have come in the way of. */
const mostRetries = 5

/** The files of contract versions under a root. */
export class DocumentFiles {
  readonly layout: FolderLayout
  readonly #root: string
  readonly #rules: NameRules
  /** Names on the disk that are not those which this program would give: of contracts, and of versions in their folders. */
  readonly #folderNames = new Map<string, string>()
  readonly #fileNames = new Map<string, Map<string, string>>()
  /** Folders in which something has changed that may not be on the disk yet. */
  readonly #unsynced = new Set<string>()

  constructor(root: string, layout: FolderLayout, rules: NameRules) {
    this.#root = root
    this.layout = layout
    this.#rules = rules
  }

  /** The folder of a contract. */
  folderOf(contractId: string): string {
    return join(this.#root, this.#folderNames.get(contractId) ?? fileNameOf(contractId, '', this.#rules))
  }

  /** The folder of the versions of a contract. */
  #versionsOf(contractId: string): string {
    return join(this.folderOf(contractId), this.layout.versions ?? '')
  }

  /** The file of a version. */
  pathOf({ contractId, version }: VersionIdentity): string {
    const name = this.#fileNames.get(contractId)?.get(version)
    return join(this.#versionsOf(contractId), name ?? fileNameOf(version, this.layout.suffix, this.#rules))
  }

  /** What tells whether files came to the folder of a contract's versions or went; undefined when it is not there. */
  folderStats(contractId: string): FileStats | undefined {
    return lstatSync(this.#versionsOf(contractId), { throwIfNoEntry: false })
  }

  /**
   * The file of a version; undefined when there is none.
   *
   * @throws InTheWay when something else is there.
   */
  async read(identity: VersionIdentity): Promise<FileContent | undefined> {
    const { contractId } = identity
    for (const folder of [this.folderOf(contractId), this.#versionsOf(contractId)]) {
      const stats = await ifThere(lstat(folder))
      if (!stats) return undefined
      if (!stats.isDirectory()) throw new InTheWay(folder)
    }
    const path = this.pathOf(identity)
    for (let reads = 1; ; reads++) {
      const content = await readFileWhole(path)
      const stats = content ? undefined : await ifThere(lstat(path))
      if (!stats) return content
      // a file that came between the two looks is read
      if (!stats.isFile() || reads > mostRetries) throw new InTheWay(path)
    }
  }

  /** Makes the folder that the versions of a contract are in. */
  async makeFolder(contractId: string): Promise<void> {
    await this.#retried(async () => {
      await ensureFolder(this.folderOf(contractId))
      if (this.layout.versions) await ensureFolder(this.#versionsOf(contractId))
    })
  }

  /** Puts a file in the place of that of a version. */
  async put(file: string, identity: VersionIdentity): Promise<void> {
    const { contractId } = identity
    await this.#requireFolders(contractId)
    await this.#retried(async attempt => {
      if (attempt > 0) await this.makeFolder(contractId)
      await rename(file, this.pathOf(identity))
    })
    this.noteChanged(contractId)
  }

  /** Does again what failed because somebody has removed a folder, which was empty, in that moment. */
  async #retried(work: (attempt: number) => Promise<void>): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await work(attempt)
      } catch (error) {
        if (codeOf(error) !== 'ENOENT' || attempt === mostRetries) throw error
      }
    }
  }

  /** Removes the file of a version, and the folder when it was the last. */
  async remove(identity: VersionIdentity): Promise<void> {
    await this.#requireFolders(identity.contractId)
    await rm(this.pathOf(identity), { force: true })
    this.noteChanged(identity.contractId)
  }

  /** Notes that what was put in the folder of a contract, or removed, may not be on the disk yet. */
  noteChanged(contractId: string): void {
    this.#unsynced.add(this.#versionsOf(contractId))
  }

  /** Removes the folder of a contract unless there is something in it. */
  async tidy(contractId: string): Promise<void> {
    for (const folder of new Set([this.#versionsOf(contractId), this.folderOf(contractId)])) {
      await rmdir(folder).catch(() => undefined)
    }
  }

  /** Nothing is written or removed behind a symbolic link. */
  async #requireFolders(contractId: string): Promise<void> {
    for (const folder of [this.folderOf(contractId), this.#versionsOf(contractId)]) {
      const stats = await ifThere(lstat(folder))
      if (stats && !stats.isDirectory()) throw new InTheWay(folder)
    }
  }

  /** Makes all that was put and removed last, as far as it was noted. */
  async sync(): Promise<void> {
    const folders = [...this.#unsynced]
    for (const folder of folders) {
      this.#unsynced.delete(folder)
      try {
        if (await isFolder(folder)) await syncFolder(folder)
      } catch (error) {
        this.#unsynced.add(folder)
        throw error
      }
    }
    if (folders.length > 0) await syncFolder(this.#root)
  }

  /** The ids of contracts that have a folder, as far as names tell. */
  async listContracts(): Promise<Set<string>> {
    const entries = await readdir(this.#root, { withFileTypes: true })
    const folders = entries.filter(entry => entry.isDirectory() && entry.name.toLowerCase() !== privateName)
    const names = namesOf(
      folders.map(({ name }) => name),
      '',
      this.#rules,
      maxContractIdLength,
    )
    replaceAll(this.#folderNames, names.strange)
    return names.all
  }

  /** The versions of a contract that have a file, as far as names tell. */
  async listVersions(contractId: string): Promise<Set<string>> {
    if (await isFolder(this.folderOf(contractId))) await this.layout.adopt?.(this.folderOf(contractId))
    const folder = this.#versionsOf(contractId)
    const files = (await isFolder(folder)) ? await readdir(folder) : []
    const names = namesOf(files, this.layout.suffix, this.#rules, maxVersionLength)
    if (names.strange.size > 0) this.#fileNames.set(contractId, names.strange)
    else this.#fileNames.delete(contractId)
    return names.all
  }
}

/** The names that file names stand for, and those of them that have another file name than this program would give. */
function namesOf(fileNames: readonly string[], suffix: string, rules: NameRules, longest: number) {
  const there = new Set(fileNames)
  const all = new Set<string>()
  const strange = new Map<string, string>()
  for (const fileName of fileNames) {
    const name = nameOfFile(fileName, suffix)
    // nobody could ask for such a name
    if (name === undefined || lookupFault(name, longest) !== undefined) continue
    const own = fileNameOf(name, suffix, rules)
    if (own !== fileName && !there.has(own)) strange.set(name, fileName)
    all.add(name)
  }
  return { all, strange }
}

function replaceAll<Value>(map: Map<string, Value>, values: ReadonlyMap<string, Value>): void {
  map.clear()
  for (const [key, value] of values) map.set(key, value)
}
