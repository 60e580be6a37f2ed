import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, appendFile, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { firstCharacters, type RunRecords } from '../indexed/run-records.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import { readTestRun, writeTestRun } from '../test-run-text.ts'
import { ifThere, withFolderFaults } from './file-faults.ts'
import { type Claim, claim, ensureFolder, onlyName, readPlace, syncFolder, writeDurably } from './files.ts'

/** How often a record is looked for that others replace meanwhile. */
const mostLooks = 20

const fileName = /^([0-9a-f]{64})(?:\.([1-9][0-9]*))?\.json$/

/**
 * Test runs as files, `<two digits>/<key>.json`. A run is there as long as this file is. One that was replaced is in
 * `<key>.<n>.json`, the highest `n` counting, and the first file is empty: nobody can take its place meanwhile. The file
 * `changed` grows by the number of the folder whenever anything in that folder has changed.
 */
export class RunFiles implements RunRecords {
  readonly #folder: string
  readonly #temporary: string
  readonly #claim: Claim
  /** Up to where the changes are known. */
  #seen: number | undefined

  /**
   * @param folder the folder of the runs, which is there.
   * @param temporary a folder on the same disk for files that are being written.
   */
  constructor(folder: string, temporary: string, manner: Claim) {
    this.#folder = folder
    this.#temporary = temporary
    this.#claim = manner
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
        // whoever removes the run takes out the first file before all others
        if (!existsSync(this.#place(key, 0))) {
          await rm(this.#place(key, last + 1), { recursive: true, force: true })
          return false
        }
        await this.#clear(key, last)
        return true
      }
    })
  }

  dropReport(key: string, before: Date): Promise<void> {
    return withFolderFaults(async () => {
      const last = (await this.#numbersOf(key)).at(-1)
      const run = last === undefined ? undefined : await this.read(key, last)
      if (last === undefined || run === undefined || run === 'unreadable') return
      if (run.report === undefined || run.receivedAt >= before) return
      // one that is replaced meanwhile has a higher number, and counts
      await this.#overwrite(this.#place(key, last), writeTestRun({ ...run, report: undefined }))
    })
  }

  remove(keys: readonly string[]): Promise<void> {
    return withFolderFaults(async () => {
      for (const key of keys) {
        await rm(this.#place(key, 0), { recursive: true, force: true })
        for (const number of await this.#numbersOf(key))
          if (number > 0) await rm(this.#place(key, number), { recursive: true, force: true })
      }
      const folders = new Set(keys.map(folderNumber))
      for (const number of folders) await syncFolder(this.#folderOf(number)).catch(ifMissing)
      await this.#tell(folders)
    })
  }

  read(key: string, number?: number): Promise<KeptTestRun | 'unreadable' | undefined> {
    return withFolderFaults(async () => {
      const told = number === undefined ? undefined : await readPlace(this.#place(key, number))
      if (told && told.length > 0) return readRun(told.toString())
      for (let looks = 1; ; looks++) {
        const numbers = await this.#numbersOf(key)
        const last = numbers.at(-1)
        if (numbers[0] !== 0 || last === undefined) return undefined
        const bytes = await readPlace(this.#place(key, last))
        // it was replaced meanwhile
        if ((bytes === undefined || bytes.length === 0) && looks < mostLooks) continue
        return readRun(bytes?.toString() ?? '')
      }
    })
  }

  changed(): Promise<Iterable<string>> {
    return withFolderFaults(async () => {
      const seen = this.#seen
      const text = await this.#changesFrom(seen ?? 0)
      if (text === undefined) {
        // another folder is in the place of this one
        this.#seen = undefined
        return firstCharacters
      }
      this.#seen = (seen ?? 0) + text.length
      if (seen === undefined) return firstCharacters
      const lines = new Set(text.split('\n').filter(line => line !== ''))
      const changed = firstCharacters.filter(first => lines.has(folderNumber(first)))
      // whoever was killed while telling has left a part of a line
      return changed.length === lines.size ? changed : firstCharacters
    })
  }

  has(key: string): Promise<boolean> {
    return withFolderFaults(async () => {
      return (await ifThere(access(this.#place(key, 0)).then(() => true))) ?? false
    })
  }

  keysOf(first: string): Promise<ReadonlyMap<string, number>> {
    return withFolderFaults(async () => {
      const names = (await ifThere(readdir(this.#folderOf(folderNumber(first))))) ?? []
      const all = new Map<string, number>()
      const there = new Set<string>()
      for (const name of names) {
        const [, hex, number = '0'] = fileName.exec(name) ?? []
        if (hex === undefined) continue
        const key = Buffer.from(hex, 'hex').toString('base64url')
        if (number === '0') there.add(key)
        all.set(key, Math.max(all.get(key) ?? 0, Number(number)))
      }
      return new Map([...all].filter(([key]) => there.has(key)))
    })
  }

  /** Puts a run in a place that is free; false when it is not. */
  async #put(key: string, number: number, run: KeptTestRun): Promise<boolean> {
    const folder = folderNumber(key)
    await ensureFolder(this.#folderOf(folder))
    const file = join(this.#temporary, `${randomUUID()}.json`)
    await writeDurably(file, writeTestRun(run))
    if (!(await claim(this.#claim, file, this.#place(key, number)))) return false
    await syncFolder(this.#folderOf(folder))
    await this.#tell([folder])
    return true
  }

  /** Takes out a run that was replaced. */
  async #clear(key: string, number: number): Promise<void> {
    const place = this.#place(key, number)
    if (number > 0) return rm(place, { recursive: true, force: true })
    await this.#overwrite(place, '')
  }

  async #overwrite(place: string, text: string): Promise<void> {
    const file = join(this.#temporary, `${randomUUID()}.json`)
    await writeDurably(file, text)
    // a place that is a folder stays one
    const content = this.#claim === 'folder' ? join(place, onlyName) : place
    await rename(file, content).finally(() => rm(file, { force: true }))
  }

  async #tell(folders: Iterable<string>): Promise<void> {
    await appendFile(join(this.#folder, 'changed'), [...folders].map(number => `${number}\n`).join(''))
  }

  /** What was told behind a place; undefined when there is no such place. */
  async #changesFrom(place: number): Promise<string | undefined> {
    const file = await ifThere(open(join(this.#folder, 'changed'), 'r'))
    if (!file) {
      // a folder that is away with its disk says nothing of the runs
      await access(this.#folder)
      return place === 0 ? '' : undefined
    }
    try {
      const { size } = await file.stat()
      if (size < place) return undefined
      const bytes = Buffer.alloc(size - place)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, place)
      const text = bytes.toString('latin1', 0, bytesRead)
      // of a line that is being written the rest comes later
      return text.slice(0, text.lastIndexOf('\n') + 1)
    } finally {
      await file.close()
    }
  }

  /** The numbers of the files of a key, ascending. */
  async #numbersOf(key: string): Promise<number[]> {
    const names = (await ifThere(readdir(this.#folderOf(folderNumber(key))))) ?? []
    const hex = hexOf(key)
    const numbers = names.flatMap(name => {
      const match = name.startsWith(hex) ? fileName.exec(name) : null
      return match ? [Number(match[2] ?? 0)] : []
    })
    return numbers.sort((one, other) => one - other)
  }

  #folderOf(number: string): string {
    return join(this.#folder, number)
  }

  #place(key: string, number: number): string {
    const name = number === 0 ? `${hexOf(key)}.json` : `${hexOf(key)}.${number}.json`
    return join(this.#folderOf(folderNumber(key)), name)
  }
}

/** In small letters, because some disks do not tell them from capitals. */
function hexOf(key: string): string {
  return Buffer.from(key, 'base64url').toString('hex')
}

/** The folder of a key, by its first character. */
function folderNumber(key: string): string {
  return String(firstCharacters.indexOf(key.charAt(0))).padStart(2, '0')
}

function readRun(text: string): KeptTestRun | 'unreadable' {
  try {
    return readTestRun(text)
  } catch {
    return 'unreadable'
  }
}

function ifMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
