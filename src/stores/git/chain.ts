import type { GitCommands } from './command.ts'
import { parentsOf } from './commit-object.ts'
import { entryTrailer } from './commit-text.ts'
import type { Objects } from './objects.ts'

/** A commit of the log, and the one before it; empty for the first. */
export interface Link {
  readonly commit: string
  readonly parent: string
}

/** How many commits are looked at one by one. */
const shortLength = 32

/**
 * What `chainOf` gives for a few commits that are no merges, found without a process of git; undefined when there are more,
 * or merges among them.
 */
export async function shortChain(objects: Objects, from: string, to: string): Promise<Link[] | undefined> {
  const chain: Link[] = []
  for (let at = to; at !== from && at !== ''; ) {
    const found = chain.length < shortLength ? await objects.read(at) : undefined
    const parents = found?.type === 'commit' ? parentsOf(found) : undefined
    if (parents?.length !== 1 && !(parents?.length === 0 && from === '')) return undefined
    const link = { commit: at, parent: parents[0] ?? '' }
    chain.push(link)
    at = link.parent
  }
  return (chain.at(-1)?.parent ?? to) === from ? chain.reverse() : undefined
}

interface Listed {
  readonly commit: string
  readonly parents: readonly string[]
}

/**
 * The commits of the log that lead from one commit to another, oldest first; undefined when none does. A log goes along
 * first parents, with one exception: a person who pulls and then pushes makes a merge whose first parent is their own
 * commit, so where only another parent brings changes of the registry, the log goes along that one.
 *
 * @param from where it begins, without it; empty for the very first commit.
 */
export async function chainOf(git: GitCommands, from: string, to: string): Promise<Link[] | undefined> {
  if (to === '') return from === '' ? [] : undefined
  const chain: Link[] = []
  for (let at = to; at !== from; ) {
    const listed = await firstParents(git, from, at)
    const turn = await firstTurn(git, listed)
    const part = turn ? listed.slice(0, turn.index + 1) : listed
    for (const [index, { commit, parents }] of part.entries())
      chain.push({ commit, parent: (index === turn?.index ? turn.parent : parents[0]) ?? '' })
    at = chain.at(-1)?.parent ?? ''
    if (part.length === 0 || (!turn && at !== from)) return undefined
  }
  return chain.reverse()
}

/** Newest first. */
async function firstParents(git: GitCommands, from: string, to: string): Promise<Listed[]> {
  const list = await git.text([
    'rev-list',
    '--first-parent',
    '--parents',
    to,
    ...(from ? [`^${from}`] : []),
    '--',
  ])
  return list
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [commit = '', ...parents] = line.split(' ')
      return { commit, parents }
    })
}

/** Whether the registry has made commits that are not on a line of first parents. It spares a look at each merge. */
async function hasEntriesBeside(git: GitCommands, listed: readonly Listed[]): Promise<boolean> {
  if (listed.every(({ parents }) => parents.length < 2)) return false
  const line = new Set(listed.map(({ commit }) => commit))
  const [to = ''] = line
  const before = listed.at(-1)?.parents[0]
  const range = [to, ...(before ? [`^${before}`] : [])]
  const made = await git.text(['rev-list', `--grep=^${entryTrailer}{`, ...range, '--'])
  return made.split('\n').some(commit => commit !== '' && !line.has(commit))
}

/** The first commit of a list at which the log goes along another parent than the first. */
async function firstTurn(git: GitCommands, listed: readonly Listed[]) {
  if (!(await hasEntriesBeside(git, listed))) return undefined
  for (const [index, { parents }] of listed.entries()) {
    const [first, ...others] = parents
    if (first === undefined) continue
    for (const parent of others)
      if ((await hasEntries(git, parent, first)) && !(await hasEntries(git, first, parent)))
        return { index, parent }
  }
  return undefined
}

/** Whether the registry has made commits that lead to one commit and not to another. */
async function hasEntries(git: GitCommands, to: string, notTo: string): Promise<boolean> {
  return (
    (await git.text(['rev-list', '--max-count=1', `--grep=^${entryTrailer}{`, to, `^${notTo}`, '--'])) !== ''
  )
}
