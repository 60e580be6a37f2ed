import type { LoadedConfig } from '../config/load.ts'
import type { Secrets } from './secrets.ts'

/** What a command was started with. */
export interface CommandContext {
  /** Reads the configuration. Throws `ConfigError` when it is not valid. */
  loadConfig(): LoadedConfig
  /** The secrets of every configuration that was read. */
  readonly secrets: Secrets
  readonly options: CommandOptions
  /** The variables, for libraries that have standard ones. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Writes a line to standard output. */
  print(text: string): void
}

export interface CommandOptions {
  readonly status: boolean
  readonly dryRun: boolean
  /** The contract after which a reindex starts. */
  readonly after: string | undefined
  /** Whether a reindex takes only what is not indexed yet. */
  readonly missing: boolean
  readonly token?: TokenOptions
}

/** The options of `token create`. */
export interface TokenOptions {
  readonly name?: string | undefined
  readonly role?: string | undefined
  readonly contracts?: readonly string[] | undefined
  readonly expires?: string | undefined
}

/** The exit code. 0: done; 1: a check failed; 2: an error. */
export type ExitCode = 0 | 1 | 2
