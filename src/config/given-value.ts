import type { Key } from './keys.ts'
import type { Origin } from './origin.ts'
import type { Problem } from './problem.ts'
import { isTable } from './values/toml-table.ts'

/** A value that the file or a variable gives to a key. It is not checked yet. */
export interface GivenValue {
  readonly key: Key
  readonly value: unknown
  readonly origin: Origin
  /** The absolute path of the file that holds the value, when it is a secret in a file of its own. */
  readonly secretFile?: string
}

/** All that one source gives: the configuration file, or the environment. */
export interface GivenValues {
  readonly values: readonly GivenValue[]
  readonly problems: readonly Problem[]
  /** Keys that have no value because of one of the problems. */
  readonly unusable?: readonly string[]
}

/**
 * Whether a value is the same as none. Empty text always is. White space is too, except for keys such as a token: a token
 * of blanks is a mistake and must not turn authentication off.
 */
export function isUnset(value: unknown, key?: Key): boolean {
  if (key?.info.emptyIsUnset && isTable(value)) return Object.keys(value).length === 0
  if (typeof value !== 'string') return value === undefined
  return value === '' || (value.trim() === '' && key?.info.blankIsProblem !== true)
}
