import { withDeadline } from '../../concurrency/deadline.ts'
import { sharedRuns } from '../../concurrency/single-flight.ts'
import type { GitObserver } from '../git-observer.ts'
import { LogMoved } from '../indexed/record-log.ts'
import type { StoreLog } from '../store-log.ts'
import type { GitCommands } from './command.ts'
import { readCommit, type Signature } from './commit-object.ts'
import { entryTrailer, readCommitMessage } from './commit-text.ts'
import { GitError } from './git-error.ts'
import type { LocalTip } from './local-tip.ts'
import type { Objects } from './objects.ts'
import { commitOf, keepReplaced, leadsTo, updateRefs } from './refs.ts'
import type { Remote } from './remote.ts'
import { type Advance, type Tag, type Tip, tagFor } from './tip.ts'

/** How long the end of the process waits for what is to be pushed, in milliseconds. */
const lastPush = 5000

/** What a background push works with. */
export interface BackgroundParts {
  readonly git: GitCommands
  readonly objects: Objects
  readonly local: LocalTip
  readonly remote: Remote
  /** Where the last commit is kept that both have ended at. */
  readonly sharedRef: string
  /** Makes one of what is here and what is there, where that can be done without a person. */
  readonly merge?: (ours: string, theirs: string) => Promise<string>
  readonly committer: Pick<Signature, 'name' | 'email'>
  readonly log: StoreLog
  readonly observer: GitObserver | undefined
}

/** The end of a local branch, which is pushed after each change and takes over what others have pushed. */
export class BackgroundPush implements Tip {
  readonly freshness = 'each-read'
  readonly #parts: BackgroundParts
  readonly #exchange: () => Promise<void>
  readonly #timer: NodeJS.Timeout
  #failure: string | undefined
  #reason: string | undefined
  #isClosed = false

  /** @param interval between two looks at the remote, in milliseconds. */
  constructor(parts: BackgroundParts, interval: number) {
    this.#parts = parts
    this.#exchange = sharedRuns(() => this.#run())
    this.#timer = setInterval(() => void this.#exchange(), interval)
    this.#timer.unref()
    void this.#exchange()
  }

  commit(): string | Promise<string> {
    return this.#parts.local.commit()
  }

  refresh(): Promise<string> {
    return this.#parts.local.refresh()
  }

  begin(from: string): Promise<void> {
    return this.#parts.local.begin(from)
  }

  async advance(advance: Advance): Promise<void> {
    await this.#parts.local.advance(advance)
    void this.#exchange()
  }

  endTurn(): Promise<void> {
    return this.#parts.local.endTurn()
  }

  warnings(): readonly string[] {
    return this.#failure === undefined ? [] : [this.#failure]
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    // what is not pushed by then is here, and is pushed at the next start
    await withDeadline(this.#exchange(), lastPush, () => undefined)
    this.#isClosed = true
    await this.#parts.local.close()
  }

  async #run(): Promise<void> {
    if (this.#isClosed) return
    const { log, observer, remote, local } = this.#parts
    try {
      const theirs = await remote.fetch()
      const ours = await local.commit()
      const end = await this.#together(ours, theirs)
      if (end !== theirs && end !== '')
        await remote.push({ from: theirs, to: end, tags: await this.#tags(theirs, end) })
      await this.#noteShared(end)
      this.#failure = undefined
      this.#reason = undefined
      observer?.unpushed(0)
    } catch (error) {
      // others were faster, here or there: the next look takes that over
      if (error instanceof LogMoved) return local.endTurn()
      // why it fails may become another, such as when a remote that was away comes back with changes of its own
      const reason = error instanceof GitError ? error.said : String(error)
      if (this.#reason !== reason) log.warn({ err: error }, 'the git store could not push; trying again')
      this.#reason = reason
      this.#failure = 'changes wait to be pushed to the remote'
      observer?.unpushed(await this.#waiting())
    }
  }

  /** The end of both branches, once each has what the other has. */
  async #together(ours: string, theirs: string): Promise<string> {
    const { git, local, merge } = this.#parts
    if (theirs === '' || theirs === ours) return ours
    let to = theirs
    if (ours !== '' && !(await leadsTo(git, ours, theirs))) {
      if (await this.#wasRewritten(ours, theirs)) await keepReplaced(git, ours)
      else if (await leadsTo(git, theirs, ours)) return ours
      else to = await (merge ? merge(ours, theirs) : this.#merge(ours, theirs))
    }
    await local.advance({ from: ours, to, tags: [] })
    return to
  }

  /**
   * Whether the remote no longer has what both had. Then it counts, as it is.
   *
   * @throws GitError when there are changes that it never had, which are acknowledged.
   */
  async #wasRewritten(ours: string, theirs: string): Promise<boolean> {
    const { git, sharedRef } = this.#parts
    const shared = await commitOf(git, sharedRef)
    if (!(await leadsTo(git, shared, ours)) || (await leadsTo(git, shared, theirs))) return false
    if (shared === ours) return true
    throw new GitError(
      'fetch',
      0,
      'the history of the branch of the remote was rewritten while changes waited to be pushed; decide by hand at which commit both branches end',
    )
  }

  async #noteShared(commit: string): Promise<void> {
    const { git, sharedRef } = this.#parts
    if (commit !== '' && (await commitOf(git, sharedRef)) !== commit)
      await updateRefs(git, [{ ref: sharedRef, to: commit }], 'shared')
  }

  /** The tags of what the remote has not; an earlier process may have left it. */
  async #tags(theirs: string, end: string): Promise<Tag[]> {
    const { git } = this.#parts
    const options = ['--topo-order', '--reverse', '--format=%H%n%B%x00', `--grep=^${entryTrailer}{`]
    const range = [end, ...(theirs ? [`^${theirs}`] : [])]
    const tags = new Map<string, Tag>()
    for (const text of (await git.text(['log', ...options, ...range, '--'])).split('\0')) {
      const [commit, ...message] = text.trimStart().split('\n')
      const entry = readCommitMessage(message.join('\n'))?.entry
      const tag = entry && tagFor(entry, commit)
      if (tag) tags.set(tag.ref, tag)
    }
    return [...tags.values()]
  }

  /** A commit that brings what others have done to the remote. Its author and message are theirs. */
  async #merge(ours: string, theirs: string): Promise<string> {
    const { git, objects, committer } = this.#parts
    const found = await objects.read(theirs)
    const { author, message } = found ? readCommit(found) : { author: undefined, message: '' }
    const { exitCode, output, said } = await git.run(['merge-tree', '--write-tree', '-z', ours, theirs], {
      answers: [1],
    })
    const tree = output.subarray(0, output.indexOf(0)).toString()
    if (exitCode !== 0 || tree === '')
      throw new GitError(
        'merge-tree',
        exitCode,
        `the remote and the local branch have both changed the same file; merge them by hand. ${said}`,
      )
    const environment = {
      GIT_AUTHOR_NAME: author?.name || committer.name,
      GIT_AUTHOR_EMAIL: author?.email || committer.email,
      GIT_COMMITTER_NAME: committer.name,
      GIT_COMMITTER_EMAIL: committer.email,
    }
    return git.text(['commit-tree', tree, '-p', ours, '-p', theirs, '-F', '-'], {
      // one that says that it is an entry would count as that one, whatever else is merged
      input: message && !readCommitMessage(message) ? message : 'Merge',
      environment,
    })
  }

  async #waiting(): Promise<number> {
    const { git, local, remote } = this.#parts
    try {
      const [ours, theirs] = [await local.commit(), await remote.seen()]
      return ours === ''
        ? 0
        : Number(await git.text(['rev-list', '--count', ours, ...(theirs ? [`^${theirs}`] : []), '--']))
    } catch {
      return 1
    }
  }
}
