import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'
import { callerOf } from './caller.ts'
import type { Exchange, Exchanges } from './exchanges.ts'
import type { Limits } from './limits.ts'
import { hasBody } from './request-body.ts'
import { Shares } from './shares.ts'

/** From how many bytes on an answer counts. Smaller ones the system takes, also when nobody reads them. */
const largeAnswer = 16 * 1024

/** How many bytes large answers may have together. */
const answerMemory = 256 * 1024 * 1024

/** What an answer counts for that is made while the client takes it, in bytes: as many it may hold at a time. */
const streamMemory = 16 * 1024 * 1024

/**
 * Refuses requests before they cost memory: when too many are being answered, and when clients leave too many large
 * answers untaken. A request counts from when all of it is there until its answer is made, so that clients which send or
 * read slowly take nothing from others.
 */
export function refuseOverload(
  app: FastifyInstance,
  { maxRequests, requestTimeout }: Limits,
  exchanges: Exchanges,
): void {
  let inWork = 0
  const leave = (exchange: Exchange) => {
    if (!exchange.isInWork) return
    exchange.isInWork = false
    inWork--
  }
  exchanges.observe(leave)
  const admit = ({ exchange }: FastifyRequest, isThere: boolean) => {
    if (exchange.route.isProbe) return
    if (inWork >= maxRequests) throw refused('too many requests are being answered')
    if (!isThere) return
    exchange.isInWork = true
    inWork++
  }
  app.addHook('onRequest', (request, _reply, done) => {
    admit(request, !hasBody(request))
    done()
  })
  app.addHook('preValidation', (request, _reply, done) => {
    if (hasBody(request)) admit(request, true)
    done()
  })
  const answers = new Shares(answerMemory)
  app.addHook('onSend', (request, reply, payload, done) => {
    if (!isStream(payload)) leave(request.exchange)
    const size = request.exchange.route.isProbe ? 0 : sizeOf(payload)
    if (size >= largeAnswer) {
      hold(answers, request, reply, size)
      // a client that takes nothing of it is not waited for longer than for a request
      if (!isStream(payload)) breakOffWhenIdle(request, requestTimeout)
    }
    done(null, payload)
  })
}

/**
 * Keeps room for a large answer until the client has taken it or is gone.
 *
 * @throws RegistryError `overloaded` when there is none; the first one always has it.
 */
function hold(answers: Shares, request: FastifyRequest, reply: FastifyReply, size: number): void {
  const caller = callerOf(request)
  if (!answers.take(caller, size)) throw refused('too many large answers have not been taken')
  reply.raw.once('close', () => answers.giveBack(caller, size))
}

/** Node sets its own time again when the answer is over. */
function breakOffWhenIdle({ raw: { socket } }: FastifyRequest, seconds: number): void {
  // injected requests have none
  if (socket instanceof Socket) socket.setTimeout(seconds * 1000)
}

function sizeOf(payload: unknown): number {
  if (isStream(payload)) return streamMemory
  return typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0
}

function isStream(payload: unknown): boolean {
  return payload instanceof Readable
}

function refused(detail: string): RegistryError {
  return new RegistryError('overloaded', `${detail}; try again`)
}
