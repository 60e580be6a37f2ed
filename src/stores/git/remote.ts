import type { GitObserver } from '../git-observer.ts'
import { LogMoved } from '../indexed/record-log.ts'
import type { StoreLog } from '../store-log.ts'
import type { GitCommands } from './command.ts'
import type { RemoteAccess } from './environment.ts'
import { GitError } from './git-error.ts'
import { commitOf, type EndRefs, updateRefs } from './refs.ts'
import { withoutStaleLocks } from './stale-lock.ts'
import type { Advance, Tag } from './tip.ts'

/** How many tags are named in one command. */
const mostTags = 200

/** What git says when another push came first, or is under way. */
const isRace =
  /stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|unable to lock|incorrect old value|reference already exists/

/** A branch of the remote repository. */
export class Remote {
  readonly #git: GitCommands
  readonly #url: string
  readonly #refs: EndRefs
  readonly #timeout: number
  readonly #log: StoreLog
  readonly #observer: GitObserver | undefined

  /** @param git whose environment signs in to the remote. */
  constructor(
    git: GitCommands,
    { url }: RemoteAccess,
    settings: { readonly refs: EndRefs; readonly commandTimeout: number },
    log: StoreLog,
    observer: GitObserver | undefined,
  ) {
    this.#git = git
    this.#url = url
    this.#refs = settings.refs
    this.#timeout = settings.commandTimeout
    this.#log = log
    this.#observer = observer
  }

  /** The last commit of the branch, with all that leads to it; empty when there is no such branch. */
  async fetch(): Promise<string> {
    const options = ['--quiet', '--no-tags', '--no-write-fetch-head', '--force', '--no-auto-gc']
    try {
      const command = ['fetch', ...options, '--', this.#url, `+${this.#refs.end}:${this.#refs.seen}`]
      await withoutStaleLocks(more => this.#git.run([...more, ...command], { timeout: this.#timeout }))
    } catch (error) {
      if (!(error instanceof GitError) || !error.said.includes("couldn't find remote ref")) throw error
      await updateRefs(this.#git, [{ ref: this.#refs.seen, to: undefined }], 'gone from the remote').catch(
        () => undefined,
      )
      return ''
    }
    return commitOf(this.#git, this.#refs.seen)
  }

  /** A list of the branches of the remote. */
  branches(): Promise<string> {
    return this.#git.text(['ls-remote', '--quiet', '--heads', '--', this.#url], { timeout: this.#timeout })
  }

  /** The last commit that the remote was seen at. */
  seen(): Promise<string> {
    return commitOf(this.#git, this.#refs.seen)
  }

  /**
   * Pushes a commit and its tags in one step.
   *
   * @throws LogMoved when the branch does not end at `from`, or others are pushing.
   */
  async push({ from, to, tags }: Advance): Promise<void> {
    const start = performance.now()
    const set = tags.filter(tag => tag.to !== undefined)
    try {
      const early = Math.max(0, set.length - mostTags)
      for (let at = 0; at < early; at += mostTags)
        await this.#pushTags(set.slice(at, Math.min(at + mostTags, early)))
      await this.#pushTagged(from, to, set.slice(early))
      this.#observer?.pushed(performance.now() - start)
    } catch (error) {
      this.#observer?.pushFailed()
      throw error
    }
    await updateRefs(this.#git, [{ ref: this.#refs.seen, to }], 'pushed').catch(() => undefined)
    void this.#removeTags(tags.filter(tag => tag.to === undefined))
  }

  async #pushTagged(from: string, to: string, tags: readonly Tag[]): Promise<void> {
    const rejected = await this.#try(from, to, tags)
    if (!rejected) return
    const isAboutTag =
      tags.length > 0 && rejected.includes('refs/tags/') && !/refs\/heads\/.*(stale|lock)/.test(rejected)
    if (!isAboutTag) return this.#reject(rejected)
    // the branch decides, so a tag that is protected or in the way keeps nobody from publishing
    const withoutTag = await this.#try(from, to, [])
    if (withoutTag) return this.#reject(withoutTag)
    this.#warn(tags, rejected)
  }

  /** Of very many tags those that do not fit into the command that pushes the branch. */
  async #pushTags(tags: readonly Tag[]): Promise<void> {
    const refs = tags.map(tag => `+${tag.to}:${tag.ref}`)
    const { exitCode, said } = await this.#git.run(['push', '--no-verify', '--', this.#url, ...refs], {
      timeout: this.#timeout,
      answers: [1],
    })
    if (exitCode !== 0) this.#warn(tags, said)
  }

  #warn(tags: readonly Tag[], reason: string): void {
    this.#log.warn({ tags: tags.map(({ ref }) => ref), reason }, 'the remote refused the tag of a version')
  }

  #reject(said: string): never {
    if (isRace.test(said)) throw new LogMoved()
    throw new GitError('push', 1, said)
  }

  /** What the remote said in refusing it; undefined when it was accepted. */
  async #try(from: string, to: string, tags: readonly Tag[]): Promise<string | undefined> {
    const refs = [`${to}:${this.#refs.end}`, ...tags.map(tag => `+${tag.to}:${tag.ref}`)]
    const options = ['--atomic', '--porcelain', '--no-verify', `--force-with-lease=${this.#refs.end}:${from}`]
    const { exitCode, output, said } = await this.#git.run(['push', ...options, '--', this.#url, ...refs], {
      timeout: this.#timeout,
      answers: [1],
    })
    if (exitCode === 0) return undefined
    const refused = output
      .toString()
      .split('\n')
      .filter(line => line.startsWith('!'))
    return [...refused, said].join('\n').trim()
  }

  async #removeTags(tags: readonly Tag[]): Promise<void> {
    for (let at = 0; at < tags.length; at += mostTags) {
      const refs = tags.slice(at, at + mostTags).map(({ ref }) => `:${ref}`)
      await this.#git
        .run(['push', '--no-verify', '--', this.#url, ...refs], { timeout: this.#timeout, answers: [1] })
        .catch(() => undefined)
    }
  }
}
