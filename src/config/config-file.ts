import { readFileSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { ConfigError } from './errors.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What the configuration is made from. */
export interface ConfigSource {
  /** The path given on the command line, with `--config`. */
  readonly configPath?: string | undefined
  /** What else has given the path, as a message tells it. */
  readonly configPathBy?: string
  /** A store that is named by itself: a database by its DSN, or a folder by its root. No file is read then. */
  readonly store?: { readonly key: 'dsn' | 'root'; readonly value: string }
  readonly env: Environment
  readonly cwd: string
}

export const defaultFileName = 'dc43-service-backends.toml'
const fileVariable = 'DC43_SERVICE_BACKENDS_CONFIG'

export interface FoundFile {
  readonly absolutePath: string
  /** As it is shown: relative to the working directory when it lies below it. */
  readonly path: string
  readonly bytes: Uint8Array
}

/**
 * Reads the configuration file: the one that `--config` names, else the one that the variable names, else the default file
 * in the working directory. Only the default file may be missing.
 * @throws ConfigError when a file cannot be read, with what named it.
 */
export function readConfigFile(source: ConfigSource): FoundFile | undefined {
  if (source.store !== undefined) return undefined
  const named = namedFile(source)
  const absolutePath = resolve(source.cwd, named?.path ?? defaultFileName)
  const path = shownPath(absolutePath, source.cwd)
  try {
    return { absolutePath, path, bytes: readFileSync(absolutePath) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' && named === undefined) return undefined
    const reason = reasons[String(code)] ?? `the file cannot be read (${code ?? 'unknown error'})`
    const by = named === undefined ? 'found in the working directory' : `named by ${named.by}`
    throw new ConfigError([`${path}: ${reason} (${by})`])
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'this is a directory; expected a TOML file',
  EACCES: 'no permission to read the file',
  EPERM: 'no permission to read the file',
}

function namedFile({
  configPath,
  configPathBy = '--config',
  env,
}: ConfigSource): { path: string; by: string } | undefined {
  if (configPath === '') throw new ConfigError(['--config names no file'])
  if (configPath !== undefined) return { path: expandHome(configPath, env), by: configPathBy }
  const path = env[fileVariable]
  return path ? { path: expandHome(path, env), by: `variable ${fileVariable}` } : undefined
}

/** A path with the home directory in the place of a `~` that it begins with. */
export function expandHome(path: string, env: Environment): string {
  const home = env.HOME || env.USERPROFILE
  return home && /^~(?=[/\\]|$)/.test(path) ? join(home, path.slice(1)) : path
}

function shownPath(absolutePath: string, cwd: string): string {
  const path = relative(cwd, absolutePath)
  return path === '' || /^\.\.([/\\]|$)/.test(path) || isAbsolute(path) ? absolutePath : path
}
