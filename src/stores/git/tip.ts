import type { Entry } from '../entry.ts'
import { tagOf } from './paths.ts'

/** A tag that goes with a commit, and the commit that it is set to; undefined to remove it. */
export interface Tag {
  readonly ref: string
  readonly to: string | undefined
}

/** The tag of the version that an entry is about; undefined for a link. @param commit of the entry. */
export function tagFor(entry: Entry, commit: string | undefined): Tag | undefined {
  if (entry.kind === 'link') return undefined
  return { ref: tagOf(entry), to: entry.state ? commit : undefined }
}

/** A commit that is to become the end of the log. */
export interface Advance {
  /** The commit that is the end now; empty when there is none. */
  readonly from: string
  readonly to: string
  readonly tags: readonly Tag[]
}

/** Where the log ends, and how it gets another end. */
export interface Tip {
  readonly freshness: 'each-read' | 'interval'

  /** The last commit as far as is known, empty when there is none. */
  commit(): string | Promise<string>

  /** Asks whoever decides what the last commit is. */
  refresh(): Promise<string>

  /** Says that a commit is about to be made behind the end. @throws LogMoved when the end is another one. */
  begin(from: string): Promise<void>

  /** Makes a commit the end of the log. @throws LogMoved when the end is not where it was thought to be. */
  advance(advance: Advance): Promise<void>

  /** See `RecordLog`. */
  endTurn?(): Promise<void>

  /** What an operator should know. */
  warnings(): readonly string[]

  close(): Promise<void>
}
