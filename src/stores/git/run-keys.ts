import { readRunFileName, runFolder } from '../indexed/run-file-names.ts'
import type { RunKeys } from '../indexed/run-records.ts'
import type { GitCommands } from './command.ts'
import { gitFault } from './git-error.ts'
import { tokensOf } from './output-tokens.ts'

/**
 * The keys of runs in a commit, by one process of git, which waits while nobody wants more.
 *
 * @param commit empty where there is none yet.
 * @param firsts the first characters of the keys that are wanted.
 */
export async function* runKeysIn(
  git: GitCommands,
  commit: string,
  firsts: Iterable<string>,
): AsyncGenerator<RunKeys> {
  const left = new Map([...firsts].map(first => [runFolder(first), first]))
  for await (const [folder, keys] of foldersIn(git, commit, [...left.keys()])) {
    const first = left.get(folder)
    left.delete(folder)
    if (first !== undefined) yield { first, keys }
  }
  for (const first of left.values()) yield { first, keys: new Map() }
}

/** The keys in each folder that has any. */
async function* foldersIn(git: GitCommands, commit: string, folders: readonly string[]) {
  let last = ''
  let keys = new Map<string, number>()
  for await (const path of pathsIn(git, commit, folders)) {
    const [folder = '', , name = ''] = path.split('/')
    if (folder !== last) {
      if (last !== '') yield [last, keys] as const
      last = folder
      keys = new Map()
    }
    const found = readRunFileName(name)
    if (found) keys.set(found.key, Math.max(found.number, keys.get(found.key) ?? 0))
  }
  if (last !== '') yield [last, keys] as const
}

async function* pathsIn(git: GitCommands, commit: string, folders: readonly string[]) {
  if (commit === '' || folders.length === 0) return
  const args = ['ls-tree', '-r', '--name-only', '-z', commit, ...folders.map(folder => `${folder}/`)]
  try {
    yield* tokensOf(git.output(args, { timeout: Number.POSITIVE_INFINITY }))
  } catch (error) {
    throw gitFault(error)
  }
}
