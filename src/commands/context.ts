import type { LoadedConfig } from '../config/load.ts'
import type { Secrets } from './secrets.ts'

/** What a command was started with. */
export interface CommandContext {
  /** Reads the configuration. Throws `ConfigError` when it is broken. */
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
  /** The contract behind which a reindex begins. */
  readonly after: string | undefined
  /** Whether only what is not indexed yet is. */
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

/** 0: done; 1: what was checked is not so; 2: an error. */
export type ExitCode = 0 | 1 | 2
