import type { Key } from './keys.ts'
import type { Origin } from './origin.ts'

/** A value somebody gave to a key, not yet checked. */
export interface Setting {
  readonly key: Key
  readonly value: unknown
  readonly origin: Origin
  /** The absolute path of the file that holds the value, when it is a secret in a file of its own. */
  readonly secretFile?: string
}

/** Something wrong with the configuration. `text` is a sentence on one line, without secrets. */
export interface Problem {
  readonly origin: Origin
  readonly text: string
}

/** What one source says: the file, or the environment. */
export interface Settings {
  readonly settings: readonly Setting[]
  readonly problems: readonly Problem[]
  /** Keys that were meant to be set and are not, because of one of the problems. */
  readonly unusable?: readonly string[]
}

/**
 * Whether a value is as good as none. Empty text always is; white space is too, unless the key minds it: a token of
 * blanks is somebody's mistake and must not turn authentication off.
 */
export function isUnset(value: unknown, key?: Key): boolean {
  if (typeof value !== 'string') return value === undefined
  return value === '' || (value.trim() === '' && key?.info.blankIsProblem !== true)
}
