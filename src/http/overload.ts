import type { FastifyReply, FastifyRequest } from 'fastify'
import { RegistryError } from '../domain/errors.ts'
import type { Limits } from './limits.ts'
import type { Traffic } from './traffic.ts'

/** From how many bytes on an answer counts. Nearly all are smaller. */
const largeAnswer = 256 * 1024

/** How many bytes large answers may have together. */
const answerMemory = 256 * 1024 * 1024

/**
 * Refuses requests before they cost memory: when too many are being answered, when the bodies that are held would
 * take more than there is for them, and when clients leave too many large answers untaken. Bodies count by what they may
 * become, so that none is read in vain.
 */
export class Overload {
  readonly #traffic: Traffic
  readonly #maxRequests: number
  readonly #bodyLimit: number
  #free: number
  #untaken = 0

  constructor(traffic: Traffic, { maxRequests, bodyMemory }: Limits, bodyLimit: number) {
    this.#traffic = traffic
    this.#maxRequests = maxRequests
    this.#bodyLimit = bodyLimit
    // the largest body that is allowed has to fit in, zipped and unzipped
    this.#free = Math.max(bodyMemory, 2 * bodyLimit)
  }

  /**
   * Lets a request in and keeps room for its body until it is answered.
   *
   * @throws RegistryError `overloaded` when there is none.
   */
  admit(request: FastifyRequest, reply: FastifyReply): void {
    if (request.routeOptions.config.isProbe) return
    if (this.#traffic.size > this.#maxRequests) throw refused(reply, 'too many requests are being answered')
    const size = this.#sizeOf(request)
    if (size === 0) return
    if (size > this.#free) throw refused(reply, 'too many request bodies are being read')
    this.#free -= size
    reply.raw.once('close', () => {
      this.#free += size
    })
  }

  /**
   * Keeps room for a large answer until the client has taken it or is gone.
   *
   * @throws RegistryError `overloaded` when there is none; the first one always has it.
   */
  hold(reply: FastifyReply, payload: unknown): void {
    const size = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0
    if (size < largeAnswer) return
    if (this.#untaken > 0 && this.#untaken + size > answerMemory)
      throw refused(reply, 'too many large answers have not been taken')
    this.#untaken += size
    reply.raw.once('close', () => {
      this.#untaken -= size
    })
  }

  /** What a body may take; one over the limit takes nothing, because it is refused unread. */
  #sizeOf({ headers }: FastifyRequest): number {
    const length = Number(headers['content-length'] ?? (headers['transfer-encoding'] ? this.#bodyLimit : 0))
    if (!(length <= this.#bodyLimit)) return 0
    return headers['content-encoding'] === undefined || length === 0 ? length : length + this.#bodyLimit
  }
}

/** The body that is not read must not be sent to its end either. */
function refused(reply: FastifyReply, detail: string): RegistryError {
  reply.header('connection', 'close')
  return new RegistryError('overloaded', `${detail}; try again`)
}
