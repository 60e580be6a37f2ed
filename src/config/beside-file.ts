import { dirname, resolve } from 'node:path'
import { type ConfigSource, expandHome } from './config-file.ts'
import type { GivenValue } from './given-value.ts'

/** What tells where a path begins. */
export interface PathSource extends Pick<ConfigSource, 'cwd' | 'env'> {
  readonly givenValues: ReadonlyMap<string, GivenValue>
  /** The absolute path of the configuration file. */
  readonly file: string | undefined
}

/** The absolute path at a key: relative to the file that names it, or to the working directory for a variable. */
export function besideFile(key: string, path: string, { givenValues, cwd, env, file }: PathSource): string {
  const isInFile = givenValues.get(key)?.origin.kind === 'file'
  const base = isInFile && file !== undefined ? dirname(file) : cwd
  return resolve(base, expandHome(path, env))
}
