import { randomUUID } from 'node:crypto'
import type { Signature } from './commit-object.ts'
import type { FileEdit, NewCommit } from './commit-writer.ts'

/**
 * A commit of test runs. No two are alike: instances that are told of the same runs in the same second would make one and
 * the same commit, each take it for its own, and write the same pack, which git refuses.
 */
export function runCommit(by: Pick<Signature, 'name' | 'email'>, edits: readonly FileEdit[]): NewCommit {
  const committer = { ...by, time: new Date() }
  const message = `Keep test runs\n\nDc43-Commit: ${randomUUID()}\n`
  return { author: committer, committer, message, edits }
}
