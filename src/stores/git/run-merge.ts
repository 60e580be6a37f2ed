import { readRunFileName } from '../indexed/run-file-names.ts'
import type { GitCommands } from './command.ts'
import type { Signature } from './commit-object.ts'
import { type FileEdit, writeCommits } from './commit-writer.ts'
import { runCommit } from './run-commit.ts'
import { runPath } from './run-paths.ts'

/** What commits of test runs are merged with. */
export interface MergeParts {
  readonly git: GitCommands
  readonly nameLength: number
  readonly committer: Pick<Signature, 'name' | 'email'>
}

/**
 * Brings what was done here with test runs behind what others have done: a run that they have, too, stays as it is there.
 *
 * @returns the commit that has both.
 */
export async function mergeRuns(parts: MergeParts, ours: string, theirs: string): Promise<string> {
  const base = await parts.git.text(['merge-base', ours, theirs], { answers: [1] })
  const [changes, known] = await Promise.all([changesOf(parts, base, ours), changesOf(parts, base, theirs)])
  const changedThere = Map.groupBy(known, ({ key }) => key)
  const edits = [...Map.groupBy(changes, ({ key }) => key)].flatMap(([key, here]) => {
    const there = changedThere.get(key)
    return there ? taken(here, there) : here
  })
  if (edits.length === 0) return theirs
  const [commit] = await writeCommits(parts, theirs, [runCommit(parts.committer, edits)])
  return commit ?? theirs
}

interface RunChange extends FileEdit {
  readonly key: string | undefined
  readonly number: number
}

/** A run as others have it, as one that was replaced, so that whoever knows the one here is told of it. */
function taken(here: readonly RunChange[], there: readonly RunChange[]): FileEdit[] {
  const theirs = there.find(({ content }) => content !== undefined)
  if (!theirs || theirs.key === undefined) return []
  if (here.some(({ content }) => content === theirs.content)) return []
  const number = Math.max(...[...here, ...there].map(one => one.number)) + 1
  return [
    { path: theirs.path, content: undefined },
    { path: runPath({ key: theirs.key, number }), content: theirs.content },
  ]
}

/** What was done with runs between two commits; since the beginning, where the first one is an empty text. */
async function changesOf({ git, nameLength }: MergeParts, from: string, to: string): Promise<RunChange[]> {
  if (from === '') {
    const files = (await git.text(['ls-tree', '-r', '-z', to])).split('\0')
    return files.flatMap(file => {
      const [, object, path] = /^\d+ blob (\w+)\t(.*)$/s.exec(file) ?? []
      return path === undefined ? [] : [runChange(path, object)]
    })
  }
  const args = ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', from, to]
  const fields = (await git.text(args)).split('\0')
  const changes: RunChange[] = []
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, , , object = ''] = (fields[at] ?? '').split(' ')
    changes.push(runChange(fields[at + 1] ?? '', object === '0'.repeat(nameLength) ? undefined : object))
  }
  return changes
}

function runChange(path: string, object: string | undefined): RunChange {
  const { key, number = 0 } = readRunFileName(path.slice(path.lastIndexOf('/') + 1)) ?? {}
  return { path, content: object, key, number }
}
