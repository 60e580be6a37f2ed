import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { Problem } from '../wire/problem.ts'
import { problemMediaType } from '../wire/problem-kinds.ts'
import { neverCached } from './cache-control.ts'
import { clientGone, type Exchange, type Exchanges, type Refusal } from './exchanges.ts'
import { STATUS_CODES } from './node-http.ts'
import { constantHeaders } from './response-headers.ts'

/** A request that Node's parser refused, so that no route ever saw it. Nothing is known for sure of what it holds. */
interface UnparsedRequest extends Refusal {
  readonly requestId: string
  /** Whose connection it came on. */
  readonly address: string | undefined
  /** What the parser calls it: `HPE_INVALID_METHOD`. */
  readonly cause: string | undefined
}

/** Called with each request that the parser refused. */
export type ParserErrorObserver = (request: UnparsedRequest) => void

/** For how long a connection may stay open after its last answer, for the client to read that, in milliseconds. */
const closeDelay = 1000

type ParserError = Error & { readonly code?: string }

const timedOut = 'ERR_HTTP_REQUEST_TIMEOUT'

/** What is wrong with a request that Node itself refuses, by the status that no route answers with. */
export const parserErrorDetails = {
  408: 'the request did not arrive in time',
  431: 'the request line and headers are too large',
} as const

const parserStatuses: Readonly<Record<string, keyof typeof parserErrorDetails>> = {
  HPE_HEADER_OVERFLOW: 431,
  [timedOut]: 408,
}

/** What is wrong with other requests, as far as Node says it. */
const parserFaults: Readonly<Record<string, string>> = {
  HPE_INVALID_URL:
    'the path or the query has a character that URLs have percent-encoded only, as é is %C3%A9',
}

/** The problem of a request that no route ever saw. */
export function parserErrorProblem(status: number, detail: string): Problem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? '', status, detail, code: 'invalid-request' }
}

/** What the parser says when the client closes the connection within a request. */
const brokenOff = 'HPE_INVALID_EOF_STATE'

/**
 * Answers what Node's HTTP parser refuses: oversized headers, broken framing, time-outs. Each connection is answered at
 * most once, and nothing of what came is kept.
 */
export function answerParserErrors(exchanges: Exchanges, observers: readonly ParserErrorObserver[]) {
  const refused = new WeakSet<Socket>()
  const answer = (error: ParserError, socket: Socket): void => {
    const isOver = error.code === 'ECONNRESET' || refused.has(socket) || exchanges.wasAnsweredEarly(socket)
    if (isOver) return void socket.destroy()
    refused.add(socket)
    const open = exchanges.openOn(socket)
    const arriving = open.find(({ request }) => !request.raw.complete)
    const before = open.filter(exchange => exchange !== arriving).at(-1)
    const refuse = () => {
      if (arriving) refuseRest(error, socket, arriving)
      // browsers open connections in advance: who sent nothing has asked for nothing
      else if (socket.bytesRead === 0) writeProblem(error, socket, randomUUID())
      else refuseUnknown(error, socket, observers)
    }
    // answers go out in the order of the requests: this one must not be taken for that of an earlier request
    if (before) before.reply.raw.once('close', refuse)
    else refuse()
  }
  return (error: ParserError, socket: Socket): void => {
    if (error.code === timedOut) unlessItIsThere(socket, exchanges, () => answer(error, socket))
    else answer(error, socket)
  }
}

/**
 * A process that was busy looks at its clock before it reads what has come meanwhile: a request that is late only because
 * nobody has read it is not refused. It is read on as long as there is more at once.
 */
function unlessItIsThere(socket: Socket, exchanges: Exchanges, refuse: () => void): void {
  const last = exchanges.lastOn(socket)
  const isThere = () => {
    const request = exchanges.lastOn(socket)
    return request?.complete === true && (request !== last || !wasThere)
  }
  const wasThere = last?.complete === true
  const read = (before: number) =>
    setImmediate(() => {
      if (isThere()) return
      if (socket.bytesRead > before) read(socket.bytesRead)
      else refuse()
    })
  read(socket.bytesRead)
}

/** A request that a route has, and whose body cannot be read to its end. */
function refuseRest(error: ParserError, socket: Socket, exchange: Exchange): void {
  // an answer that was begun can only be broken off
  if (exchange.reply.raw.headersSent) return void socket.destroy()
  exchange.refusal = writeProblem(error, socket, exchange.request.id)
}

function refuseUnknown(error: ParserError, socket: Socket, observers: readonly ParserErrorObserver[]): void {
  const requestId = randomUUID()
  const address = socket.remoteAddress
  const refusal = writeProblem(error, socket, requestId)
  for (const observe of observers) observe({ ...refusal, requestId, address, cause: error.code })
}

function writeProblem({ code = '' }: ParserError, socket: Socket, requestId: string): Refusal {
  if (code === brokenOff || !socket.writable) {
    socket.destroy()
    return { status: clientGone, bytes: undefined }
  }
  const known = parserStatuses[code]
  const status = known ?? 400
  const detail = known
    ? parserErrorDetails[known]
    : (parserFaults[code] ?? 'the request is not valid HTTP/1.1')
  const problem = parserErrorProblem(status, detail)
  const body = JSON.stringify(problem)
  const bytes = Buffer.byteLength(body)
  const headers = {
    'x-request-id': requestId,
    ...Object.fromEntries(constantHeaders),
    'cache-control': neverCached,
    'content-type': problemMediaType,
    'content-length': bytes,
    date: new Date().toUTCString(),
    connection: 'close',
  }
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  endSoon(socket, `HTTP/1.1 ${status} ${problem.title}\r\n${fields.join('')}\r\n${body}`)
  return { status, bytes }
}

/** Ends a connection with a last answer. A client that does not close its side must not keep it. */
function endSoon(socket: Socket, answer: string): void {
  socket.end(answer)
  const timer = setTimeout(() => socket.destroy(), closeDelay)
  socket.once('close', () => clearTimeout(timer))
}
