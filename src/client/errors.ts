/** The registry cannot be asked at all, now or by this caller: nothing else that was to be done can be done either. */
export class ConnectionError extends Error {}

/** The error of a connection, after which what was done before it is still told; all other errors are thrown again. */
export function connectionErrorOf(error: unknown): ConnectionError {
  if (error instanceof ConnectionError) return error
  throw error
}

/** What the registry said when it refused a request: problem details (RFC 9457). */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors?: readonly Finding[]
}

/** A fault of a document and its place in the text. */
export interface Finding {
  readonly detail: string
  readonly pointer: string
  readonly line?: number
  readonly column?: number
}

/** The registry refused one request, and says why. */
export class RefusedError extends Error {
  readonly problem: Problem
  /** Whether the request was sent before without an answer, and may have been carried out then. */
  readonly isOfRepetition: boolean

  constructor(problem: Problem, isOfRepetition: boolean) {
    super(problem.detail)
    this.problem = problem
    this.isOfRepetition = isOfRepetition
  }
}

/** A setting, an argument or a file on this side cannot be used. */
export class ClientError extends Error {}

/** A file cannot be used, while others can. */
export class FileError extends ClientError {
  readonly problem: Problem

  constructor(file: string, problem: Problem) {
    super(`${file}: ${problem.detail}`)
    this.problem = problem
  }
}
