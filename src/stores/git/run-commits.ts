import { setTimeout as delay } from 'node:timers/promises'
import { RegistryError } from '../../domain/errors.ts'
import { LogMoved } from '../indexed/record-log.ts'
import { readRunFileName, runFolder } from '../indexed/run-file-names.ts'
import {
  firstCharacters,
  type RunKeys,
  type RunRecord,
  type RunRecords,
  type RunReference,
  readRecord,
} from '../indexed/run-records.ts'
import type { StoreLog } from '../store-log.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import { writeTestRun } from '../test-run-text.ts'
import type { GitCommands } from './command.ts'
import type { Signature } from './commit-object.ts'
import { type FileEdit, writeCommits } from './commit-writer.ts'
import { GitError, withGitFaults } from './git-error.ts'
import type { Maintenance } from './maintenance.ts'
import type { Objects } from './objects.ts'
import type { Branch } from './refs.ts'
import { runCommit } from './run-commit.ts'
import { runKeysIn } from './run-keys.ts'
import { runFolderPath, runPath } from './run-paths.ts'
import type { Tip } from './tip.ts'

/** How many changes one commit has at most. */
const mostAtOnce = 100
/** For how long a change is tried that others are always ahead of, in milliseconds. */
const patience = 10_000
/** How often it is tried at least: on a busy machine a few tries may take longer than that. */
const fewestTries = 5
/** How long is waited before the second try, at most, in milliseconds; twice as long before each next one. */
const firstPause = 20
const longestPause = 1000

/** The file of a run in a commit. */
interface RunFile {
  readonly path: string
  /** The name of the object. */
  readonly object: string
  readonly number: number
}

/** What a change does to the files of a commit, and what its caller is told. */
interface Decided<T = unknown> {
  readonly edits: readonly FileEdit[]
  readonly told: T
}

interface Change {
  readonly keys: readonly string[]
  decide(commit: string): Promise<Decided>
  resolve(told: unknown): void
  reject(error: unknown): void
}

/** What the commits of test runs are made with. */
export interface RunCommitsParts {
  readonly git: GitCommands
  readonly nameLength: number
  readonly objects: Objects
  readonly maintenance: Maintenance
  readonly committer: Pick<Signature, 'name' | 'email'>
  /** Opens the end of the commits: when they are needed for the first time, because many use no test runs. */
  readonly openTip: () => Promise<Tip>
  /** The end as it is known here, whether or not a remote that decides can be asked. */
  readonly known: Pick<Branch, 'commit'>
  /** How old what is known of a remote may be, in milliseconds. */
  readonly refreshInterval: number
  readonly log: StoreLog
}

/**
 * Test runs in commits of their own, which those of the contracts do not lead to: `<two digits>/<two digits>/<key>.json`, or
 * `<key>.<n>.json` for a run that was replaced `n` times. Changes that wait together are one commit.
 */
export class RunCommits implements RunRecords {
  readonly #parts: RunCommitsParts
  #opening: Promise<Tip> | undefined
  #open: Tip | undefined
  /** When a read tries again to open the end. */
  #nextTry = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  /** The commit up to which changes are known. */
  #seen: string | undefined
  #waiting: Change[] = []
  #isRunning = false

  constructor(parts: RunCommitsParts) {
    this.#parts = parts
  }

  add(key: string, run: KeptTestRun): Promise<boolean> {
    return this.#change([key], async commit => {
      if (await this.#fileOf(commit, key)) return { edits: [], told: false }
      return { edits: [written(key, 0, run)], told: true }
    })
  }

  replace(key: string, run: KeptTestRun): Promise<boolean> {
    return this.#change([key], async commit => {
      const file = await this.#fileOf(commit, key)
      if (!file) return { edits: [], told: false }
      return { edits: [removed(file), written(key, file.number + 1, run)], told: true }
    })
  }

  dropReports(keys: readonly string[], before: Date): Promise<void> {
    return this.#change(keys, async commit => {
      const edits = await Promise.all(
        keys.map(async key => {
          const file = await this.#fileOf(commit, key)
          const run = file && (await this.#readFile(file))
          if (!run || run === 'unreadable' || run.report === undefined || run.receivedAt >= before) return []
          return [written(key, file.number, { ...run, report: undefined })]
        }),
      )
      return { edits: edits.flat(), told: undefined }
    })
  }

  remove(keys: readonly string[]): Promise<void> {
    return this.#change(keys, async commit => {
      const files = await Promise.all(keys.map(key => this.#fileOf(commit, key)))
      return { edits: files.flatMap(file => (file ? [removed(file)] : [])), told: undefined }
    })
  }

  read(records: readonly RunReference[]): Promise<RunRecord[]> {
    return withGitFaults(async () => {
      const commit = await this.#newest()
      return Promise.all(
        records.map(async ({ key }) => {
          const file = await this.#fileOf(commit, key)
          return file && this.#readFile(file)
        }),
      )
    })
  }

  thereOf(keys: readonly string[]): Promise<string[]> {
    return withGitFaults(async () => {
      const commit = await this.#newest()
      const files = await Promise.all(keys.map(key => this.#fileOf(commit, key)))
      return keys.filter((_, at) => files[at])
    })
  }

  changed(): Promise<Iterable<string>> {
    return withGitFaults(async () => {
      const commit = await this.#newest()
      const before = this.#seen
      this.#seen = commit
      if (before === commit) return []
      if (!before || !commit) return firstCharacters
      const args = ['diff-tree', '--name-only', '--no-renames', before, commit]
      // one that is gone from the repository tells nothing
      const { exitCode, output } = await this.#parts.git.run(args, { answers: [128] })
      const folders = new Set(output.toString().split('\n'))
      return exitCode === 0 ? firstCharacters.filter(first => folders.has(runFolder(first))) : firstCharacters
    })
  }

  async *keysOf(firsts: Iterable<string>): AsyncGenerator<RunKeys> {
    const commit = await withGitFaults(() => this.#newest())
    yield* runKeysIn(this.#parts.git, commit, firsts)
  }

  async close(): Promise<void> {
    const tip = await this.#opening?.catch(() => undefined)
    clearInterval(this.#timer)
    await tip?.close()
  }

  async #tip(): Promise<Tip> {
    this.#opening ??= this.#openTip()
    return this.#opening
  }

  async #openTip(): Promise<Tip> {
    try {
      const tip = await this.#parts.openTip()
      this.#open = tip
      if (tip.freshness === 'interval') {
        const refresh = () => void tip.refresh().catch(() => undefined)
        this.#timer = setInterval(refresh, this.#parts.refreshInterval).unref()
      }
      return tip
    } catch (error) {
      this.#opening = undefined
      throw error
    }
  }

  /** The last commit that is known. While the remote is away, reads go on with what is here. */
  async #newest(): Promise<string> {
    const now = performance.now()
    if (!this.#open && now >= this.#nextTry) {
      this.#nextTry = now + this.#parts.refreshInterval
      await this.#tip().catch(error =>
        this.#parts.log.warn({ err: error }, 'test runs are read as they are known here; trying again'),
      )
    }
    return (this.#open ?? this.#parts.known).commit()
  }

  async #fileOf(commit: string, key: string): Promise<RunFile | undefined> {
    if (commit === '') return undefined
    const folder = runFolderPath(key)
    const files: RunFile[] = []
    for (const [name, { isFolder, object }] of await this.#parts.objects.folder(`${commit}:${folder}`)) {
      const found = isFolder ? undefined : readRunFileName(name)
      if (found?.key === key) files.push({ path: `${folder}/${name}`, object, number: found.number })
    }
    return files.sort((one, other) => other.number - one.number)[0]
  }

  async #readFile({ object }: RunFile): Promise<Exclude<RunRecord, undefined>> {
    return readRecord((await this.#parts.objects.file(object))?.toString() ?? '')
  }

  #change<T>(keys: readonly string[], decide: (commit: string) => Promise<Decided<T>>): Promise<T> {
    return withGitFaults(
      () =>
        new Promise<T>((resolve, reject) => {
          this.#waiting.push({ keys, decide, resolve: told => resolve(told as T), reject })
          void this.#run()
        }),
    )
  }

  async #run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    while (this.#waiting.length > 0) {
      const some = this.#nextChanges()
      await this.#make(some).catch(error => {
        for (const { reject } of some) reject(error)
      })
    }
    this.#isRunning = false
    await (await this.#opening?.catch(() => undefined))?.endTurn?.().catch(() => undefined)
  }

  /** The first ones that are about different runs. */
  #nextChanges(): Change[] {
    const keys = new Set<string>()
    const some: Change[] = []
    const later: Change[] = []
    for (const change of this.#waiting) {
      if (some.length === mostAtOnce || change.keys.some(key => keys.has(key))) later.push(change)
      else some.push(change)
      for (const key of change.keys) keys.add(key)
    }
    this.#waiting = later
    return some
  }

  async #make(changes: readonly Change[]): Promise<void> {
    const tip = await this.#tip()
    const begin = performance.now()
    for (let pause = firstPause, tries = 1; ; tries++, pause = Math.min(2 * pause, longestPause)) {
      const from = await tip.commit()
      const decided = await Promise.all(changes.map(change => change.decide(from)))
      const edits = decided.flatMap(one => one.edits)
      if (edits.length === 0 || (await this.#commit(tip, from, edits))) {
        for (const [at, { resolve }] of changes.entries()) resolve(decided[at]?.told)
        return
      }
      if (tries >= fewestTries && performance.now() - begin > patience)
        throw new RegistryError('store-busy', 'others are keeping test runs all the time; try again')
      await delay(Math.random() * pause)
      await tip.refresh()
    }
  }

  /** @returns false when others came first. */
  async #commit(tip: Tip, from: string, edits: readonly FileEdit[]): Promise<boolean> {
    try {
      await tip.begin(from)
      const [to] = await writeCommits(this.#parts, from, [runCommit(this.#parts.committer, edits)])
      if (to === undefined) throw new GitError('fast-import', 0, 'it made no commit')
      await tip.advance({ from, to, tags: [] })
    } catch (error) {
      if (error instanceof LogMoved) return false
      throw error
    }
    this.#parts.maintenance.afterCommits(1)
    return true
  }
}

function written(key: string, number: number, run: KeptTestRun): FileEdit {
  return { path: runPath({ key, number }), content: Buffer.from(writeTestRun(run)) }
}

function removed({ path }: RunFile): FileEdit {
  return { path, content: undefined }
}
