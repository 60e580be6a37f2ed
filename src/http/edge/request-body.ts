import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RegistryError } from '../../domain/errors.ts'
import { BodyBytes, tooLarge } from './body-bytes.ts'
import { BodyMemory, type BodyRoom } from './body-memory.ts'
import { callerOf } from './caller.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What the body takes of the memory for bodies; only requests with a body have it. */
    bodyRoom: BodyRoom | undefined
  }
}

/** The largest body of requests that say what is to be done in a few values, in bytes. Documents are larger. */
export const smallBodyLimit = 64 * 1024

/**
 * Receives the bodies of all requests, as far as the limit of their route and the memory for bodies allow. Nothing of a
 * body is kept once its answer is made, however long the client takes it.
 */
export function receiveBodies(app: FastifyInstance, memory: number): void {
  const bodies = new BodyMemory(memory)
  app.decorateRequest('bodyRoom')
  app.addHook('onRequest', (request, _reply, done) => {
    const isIgnored = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS'
    if (isIgnored && Number(request.headers['content-length']) > smallBodyLimit)
      throw tooLarge('the body, which has no meaning here,', smallBodyLimit)
    done()
  })
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (hasBody(request)) {
      const room = bodies.open(callerOf(request))
      request.bodyRoom = room
      reply.raw.once('close', () => room.close())
    }
    done(null, payload)
  })
  app.addHook('onSend', (request, _reply, payload, done) => {
    request.bodyRoom?.close()
    request.body = undefined
    done(null, payload)
  })
}

/** Whether the header announces a body. */
export function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

/** The largest body that is thrown away, in bytes, for its client to read why it is refused. */
const mostThrownAway = 64 * 1024 * 1024

/**
 * Whether the client goes on sending a body that is not read. A connection that is closed then breaks before it has
 * read the answer; what comes is better thrown away.
 */
export function isStillSending(request: FastifyRequest): boolean {
  const length = Number(request.headers['content-length'] ?? 0)
  return hasBody(request) && !request.raw.complete && length <= mostThrownAway
}

/**
 * Reads a body to its end.
 *
 * @throws RegistryError `document-too-large`, `overloaded`, or `invalid-request` when it is not as it was announced.
 */
export async function readBody(request: FastifyRequest): Promise<Buffer> {
  const { bodyRoom: room, raw } = request
  if (!room) return Buffer.alloc(0)
  const { bodyLimit: limit } = request.routeOptions
  const announced = Number(request.headers['content-length'])
  if (announced > limit) throw tooLarge('the body', limit)
  const bytes = new BodyBytes(room, limit)
  await new Promise<void>((resolve, reject) => {
    const stop = (error: Error) => {
      raw.off('data', append).resume()
      reject(error)
    }
    const append = (chunk: Buffer) => {
      try {
        bytes.append(chunk)
      } catch (error) {
        stop(error as Error)
      }
    }
    room.arrive(stop)
    raw
      .on('data', append)
      .once('end', resolve)
      .once('error', () => stop(brokenOff()))
      .once('close', () => raw.readableEnded || stop(brokenOff()))
  })
  room.arrived()
  if (!Number.isNaN(announced) && bytes.length !== announced) throw brokenOff()
  return bytes.toBuffer()
}

function brokenOff(): RegistryError {
  return new RegistryError('invalid-request', 'the body is not as long as Content-Length says')
}
