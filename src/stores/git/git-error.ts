import { RegistryError } from '../../domain/errors.ts'
import { StoreOpenError } from '../../sql/open-error.ts'
import { LogMoved, LogRewritten } from '../indexed/record-log.ts'

/** A command of git failed. What it shows of git's words has no secrets. */
export class GitError extends Error {
  /** The exit code; undefined when the command was ended, because it took too long or because the store was closed. */
  readonly exitCode: number | undefined
  /** What git said of it. */
  readonly said: string

  constructor(command: string, exitCode: number | undefined, said: string, options?: ErrorOptions) {
    super(`git ${command} ${exitCode === undefined ? 'was ended' : `failed (${exitCode})`}: ${said}`, options)
    this.name = 'GitError'
    this.exitCode = exitCode
    this.said = said
  }
}

/** Does what uses the repository, and throws nothing of git or of the system. */
export async function withGitFaults<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw gitFault(error)
  }
}

/** What is no error of the registry yet is a fault of the repository. */
export function gitFault(error: unknown): unknown {
  if (error instanceof RegistryError || error instanceof LogMoved || error instanceof LogRewritten)
    return error
  const isOfGit = error instanceof GitError || error instanceof StoreOpenError
  if (!isOfGit && typeof (error as NodeJS.ErrnoException).code !== 'string') return error
  return new RegistryError('store-unavailable', 'the git repository could not be used', [], { cause: error })
}
