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

/** What a command was started with that moves contracts between stores. */
export interface TransferContext extends CommandContext {
  readonly transfer: TransferOptions
  /**
   * Reads the configuration of a store that an argument names: by a DSN, or by a configuration file, to which no variables
   * of the store apply. Without a name it is the configured store.
   */
  loadStore(name: string | undefined): LoadedConfig
  readonly cwd: string
}

/** The arguments of `export`, `import` and `verify`. */
export interface TransferOptions {
  /** What is imported, or compared with; given where the command needs one. */
  readonly file: string
  readonly from: string | undefined
  readonly to: string | undefined
  readonly output: string | undefined
  readonly ids: readonly string[] | undefined
  readonly json: boolean
}

interface CommandOptions {
  readonly status: boolean
  readonly dryRun: boolean
  /** The contract after which a reindex starts. */
  readonly after: string | undefined
  /** Whether a reindex takes only what is not indexed yet. */
  readonly missing: boolean
  readonly token?: TokenOptions
}

/** The options of `token create`. */
interface TokenOptions {
  readonly name?: string | undefined
  readonly role?: string | undefined
  readonly contracts?: readonly string[] | undefined
  readonly expires?: string | undefined
}

/** The exit code. 0: done; 1: a check failed; 2: an error. */
export type ExitCode = 0 | 1 | 2
