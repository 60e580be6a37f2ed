import type { Registry } from '../../client/registry.ts'
import type { ExitCode } from '../context.ts'
import type { Progress } from '../progress.ts'
import type { ClientOptions } from './arguments.ts'

/** What a command that asks a running registry was started with. */
export interface ClientContext {
  readonly registry: Registry
  /** What stands behind the name of the command. */
  readonly words: readonly string[]
  readonly options: ClientOptions
  readonly progress: Progress
  /** Writes to standard output. */
  print(text: string): void
  /** Tells people something beside the result, on standard error. */
  tell(text: string): void
}

export type ClientCommand = (context: ClientContext) => Promise<ExitCode>
