import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { GitCommands } from './command.ts'
import { withoutStaleLocks } from './stale-lock.ts'

/** A ref that is to point at a commit; undefined to remove it. */
export interface RefUpdate {
  readonly ref: string
  readonly to: string | undefined
  /** What it must point at now: an empty text when it must not be there. Left out when that does not matter. */
  readonly from?: string
}

/** Where refs are kept: as files, which can be read without a process, or in the tables of newer versions of git. */
export type RefFormat = 'files' | 'reftable'

/** What leads to the end of some commits. */
export interface EndRefs {
  /** What it is called here and in the remote. */
  readonly end: string
  /** Where the last commit is kept that the remote was seen at. */
  readonly seen: string
  /** Where the last commit is kept that both have ended at. */
  readonly shared: string
}

/** The refs of a branch of contracts. */
export function branchRefs(branch: string): EndRefs {
  const own = 'refs/dc43-registry'
  return { end: `refs/heads/${branch}`, seen: `${own}/remote`, shared: `${own}/shared` }
}

/** The refs of the test runs beside a branch. They are no branch, so that a clone does without them. */
export function runRefs(branch: string): EndRefs {
  const own = 'refs/dc43-registry/test-runs'
  return { end: `${own}/${branch}`, seen: `${own}-remote`, shared: `${own}-shared` }
}

/** A branch, or another ref, that is read often. */
export class Branch {
  readonly ref: string
  readonly #git: GitCommands
  readonly #folder: string
  readonly #format: RefFormat
  #packed: { readonly stamp: string; readonly commit: string } | undefined
  #tables: { readonly text: string; readonly commit: string } | undefined

  /** @param folder of the refs, which all work trees of a repository share. */
  constructor(git: GitCommands, ref: string, folder: string, format: RefFormat) {
    this.ref = ref
    this.#git = git
    this.#folder = folder
    this.#format = format
  }

  /** The commit at its end, empty when there is none. No process is needed unless something has changed in an unusual way. */
  commit(): string | Promise<string> {
    if (this.#format === 'reftable') return this.#fromTables()
    const loose = fileText(join(this.#folder, this.ref))?.trim()
    if (loose === undefined) return this.#fromPacked()
    // it may point at another ref, or be written this moment
    return isHash(loose) ? loose : this.#asked()
  }

  #fromPacked(): string {
    const file = join(this.#folder, 'packed-refs')
    const stat = statSync(file, { throwIfNoEntry: false, bigint: true })
    if (!stat) return this.#looseAgain()
    const stamp = `${stat.mtimeNs} ${stat.size} ${stat.ino}`
    if (this.#packed?.stamp !== stamp) this.#packed = { stamp, commit: packedCommit(file, this.ref) }
    return this.#packed.commit || this.#looseAgain()
  }

  /** Between the looks at both places it may have gone from one to the other. */
  #looseAgain(): string {
    return fileText(join(this.#folder, this.ref))?.trim() ?? ''
  }

  async #fromTables(): Promise<string> {
    const text = fileText(join(this.#folder, 'reftable', 'tables.list')) ?? ''
    if (text === '' || this.#tables?.text !== text) this.#tables = { text, commit: await this.#asked() }
    return this.#tables.commit
  }

  async #asked(): Promise<string> {
    return commitOf(this.#git, this.ref)
  }
}

/** The commit that a ref points at, empty when there is none. */
export async function commitOf(git: GitCommands, ref: string): Promise<string> {
  return git.text(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], { answers: [1] })
}

/** Moves refs, all of them or none. @throws GitError when one is not where it must be, or cannot be moved. */
export async function updateRefs(
  git: GitCommands,
  updates: readonly RefUpdate[],
  reason: string,
): Promise<void> {
  const zero = '0'.repeat(updates.find(({ to }) => to)?.to?.length ?? 40)
  const commands = updates.map(({ ref, to, from }) => {
    const old = from === undefined ? '' : `\0${from || zero}`
    return to === undefined ? `delete ${ref}${old || '\0'}\0` : `update ${ref}\0${to}${old || '\0'}\0`
  })
  const input = `start\0${commands.join('')}prepare\0commit\0`
  const command = ['update-ref', '-z', '--stdin', '-m', reason]
  await withoutStaleLocks(options => git.run([...options, ...command], { input }))
}

/** Whether a commit leads to another one, or is the same. */
export async function leadsTo(git: GitCommands, commit: string, other: string): Promise<boolean> {
  if (commit === '' || other === '') return false
  return (await git.run(['merge-base', '--is-ancestor', commit, other], { answers: [1] })).exitCode === 0
}

/** Keeps a commit that the branch no longer leads to, because others have rewritten its history. */
export async function keepReplaced(git: GitCommands, commit: string): Promise<void> {
  await updateRefs(git, [{ ref: `refs/dc43-registry/replaced/${commit}`, to: commit }], 'replaced')
}

function packedCommit(file: string, ref: string): string {
  const text = fileText(file) ?? ''
  const at = text.indexOf(` ${ref}\n`)
  return at === -1 ? '' : text.slice(text.lastIndexOf('\n', at) + 1, at)
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text)
}

function fileText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
    throw error
  }
}
