import type { Entry } from '../entry.ts'
import {
  type ForeignChange,
  LogRewritten,
  type Place,
  type PlacedEntry,
  type PlacedForeignChanges,
  type RecordLog,
} from '../indexed/record-log.ts'
import type { StoreLog } from '../store-log.ts'
import { chainOf, type Link, shortChain } from './chain.ts'
import type { GitCommands } from './command.ts'
import { type Commit, readCommit, type Signature } from './commit-object.ts'
import { commitMessage } from './commit-text.ts'
import { CommitTimes } from './commit-times.ts'
import { type NewCommit, writeCommits } from './commit-writer.ts'
import type { ContractFiles } from './contract-files.ts'
import { differencesOf, type FileChange } from './differences.ts'
import type { ForeignCommits } from './foreign-commit.ts'
import { GitError, gitFault, withGitFaults } from './git-error.ts'
import type { Maintenance } from './maintenance.ts'
import type { Objects } from './objects.ts'
import { linkText, type OwnCommits } from './own-commit.ts'
import { linkPath } from './paths.ts'
import type { RunCommits } from './run-commits.ts'
import { type Tip, tagFor } from './tip.ts'
import type { UnreadableFiles } from './unreadable.ts'

/** What a log in git is put together of. */
export interface GitLogParts {
  readonly git: GitCommands
  /** How long the names of objects are. */
  readonly nameLength: number
  readonly objects: Objects
  readonly tip: Tip
  readonly files: ContractFiles
  readonly own: OwnCommits
  readonly foreign: ForeignCommits
  readonly unreadable: UnreadableFiles
  readonly maintenance: Maintenance
  readonly runs: RunCommits
  readonly committer: Pick<Signature, 'name' | 'email'>
  readonly log: StoreLog
}

const start: Place = { position: 0, mark: '' }

/**
 * A branch as a log: each commit is a place, and its name is the mark. Commits of the registry hold an entry, those of
 * others whatever they have changed.
 */
export class GitLog implements RecordLog {
  readonly #parts: GitLogParts
  /** The last place that was looked for. */
  #end: Place = start

  constructor(parts: GitLogParts) {
    this.#parts = parts
  }

  get freshness() {
    return this.#parts.tip.freshness
  }

  end(): Place | Promise<Place> {
    try {
      const commit = this.#parts.tip.commit()
      if (commit === this.#end.mark) return this.#end
      return withGitFaults(async () => this.#placeOfEnd(await commit))
    } catch (error) {
      throw gitFault(error)
    }
  }

  refresh(): Promise<Place> {
    return withGitFaults(async () => this.#placeOfEnd(await this.#parts.tip.refresh()))
  }

  async *entriesAfter(after: Place): AsyncGenerator<PlacedEntry | PlacedForeignChanges> {
    try {
      yield* this.#read(after)
    } catch (error) {
      throw gitFault(error)
    }
  }

  placeOf(position: number): Promise<Place | undefined> {
    return withGitFaults(async () => {
      const end = await this.end()
      if (position === end.position) return end
      if (position === 0) return start
      const chain = (await this.#chain('', end.mark)) ?? []
      const mark = chain[position - 1]?.commit
      return mark === undefined ? undefined : { position, mark }
    })
  }

  append(entries: readonly Entry[], after: Place): Promise<Place> {
    return withGitFaults(async () => {
      await this.#parts.tip.begin(after.mark)
      const commits: NewCommit[] = []
      for (const entry of entries) commits.push(await this.#commitOf(entry, after.mark))
      const names = await writeCommits(this.#parts, after.mark, commits)
      const mark = names.at(-1)
      if (mark === undefined || names.length !== entries.length)
        throw new GitError('fast-import', 0, 'it made no commits')
      const tags = entries.map((entry, at) => tagFor(entry, names[at])).filter(tag => tag !== undefined)
      await this.#parts.tip.advance({ from: after.mark, to: mark, tags })
      this.#parts.maintenance.afterCommits(entries.length)
      this.#end = { position: after.position + entries.length, mark }
      return this.#end
    })
  }

  async endTurn(): Promise<void> {
    await this.#parts.tip.endTurn?.()
  }

  /** All that others write is in the log. */
  async *foreignChanges(): AsyncGenerator<ForeignChange> {}

  check(): Promise<readonly string[]> {
    return withGitFaults(async () => {
      const { tip, objects, unreadable } = this.#parts
      const commit = await tip.commit()
      if (commit !== '' && !(await objects.read(commit)))
        throw new GitError('cat-file', 0, `there is no commit ${commit}`)
      const { count } = unreadable
      const warnings =
        count > 0 ? [`files in the repository that hold no valid document: ${count}; the log names them`] : []
      return [...warnings, ...tip.warnings()]
    })
  }

  async close(): Promise<void> {
    await this.#parts.tip.close()
    await this.#parts.runs.close()
    await this.#parts.maintenance.close()
    await this.#parts.git.close()
  }

  async #placeOfEnd(commit: string): Promise<Place> {
    const known = this.#end
    if (commit === known.mark) return known
    const added = await this.#chain(known.mark, commit)
    if (added) {
      const end = { position: known.position + added.length, mark: commit }
      // another look, or a change, may have come further
      if (this.#end === known) this.#end = end
      if (known.position > 0) this.#parts.maintenance.afterCommits(added.length)
      return end
    }
    const { log } = this.#parts
    const replaced = { was: known.mark, is: commit }
    log.warn(
      replaced,
      'the history of the branch was rewritten: the git store is read again; protect the branch',
    )
    const all = (await this.#chain('', commit)) ?? []
    this.#end = { position: all.length, mark: commit }
    return this.#end
  }

  async *#read(after: Place): AsyncGenerator<PlacedEntry | PlacedForeignChanges> {
    const { git, objects, unreadable } = this.#parts
    const end = await this.end()
    if (end.mark === after.mark) return
    const chain = await this.#chain(after.mark, end.mark)
    if (!chain) throw new LogRewritten('the log does not lead from where it was read to')
    if (after.mark === '') unreadable.clear()
    const times = new CommitTimes(objects, chain)
    let at = 0
    for await (const changes of differencesOf(git, chain)) {
      const { commit: mark } = chain[at] as Link
      const timeOf = times.timeOf.bind(times, at++)
      yield await this.#placed({ position: after.position + at, mark }, changes, timeOf)
    }
  }

  async #placed(
    place: Place,
    changes: readonly FileChange[],
    timeOf: (commit: Commit) => Promise<Date | undefined>,
  ): Promise<PlacedEntry | PlacedForeignChanges> {
    const { objects, own, foreign, unreadable } = this.#parts
    const found = await objects.read(place.mark)
    if (!found) throw new GitError('cat-file', 0, `there is no commit ${place.mark}`)
    const commit = readCommit(found)
    const entry = await own.entryOf(place.mark, commit.message, changes)
    if (!entry) {
      const time = await timeOf(commit)
      return { ...place, changes: foreign.changesOf(place.mark, commit, time, changes) }
    }
    for (const { path } of changes) unreadable.remove(path)
    return { ...place, entry }
  }

  /** Undefined also where a commit is gone from the repository. */
  async #chain(from: string, to: string): Promise<Link[] | undefined> {
    if (from !== '' && (await this.#parts.objects.read(from))?.type !== 'commit') return undefined
    return (await shortChain(this.#parts.objects, from, to)) ?? chainOf(this.#parts.git, from, to)
  }

  async #commitOf(entry: Entry, before: string): Promise<NewCommit> {
    const { files, committer } = this.#parts
    const { form, edits } =
      entry.kind === 'version'
        ? await files.ofEntry(entry, before)
        : {
            form: 'none' as const,
            edits: [{ path: linkPath(entry.link), content: linkText(entry.link) }],
          }
    const [caller, time] =
      entry.kind === 'version' ? [entry.caller, entry.time] : [entry.link.linkedBy, entry.link.linkedAt]
    return {
      author: { ...authorOf(caller, committer), time },
      committer: { ...committer, time: new Date() },
      message: commitMessage(entry, form),
      edits,
    }
  }
}

/** A caller who is known by an address has it as their own. */
function authorOf(caller: string | undefined, committer: Pick<Signature, 'name' | 'email'>) {
  if (caller === undefined) return committer
  const [, name, email] = /^(.*?) ?<([^<>\s]+@[^<>\s]+)>$/s.exec(caller) ?? []
  if (email !== undefined) return { name: name || email, email }
  return { name: caller, email: /^[^\s@<>]+@[^\s@<>]+$/.test(caller) ? caller : committer.email }
}
