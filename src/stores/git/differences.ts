import type { Link } from './chain.ts'
import type { GitCommands } from './command.ts'
import { tokensOf } from './output-tokens.ts'

/** A file that a commit has changed. */
export interface FileChange {
  readonly path: string
  /** The object that it was; undefined when it was not there, or no file. */
  readonly before: string | undefined
  /** The object that it is now; undefined when it was removed, or is no file. */
  readonly object: string | undefined
}

/** For each commit of a chain, in its order, the files in which it differs from the one before it. */
export async function* differencesOf(git: GitCommands, chain: readonly Link[]): AsyncGenerator<FileChange[]> {
  const input = chain.map(({ commit, parent }) => `${parent ? `${commit} ${parent}` : commit}\n`).join('')
  const options = [
    '--stdin',
    '--always',
    '--root',
    '-r',
    '-z',
    '--raw',
    '--no-renames',
    '--no-abbrev',
    '--no-ext-diff',
  ]
  let changes: FileChange[] | undefined
  let header: string | undefined
  for await (const token of tokensOf(git.output(['diff-tree', ...options], { input }))) {
    if (header !== undefined) {
      changes?.push({ path: token, ...objectsOf(header) })
      header = undefined
    } else if (token.startsWith(':')) header = token
    else {
      if (changes) yield changes
      changes = []
    }
  }
  if (changes) yield changes
}

/** Of `:<old mode> <mode> <old object> <object> <status>`. */
function objectsOf(header: string): Pick<FileChange, 'before' | 'object'> {
  const [oldMode = '', mode = '', before = '', object = ''] = header.slice(1).split(' ')
  return { before: isFile(oldMode) ? before : undefined, object: isFile(mode) ? object : undefined }
}

function isFile(mode: string): boolean {
  return mode.startsWith('100')
}
