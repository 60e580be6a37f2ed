import { RegistryError } from '../../domain/errors.ts'

/** The longest pause that is kept, in seconds: an absurd one must not last until the service is started again. */
const longestPause = 3600
/** How much of a message of Collibra is repeated, in UTF-16 code units. */
const longestMessage = 500

/** What is known of an answer that was none to use. */
interface Answered {
  /** Its status; undefined when there was none. */
  readonly status?: number | undefined
  /** Seconds after which to ask again, when Collibra has said so. */
  readonly retryAfter?: number | undefined
  readonly cause?: unknown
}

/** Collibra cannot be used for now: it is away, is asked too often, or refuses the account. */
export class CollibraAway extends Error {
  readonly status: number | undefined
  readonly retryAfter: number | undefined

  constructor(message: string, { status, retryAfter, cause }: Answered = {}) {
    super(message, { cause })
    this.name = 'CollibraAway'
    this.status = status
    this.retryAfter = retryAfter
  }

  /** Whether the same may go well when it is asked again soon. */
  get isPassing(): boolean {
    return this.status === undefined || this.status === 429 || this.status >= 500
  }
}

/** Collibra was asked again, and is still away. */
export class StillAway extends CollibraAway {
  constructor({ message, status, retryAfter, cause }: CollibraAway) {
    super(message, { status, retryAfter, cause })
  }

  override get isPassing(): boolean {
    return false
  }
}

/** There is nothing at that path, or it does not take that method. Whoever asks knows what that means. */
export class NotThere extends CollibraAway {}

/** Whether there is nothing at a path. */
export function isMissing(error: unknown): error is NotThere {
  return error instanceof NotThere && error.status === 404
}

/** What is not there is undefined. */
export function ignoreMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error
}

/** A change that Collibra does not accept as it is. */
const refusals = new Set([400, 409, 413, 415, 422])

/** An answer that is an error. */
export interface ErrorAnswer {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: Buffer
}

/**
 * What it means that Collibra has answered with an error: in one place, for all requests.
 *
 * @param secrets what is not repeated, should the answer do so.
 */
export function faultOf(
  asked: string,
  { status, retryAfter, body }: ErrorAnswer,
  secrets: readonly string[],
): Error {
  const message = messageOf(body.toString(), secrets)
  const said = `${asked} was answered with ${status}${message && `: ${message}`}`
  if (status === 404 || status === 405) return new NotThere(said, { status })
  if (refusals.has(status) && !asked.startsWith('GET '))
    return new RegistryError('invalid-request', `Collibra refuses the change${message && `: ${message}`}`)
  return new CollibraAway(said + (hints[status] ?? ''), { status, retryAfter: secondsOf(retryAfter) })
}

const hints: Readonly<Record<number, string>> = {
  401: '; look at contract_store.token, or username and password',
  403: '; the account lacks a permission',
}

/** `{statusCode, userMessage, errorCode}`, as text on one line. */
function messageOf(body: string, secrets: readonly string[]): string {
  const { userMessage = '', errorCode = '' } = objectOf(body)
  const code = errorCode === '' ? '' : ` (${errorCode})`
  return secrets
    .reduce((text, secret) => text.replaceAll(secret, '***'), `${userMessage}${code}`)
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, longestMessage)
}

function objectOf(body: string): { userMessage?: unknown; errorCode?: unknown } {
  try {
    return Object(JSON.parse(body))
  } catch {
    return {}
  }
}

/** A time as HTTP writes it; JavaScript would also read others. */
function timeOf(text: string): number {
  return text.endsWith(' GMT') ? Date.parse(text) : Number.NaN
}

/** The seconds of a `Retry-After`, which may also be a date. */
export function secondsOf(retryAfter: string | null, now = Date.now()): number | undefined {
  const text = retryAfter?.trim() ?? ''
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((timeOf(text) - now) / 1000)
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), longestPause)
}
