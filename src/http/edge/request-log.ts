import type { IncomingHttpHeaders } from 'node:http'
import { breakageOf, type Exchange, type ExchangeObserver, statusOf } from './exchanges.ts'
import { causeOf } from './fault-log.ts'
import type { ParserErrorObserver } from './parser-errors.ts'
import { maxPathLength, pathOf } from './url.ts'

type Level = 'debug' | 'info' | 'warn'

/** What is written of a request; members that are undefined are left out. */
interface RequestLine {
  readonly [member: string]: string | number | undefined
  /** What a driver or Node says of a failure. */
  readonly cause: string | undefined
}

/** Where the lines of requests are written. */
export interface RequestLog {
  isLevelEnabled(level: Level): boolean
  write(level: Level, line: RequestLine): void
}

/**
 * Writes a line for each request: a warning when the service failed, and nothing but a debug message for probes. It holds
 * no header, body or query, where secrets may be.
 */
export function logRequests(log: RequestLog): ExchangeObserver {
  return exchange => {
    const status = statusOf(exchange)
    const { isProbe } = exchange.route
    const hasFailed = status >= 500 || breakageOf(exchange) === 'failed'
    const level = hasFailed ? 'warn' : isProbe ? 'debug' : 'info'
    if (!log.isLevelEnabled(level)) return
    log.write(level, lineOf(exchange, status))
  }
}

/** Writes a line for each request that the parser refused, with the little that is known of it. */
export function logParserErrors(log: RequestLog): ParserErrorObserver {
  return ({ status, address, requestId, bytes, cause }) =>
    log.write('info', { status, address, requestId, bytes, cause })
}

function lineOf(exchange: Exchange, status: number): RequestLine {
  const { request, reply, route, refusal, failure } = exchange
  const bytes = refusal?.bytes ?? reply.getHeader('content-length')
  return {
    operation: route.operation,
    method: request.method,
    route: route.url,
    path: withoutCredential(pathOf(request.url, maxPathLength), request.headers),
    status,
    duration: Math.round(exchange.duration * 100) / 100,
    // the caller of a request without a valid credential is not known
    caller: status === 401 ? undefined : request.caller,
    address: request.ip,
    requestId: request.id,
    bytes: bytes === undefined ? undefined : Number(bytes),
    broken: breakageOf(exchange),
    cause: failure && causeOf(failure),
  }
}

/** As short a text may well be a part of a path, and would hide it from those who read the log. */
const minCredentialLength = 8

/** A path without what the caller shows as a credential, should it be in both places by mistake. */
function withoutCredential(path: string, { authorization, 'x-api-key': key }: IncomingHttpHeaders): string {
  if (authorization === undefined && key === undefined) return path
  let rest = path
  for (const secret of [authorization?.split(' ').at(-1), key].flat())
    if (secret !== undefined && secret.length >= minCredentialLength) rest = rest.replaceAll(secret, '***')
  return rest
}
