import { createHash, randomUUID } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { RegistryError } from '../../domain/errors.ts'
import { maxRunIdLength } from '../../domain/test-run.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { runKeyOf } from '../test-run-key.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import { ifThere } from './file-faults.ts'
import { fileNameOf, type NameRules, nameOfFile, privateName } from './file-names.ts'
import {
  ensureFolder,
  type FileStats,
  isFolder,
  isSame,
  isYoung,
  readFileWhole,
  statsOf,
  writeDurably,
} from './files.ts'
import {
  readValidationName,
  runOfValidation,
  validationFileName,
  validationIdOf,
  validationText,
} from './validation-text.ts'

/** What griot calls the folder of validations, and the one of contracts beside it. */
const validationsName = 'validations'
const contractsName = 'contracts'

/** How large a file is that is read, in bytes. */
const mostBytes = 2 ** 20
/** How long after a look the next one is made, in milliseconds; longer where a look takes long. */
const betweenLooks = 1000
const shareOfLooks = 20
/** How many folders are looked at before others get a turn. */
const foldersAtOnce = 200

/** What is needed to find and to write validations. */
interface ValidationParts {
  /** The folder of the contracts. */
  readonly root: string
  /** The folder of a contract. */
  readonly folderOf: (contractId: string) => string
  readonly rules: NameRules
  readonly documents: DocumentWorkers
  /** A folder on the same disk for files that are being written. */
  readonly temporary: string
}

/** A folder of validations, as it was at the last look. */
interface SeenFolder {
  readonly stats: FileStats
  /** Whether something may come into it unnoticed. */
  readonly isYoung: boolean
  readonly names: ReadonlySet<string>
}

/** A file that was not written here. */
interface Theirs {
  readonly path: string
  readonly runId: string
  /** What the folder is called. */
  readonly contractId: string | undefined
}

/**
 * The validations that griot keeps: `<contract>/<time>_<id>.json` in a folder beside that of the contracts or, as its pages
 * describe it, in the folder of each contract. None of its files is ever changed; a run is there as long as its file is.
 */
export class ValidationFiles {
  readonly #parts: ValidationParts
  /** The folder beside that of the contracts, if it is called so; it need not be there. */
  readonly #beside: string | undefined
  readonly #folders = new Map<string, SeenFolder>()
  /** By the keys of their runs. */
  readonly #theirs = new Map<string, Theirs>()
  /** The ids of files that were written here. */
  readonly #own = new Set<string>()
  /** The files, as they were, in which no validation could be read: they may not be whole yet. */
  readonly #unreadable = new Map<string, FileStats>()
  /** Keys whose files have come or gone, or have become readable. */
  #changed = new Set<string>()
  #nextLook = Number.NEGATIVE_INFINITY

  constructor(parts: ValidationParts) {
    const { root } = parts
    this.#parts = parts
    this.#beside = basename(root) === contractsName ? join(dirname(root), validationsName) : undefined
  }

  /** Looks for what has come and gone, unless that was done just now. @returns whether it has looked. */
  async look(): Promise<boolean> {
    const begin = performance.now()
    if (begin < this.#nextLook) return false
    const there = new Set<string>()
    for (const [at, { path, contractId }] of (await this.#places()).entries()) {
      if (at % foldersAtOnce === foldersAtOnce - 1) await turn()
      if (await this.#lookAt(path, contractId)) there.add(path)
    }
    for (const [path, { names }] of this.#folders) {
      if (there.has(path)) continue
      for (const name of names) this.#forget(path, name)
      this.#folders.delete(path)
    }
    for (const [key, before] of this.#unreadable) {
      const now = lstatSync(this.#theirs.get(key)?.path ?? '', { throwIfNoEntry: false })
      if (now && isSame(now, before)) continue
      this.#unreadable.delete(key)
      this.#changed.add(key)
    }
    const end = performance.now()
    this.#nextLook = end + Math.max(betweenLooks, shareOfLooks * (end - begin))
    return true
  }

  /** The keys of runs that may have changed since this was asked for the last time. */
  takeChanged(): ReadonlySet<string> {
    const changed = this.#changed
    this.#changed = new Set()
    return changed
  }

  /** The keys of the runs that griot has written. */
  keys(): Iterable<string> {
    return this.#theirs.keys()
  }

  /** Whether there is the file of a run that griot has written. */
  async has(key: string): Promise<boolean> {
    const theirs = this.#theirs.get(key)
    return theirs !== undefined && lstatSync(theirs.path, { throwIfNoEntry: false }) !== undefined
  }

  /** Whether there was a file of this run of the registry at the last look. */
  shows(key: string): boolean {
    return this.#own.has(validationIdOf(key))
  }

  /** A run that griot has written; see `RunRecords.read`. */
  async read(key: string): Promise<KeptTestRun | 'unreadable' | undefined> {
    const theirs = this.#theirs.get(key)
    const stats = theirs && lstatSync(theirs.path, { throwIfNoEntry: false })
    if (!theirs || !stats) return undefined
    if (!stats.isFile() || stats.size > mostBytes) return 'unreadable'
    const file = await readFileWhole(theirs.path)
    if (!file?.bytes) return undefined
    try {
      const options = { kind: 'griot', strictness: 'lenient', samples: 'drop' } as const
      const report = await this.#parts.documents.report(file.bytes, options)
      return runOfValidation(report, theirs.runId, theirs.contractId, new Date(file.stats.mtimeMs))
    } catch (error) {
      const isOfFile = error instanceof RegistryError && unreadable.has(error.code)
      if (!isOfFile) throw error
      this.#unreadable.set(key, file.stats)
      // nobody need be told of one that is just being written
      return isYoung(file.stats) ? undefined : 'unreadable'
    }
  }

  /** Takes out the files of runs that griot has written. */
  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      const theirs = this.#theirs.get(key)
      if (theirs && (await isFolder(dirname(theirs.path)))) await rm(theirs.path, { force: true })
    }
  }

  /** Knows no more of runs that griot has written, until the next start. Their files stay. */
  passOver(keys: readonly string[]): void {
    for (const key of keys) this.#theirs.delete(key)
  }

  /**
   * Writes a run of the registry where griot reads it.
   *
   * @returns the file; undefined where there is no place for it.
   */
  async put(key: string, run: KeptTestRun): Promise<string | undefined> {
    const folder = await this.#placeFor(run.contractId)
    if (folder === undefined) return undefined
    const id = validationIdOf(key)
    const file = join(this.#parts.temporary, `${randomUUID()}.json`)
    const path = join(folder, validationFileName(id, run))
    try {
      await writeDurably(file, validationText(id, run))
      await rename(file, path)
    } finally {
      await rm(file, { force: true })
    }
    return path
  }

  /** Takes out the files of runs of the registry, which are of one contract. */
  async hide(keys: readonly string[], contractId: string | undefined, except?: string): Promise<void> {
    if (contractId === undefined) return
    const ids = new Set(keys.map(validationIdOf))
    const places = [this.#besideFolder(contractId), join(this.#parts.folderOf(contractId), validationsName)]
    for (const folder of places) {
      if (folder === undefined || !(await isFolder(folder))) continue
      for (const name of (await ifThere(readdir(folder))) ?? []) {
        const { id = '', isOwn } = readValidationName(name)
        const path = join(folder, name)
        if (isOwn && ids.has(id) && path !== except) await rm(path, { force: true })
      }
    }
  }

  /** Where runs of a contract are written: as griot does it, else in the folder of the contract if it has one. */
  async #placeFor(contractId: string | undefined): Promise<string | undefined> {
    if (contractId === undefined) return undefined
    const beside = this.#besideFolder(contractId)
    const isBeside = this.#beside !== undefined && beside !== undefined && (await isFolder(this.#beside))
    if (!isBeside && !(await isFolder(this.#parts.folderOf(contractId)))) return undefined
    const folder = isBeside ? beside : join(this.#parts.folderOf(contractId), validationsName)
    await ensureFolder(folder)
    return folder
  }

  #besideFolder(contractId: string): string | undefined {
    return this.#beside && join(this.#beside, fileNameOf(contractId, '', this.#parts.rules))
  }

  /** All folders that may have validations. */
  async #places(): Promise<{ path: string; contractId: string | undefined }[]> {
    const places: { path: string; contractId: string | undefined }[] = []
    for (const [folder, inner] of [
      [this.#beside, ''],
      [this.#parts.root, validationsName],
    ] as const) {
      if (folder === undefined || !(await isFolder(folder))) continue
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (!entry.isDirectory() || entry.name.toLowerCase() === privateName) continue
        places.push({ path: join(folder, entry.name, inner), contractId: nameOfFile(entry.name, '') })
      }
    }
    return places
  }

  /** @returns whether the folder is there. */
  async #lookAt(path: string, contractId: string | undefined): Promise<boolean> {
    const now = lstatSync(path, { throwIfNoEntry: false })
    if (!now?.isDirectory()) return false
    const before = this.#folders.get(path)
    if (before && !before.isYoung && isSame(before.stats, now)) return true
    const names = new Set(((await ifThere(readdir(path))) ?? []).filter(name => name.endsWith('.json')))
    for (const name of before?.names ?? []) if (!names.has(name)) this.#forget(path, name)
    for (const name of names) if (!before?.names.has(name)) this.#note(path, name, contractId)
    this.#folders.set(path, { stats: statsOf(now), isYoung: isYoung(now), names })
    return true
  }

  #note(folder: string, name: string, contractId: string | undefined): void {
    const { id, isOwn } = readValidationName(name)
    if (isOwn && id !== undefined) {
      this.#own.add(id)
      return
    }
    const runId = runIdOf(folder, name)
    const key = runKeyOf({ source: 'griot', runId })
    this.#theirs.set(key, { path: join(folder, name), runId, contractId })
    this.#changed.add(key)
  }

  #forget(folder: string, name: string): void {
    const { id, isOwn } = readValidationName(name)
    if (isOwn && id !== undefined) {
      this.#own.delete(id)
      return
    }
    const key = runKeyOf({ source: 'griot', runId: runIdOf(folder, name) })
    if (this.#theirs.get(key)?.path !== join(folder, name)) return
    this.#theirs.delete(key)
    this.#changed.add(key)
  }
}

const unreadable = new Set<string>(['invalid-request', 'document-too-large'])

/** What a run is called that griot has written: by the id of the validation, else by the contract's folder and the file. */
function runIdOf(folder: string, fileName: string): string {
  const { id } = readValidationName(fileName)
  if (id !== undefined) return id
  const parent = basename(folder) === validationsName ? basename(dirname(folder)) : basename(folder)
  const name = `${parent}/${fileName.slice(0, -'.json'.length)}`
  return name.length <= maxRunIdLength ? name : createHash('sha256').update(name).digest('hex')
}
