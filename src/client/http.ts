import { setTimeout as delay } from 'node:timers/promises'
import { connectionFault } from './connection-faults.ts'
import { ConnectionError, type Problem, RefusedError } from './errors.ts'

/** Where a registry is, and what its requests are sent with. */
export interface Connection {
  /** Without a slash at the end. */
  readonly url: string
  readonly token: string | undefined
  /** How long one request may take, in milliseconds. */
  readonly timeout: number
  /** Hears of what delays a request. */
  readonly onWait?: (text: string) => void
}

/** A request that may be sent several times: all that this client sends means the same when it is repeated. */
export interface Request {
  readonly method: 'GET' | 'HEAD' | 'PUT'
  /** Behind the URL of the registry, with parts that are percent-encoded. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
  /** Whether it is not that of the first try, which may have been carried out without an answer. */
  readonly isOfRepetition: boolean
}

/** How often a request is sent. */
const maxTries = 6
/** The longest wait that the registry may ask for, in seconds. */
const longestWait = 60
const problemMediaType = 'application/problem+json'
/** Statuses of answers that a later try may get another one than; the last two come from proxies. */
const passing = new Set([429, 503, 502, 504])

/**
 * Sends a request, again when the registry is busy or the connection breaks.
 *
 * @throws ConnectionError when there is no answer, or it is not that of a registry; RefusedError when the registry refuses.
 */
export async function send(connection: Connection, request: Request): Promise<Answer> {
  const answer = await lastAnswer(connection, request)
  const { status } = answer
  if (request.method !== 'HEAD' || status < 400 || status === 404) return checked(connection, answer)
  // the answer to HEAD does not say why
  const explained = await attempt(connection, { ...request, method: 'GET' }, answer.isOfRepetition)
  return checked(connection, 'answer' in explained ? explained.answer : answer)
}

/** The answer after which another try is of no use. */
async function lastAnswer(connection: Connection, request: Request): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const outcome = await attempt(connection, request, tries > 1)
    if ('answer' in outcome) {
      const { answer } = outcome
      const seconds = waitOf(answer.headers.get('retry-after'), tries)
      if (!passing.has(answer.status) || tries === maxTries || seconds > longestWait) return answer
      connection.onWait?.(`the registry is busy (${answer.status}); waiting ${textOf(seconds)}`)
      await delay(seconds * 1000)
    } else {
      const { reason, isPassing } = outcome
      if (!isPassing || tries === maxTries) throw new ConnectionError(`${connection.url}: ${reason}`)
      const seconds = waitOf(null, tries)
      connection.onWait?.(`${reason}; trying again in ${textOf(seconds)}`)
      await delay(seconds * 1000)
    }
  }
}

type Outcome = { readonly answer: Answer } | { readonly reason: string; readonly isPassing: boolean }

async function attempt(
  { url, token, timeout }: Connection,
  request: Request,
  isOfRepetition: boolean,
): Promise<Outcome> {
  const { method, path, query, headers, body } = request
  try {
    const response = await fetch(`${url}${path}${queryText(query)}`, {
      method,
      headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: body as Uint8Array<ArrayBuffer> | string }),
      // a redirect may lead to another host, or from https to http
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    })
    const { status, headers: answered } = response
    const bytes = Buffer.from(await response.arrayBuffer())
    return { answer: { status, headers: answered, body: bytes, isOfRepetition } }
  } catch (error) {
    return connectionFault(error, timeout)
  }
}

function queryText(query: Request['query'] = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
  )
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** Seconds until the next try: what the registry asks for, else more each time, and not the same for everybody. */
function waitOf(retryAfter: string | null, tries: number): number {
  const backoff = 0.25 * 2 ** (tries - 1) * (0.75 + Math.random() / 2)
  if (retryAfter === null) return backoff
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(seconds, 0.1) : backoff
}

function textOf(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(1) : Math.ceil(seconds)} seconds`
}

/** An answer that means what was asked for. */
function checked(connection: Connection, answer: Answer): Answer {
  const { status, headers, isOfRepetition } = answer
  if (status >= 300 && status < 400 && status !== 304) {
    const target = headers.get('location') ?? 'nowhere'
    throw new ConnectionError(`${connection.url} redirects to ${target}; use the URL that is meant`)
  }
  if (status < 400) return answer
  const problem = problemOf(answer)
  if (!problem && status === 413) throw new RefusedError(tooLarge, isOfRepetition)
  if (!problem) throw new ConnectionError(notARegistry(connection, `${status}, and not as a registry does`))
  if (passing.has(status))
    throw new ConnectionError(`${connection.url} is not available (${status}): ${problem.detail}`)
  if (status === 401) throw new ConnectionError(unauthenticated(connection, problem))
  throw new RefusedError(problem, isOfRepetition)
}

/** What a proxy that takes no large bodies says without saying so. */
const tooLarge: Problem = {
  status: 413,
  code: 'document-too-large',
  title: 'The request body is too large',
  detail: 'a proxy before the registry takes no documents of this size',
}

export function notARegistry({ url }: Connection, answered: string): string {
  return `${url} answered ${answered}; it is no dc43 registry, or a proxy before it answers in its place`
}

function unauthenticated({ url, token }: Connection, { detail }: Problem): string {
  const advice = token === undefined ? '; set DC43_REGISTRY_TOKEN, or token_file in the context' : ''
  return `${url} does not let this caller in: ${detail}${advice}`
}

/** The problem in an answer. That to HEAD has no body. */
function problemOf({ status, headers, body }: Answer): Problem | undefined {
  if (!headers.get('content-type')?.startsWith(problemMediaType)) return undefined
  if (body.length === 0) return { status, code: '', title: '', detail: `the registry answered ${status}` }
  try {
    const problem = JSON.parse(body.toString()) as Partial<Problem>
    if (typeof problem.code !== 'string' || typeof problem.detail !== 'string') return undefined
    return { ...(problem as Problem), status }
  } catch {
    return undefined
  }
}
