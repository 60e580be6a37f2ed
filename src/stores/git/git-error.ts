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
