import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { readRunFileName, runFileName, runFileStem, runFolder } from '../indexed/run-file-names.ts'
import {
  firstCharacters,
  type RunKeys,
  type RunRecord,
  type RunRecords,
  type RunReference,
  readRecord,
} from '../indexed/run-records.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import { writeTestRun } from '../test-run-text.ts'
import { ChangeNotes } from './change-notes.ts'
import { ifThere, withFolderFaults } from './file-faults.ts'
import { type Claim, claim, ensureFolder, onlyName, readPlace, syncFolder, writeDurably } from './files.ts'

/** How often a record is looked for that others replace meanwhile. */
const mostLooks = 20

/**
 * Test runs as files, `<two digits>/<key>.json`. A run is there as long as this file is. One that was replaced is in
 * `<key>.<n>.json`, the highest `n` counting, and the first file is empty: nobody can take its place meanwhile. The file
 * `changed` grows by the number of the folder whenever anything in that folder has changed, see `ChangeNotes`.
 */
export class RunFiles implements RunRecords {
  readonly #folder: string
  readonly #temporary: string
  readonly #claim: Claim
  readonly #notes: ChangeNotes

  /**
   * @param folder the folder of the runs, which is there.
   * @param temporary a folder on the same disk for files that are being written.
   */
  constructor(folder: string, temporary: string, manner: Claim) {
    this.#folder = folder
    this.#temporary = temporary
    this.#claim = manner
    this.#notes = new ChangeNotes(join(folder, 'changed'), temporary)
  }

  add(key: string, run: KeptTestRun): Promise<boolean> {
    return withFolderFaults(async () => {
      if (existsSync(this.#place(key, 0))) return false
      return this.#put(key, 0, run)
    })
  }

  replace(key: string, run: KeptTestRun): Promise<boolean> {
    return withFolderFaults(async () => {
      for (;;) {
        const last = (await this.#numbersOf(key)).at(-1)
        if (last === undefined) return false
        if (!(await this.#put(key, last + 1, run))) continue
        const numbers = await this.#numbersOf(key)
        // whoever removes the run takes out the first file before all others
        if (numbers[0] !== 0) {
          await rm(this.#place(key, last + 1), { recursive: true, force: true })
          return false
        }
        // also the one just put, when its number was free because others had taken it, gone on from it and taken it out
        for (const number of numbers.slice(0, -1)) await this.#clear(key, number)
        return true
      }
    })
  }

  dropReports(keys: readonly string[], before: Date): Promise<void> {
    return withFolderFaults(async () => {
      for (const key of keys) await this.#dropReport(key, before)
    })
  }

  remove(keys: readonly string[]): Promise<void> {
    return withFolderFaults(async () => {
      for (const key of keys) {
        await rm(this.#place(key, 0), { recursive: true, force: true })
        for (const number of await this.#numbersOf(key))
          if (number > 0) await rm(this.#place(key, number), { recursive: true, force: true })
      }
      const folders = new Set(keys.map(runFolder))
      for (const number of folders) await syncFolder(this.#folderOf(number)).catch(ifMissing)
      await this.#notes.add(folders)
    })
  }

  read(records: readonly RunReference[]): Promise<RunRecord[]> {
    return Promise.all(records.map(one => this.readOne(one)))
  }

  readOne({ key, replaced: number }: RunReference): Promise<RunRecord> {
    return withFolderFaults(async () => {
      const bytes = number === undefined ? undefined : await readPlace(this.#place(key, number))
      if (bytes && bytes.length > 0) return readRecord(bytes.toString())
      for (let looks = 1; ; looks++) {
        const numbers = await this.#numbersOf(key)
        const last = numbers.at(-1)
        if (numbers[0] !== 0 || last === undefined) return undefined
        const bytes = await readPlace(this.#place(key, last))
        // it was replaced meanwhile
        if ((bytes === undefined || bytes.length === 0) && looks < mostLooks) continue
        return readRecord(bytes?.toString() ?? '')
      }
    })
  }

  changed(): Promise<Iterable<string>> {
    return withFolderFaults(async () => {
      const notes = await this.#notes.added()
      if (!notes) return firstCharacters
      const folders = new Set(notes)
      const changed = firstCharacters.filter(first => folders.has(runFolder(first)))
      // whoever was killed while telling has left a part of a line
      return changed.length === folders.size ? changed : firstCharacters
    })
  }

  thereOf(keys: readonly string[]): Promise<string[]> {
    return withFolderFaults(async () => {
      const there = await Promise.all(keys.map(key => ifThere(access(this.#place(key, 0)).then(() => [key]))))
      return there.flatMap(found => found ?? [])
    })
  }

  async *keysOf(firsts: Iterable<string>): AsyncGenerator<RunKeys> {
    for (const first of firsts) {
      const folder = this.#folderOf(runFolder(first))
      const names = (await withFolderFaults(() => ifThere(readdir(folder)))) ?? []
      yield { first, keys: keysAmong(names) }
    }
  }

  /** How often a run was replaced; undefined when it is not there. */
  numberOf(key: string): Promise<number | undefined> {
    return withFolderFaults(async () => {
      const numbers = await this.#numbersOf(key)
      return numbers[0] === 0 ? numbers.at(-1) : undefined
    })
  }

  /** Puts a run in a place that is free; false when it is not. */
  async #put(key: string, number: number, run: KeptTestRun): Promise<boolean> {
    const folder = runFolder(key)
    await ensureFolder(this.#folderOf(folder))
    const file = join(this.#temporary, `${randomUUID()}.json`)
    await writeDurably(file, writeTestRun(run))
    if (!(await claim(this.#claim, file, this.#place(key, number)))) return false
    await syncFolder(this.#folderOf(folder))
    await this.#notes.add([folder])
    return true
  }

  async #dropReport(key: string, before: Date): Promise<void> {
    const last = (await this.#numbersOf(key)).at(-1)
    const run = last === undefined ? undefined : await this.readOne({ key, replaced: last })
    if (last === undefined || run === undefined || run === 'unreadable') return
    if (run.report === undefined || run.receivedAt >= before) return
    // one that is replaced meanwhile has a higher number, and counts
    await this.#overwrite(this.#place(key, last), writeTestRun({ ...run, report: undefined }))
  }

  /** Takes out a run that was replaced. */
  async #clear(key: string, number: number): Promise<void> {
    const place = this.#place(key, number)
    if (number > 0) return rm(place, { recursive: true, force: true })
    if ((await readPlace(place))?.length) await this.#overwrite(place, '')
  }

  async #overwrite(place: string, text: string): Promise<void> {
    const file = join(this.#temporary, `${randomUUID()}.json`)
    await writeDurably(file, text)
    // a place that is a folder stays one
    const content = this.#claim === 'folder' ? join(place, onlyName) : place
    await rename(file, content).finally(() => rm(file, { force: true }))
  }

  /** The numbers of the files of a key, ascending. */
  async #numbersOf(key: string): Promise<number[]> {
    const names = (await ifThere(readdir(this.#folderOf(runFolder(key))))) ?? []
    const stem = runFileStem(key)
    const numbers = names.flatMap(name => {
      const found = name.startsWith(stem) ? readRunFileName(name) : undefined
      return found ? [found.number] : []
    })
    return numbers.sort((one, other) => one - other)
  }

  #folderOf(number: string): string {
    return join(this.#folder, number)
  }

  #place(key: string, number: number): string {
    return join(this.#folderOf(runFolder(key)), runFileName({ key, number }))
  }
}

/** The keys of which the first file is there, with their highest numbers. */
function keysAmong(names: readonly string[]): Map<string, number> {
  const all = new Map<string, number>()
  const there = new Set<string>()
  for (const name of names) {
    const found = readRunFileName(name)
    if (!found) continue
    const { key, number } = found
    if (number === 0) there.add(key)
    all.set(key, Math.max(all.get(key) ?? 0, number))
  }
  return new Map([...all].filter(([key]) => there.has(key)))
}

function ifMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
