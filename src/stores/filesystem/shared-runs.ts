import { rm } from 'node:fs/promises'
import {
  firstCharacters,
  type RunKeys,
  type RunRecord,
  type RunRecords,
  type RunReference,
} from '../indexed/run-records.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import { withFolderFaults } from './file-faults.ts'
import type { RunFiles } from './run-files.ts'
import type { FolderStoreLog } from './settings.ts'
import type { ValidationFiles } from './validation-files.ts'

/** How many runs are shown to griot, at each look, that were not shown when they were reported. */
const shownAtOnce = 50
/** How often a run is shown again that others replace meanwhile. */
const mostShows = 20

/**
 * Test runs in a folder that griot uses as well. Those that were reported here are in files of our own, which count, and
 * are shown to griot in its folder. Those that griot has written are there as long as its files are.
 */
export class SharedRuns implements RunRecords {
  readonly #own: RunFiles
  readonly #files: ValidationFiles
  readonly #log: FolderStoreLog
  /** The keys of own runs that griot does not see as they are: a process may have ended before it had shown them. */
  #unshown: Set<string> | undefined

  constructor(own: RunFiles, files: ValidationFiles, log: FolderStoreLog) {
    this.#own = own
    this.#files = files
    this.#log = log
  }

  async add(key: string, run: KeptTestRun): Promise<boolean> {
    if (await this.#files.has(key)) return false
    const isAdded = await this.#own.add(key, run)
    if (isAdded) await this.#show(key)
    return isAdded
  }

  async replace(key: string, run: KeptTestRun): Promise<boolean> {
    // so that no old one is left when this process ends before the new one is shown
    await withFolderFaults(() => this.#files.hide([key], run.contractId))
    const isReplaced = await this.#own.replace(key, run)
    await this.#show(key)
    return isReplaced
  }

  dropReports(keys: readonly string[], before: Date): Promise<void> {
    return this.#own.dropReports(keys, before)
  }

  async remove(keys: readonly string[], why: 'deleted' | 'expired'): Promise<void> {
    // a run of which no file is left here must not be left there
    await withFolderFaults(async () => {
      const own = await Promise.all(keys.map(async key => ({ key, run: await this.#own.readOne({ key }) })))
      const shown = own.flatMap(({ key, run }) => (run && run !== 'unreadable' ? { key, ...run } : []))
      for (const [contractId, runs] of Map.groupBy(shown, run => run.contractId))
        await this.#files.hide(
          runs.map(run => run.key),
          contractId,
        )
      if (why === 'deleted') await this.#files.remove(keys)
      else this.#files.passOver(keys)
    })
    await this.#own.remove(keys)
  }

  read(records: readonly RunReference[]): Promise<RunRecord[]> {
    return Promise.all(
      records.map(async one => {
        return (await this.#own.readOne(one)) ?? withFolderFaults(() => this.#files.read(one.key))
      }),
    )
  }

  async changed(): Promise<Iterable<string>> {
    const own = await this.#own.changed()
    await this.#look()
    const theirs = [...this.#files.takeChanged()].map(key => key.charAt(0))
    return new Set([...own, ...theirs])
  }

  async thereOf(keys: readonly string[]): Promise<string[]> {
    const own = new Set(await this.#own.thereOf(keys))
    const isThere = (key: string) => own.has(key) || withFolderFaults(() => this.#files.has(key))
    const there = await Promise.all(keys.map(isThere))
    return keys.filter((_, at) => there[at])
  }

  async *keysOf(firsts: Iterable<string>): AsyncGenerator<RunKeys> {
    await this.#look()
    const theirs = Map.groupBy(this.#files.keys(), key => key.charAt(0))
    for await (const { first, keys } of this.#own.keysOf(firsts)) {
      const read = (theirs.get(first) ?? []).map(key => [key, 0] as const)
      yield { first, keys: new Map([...read, ...keys]) }
    }
  }

  #look(): Promise<void> {
    return withFolderFaults(async () => {
      if (!(await this.#files.look())) return
      this.#unshown ??= await this.#findUnshown()
      for (const key of [...this.#unshown].slice(0, shownAtOnce)) if (!(await this.#show(key))) return
    })
  }

  async #findUnshown(): Promise<Set<string>> {
    const unshown = new Set<string>()
    for await (const { keys } of this.#own.keysOf(firstCharacters))
      for (const key of keys.keys()) if (!this.#files.shows(key)) unshown.add(key)
    return unshown
  }

  /** Shows griot a run as it is kept. What fails is done with one of the next looks. @returns whether it went well. */
  async #show(key: string): Promise<boolean> {
    try {
      await this.#showAsKept(key)
      this.#unshown?.delete(key)
      return true
    } catch (error) {
      this.#unshown?.add(key)
      this.#log.warn({ err: error }, 'a test run could not be written to the validations of griot')
      return false
    }
  }

  async #showAsKept(key: string): Promise<void> {
    let shown: string | undefined
    for (let shows = 0; shows < mostShows; shows++) {
      const replaced = await this.#own.numberOf(key)
      const run = replaced === undefined ? undefined : await this.#own.readOne({ key, replaced })
      const isThere = run !== undefined && run !== 'unreadable'
      const before = shown
      shown = isThere ? await this.#files.put(key, run) : undefined
      if (before !== undefined && before !== shown) await rm(before, { force: true })
      if (isThere && replaced) await this.#files.hide([key], run.contractId, shown)
      // others may replace or delete it meanwhile
      if ((await this.#own.numberOf(key)) === replaced) return
    }
  }
}
