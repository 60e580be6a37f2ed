import type { FastifyInstance, FastifyReply } from 'fastify'

/** From how many bytes on a document waits until it is the only large one. Nearly all contracts are smaller. */
const largeBody = 256 * 1024

/**
 * Handles the large documents of this scope one at a time. What is made of a document takes many times its size in
 * memory, so this keeps that flat, however many are sent at once; and between two of them other requests are answered.
 */
export function queueLargeBodies(scope: FastifyInstance): void {
  const queue = new LargeBodyQueue()
  scope.addHook('preHandler', (request, reply, done) => {
    const size = Buffer.isBuffer(request.body) ? request.body.length : 0
    if (size < largeBody) done()
    else queue.join(reply, done)
  })
  // a client that does not read its answer must not keep others waiting
  scope.addHook('onSend', (_request, reply, payload, done) => {
    queue.leave(reply)
    done(null, payload)
  })
}

/** Requests with large bodies, in the order in which they came. One whose client goes away leaves the queue. */
class LargeBodyQueue {
  readonly #waiting = new Map<FastifyReply, () => void>()
  #current: FastifyReply | undefined
  /** Whether one was handled just now, and other requests are looked at before the next one. */
  #isPausing = false

  join(reply: FastifyReply, start: () => void): void {
    reply.raw.once('close', () => this.leave(reply))
    this.#waiting.set(reply, start)
    if (!this.#current && !this.#isPausing) this.#startNext()
  }

  /** May be repeated. */
  leave(reply: FastifyReply): void {
    this.#waiting.delete(reply)
    if (this.#current !== reply) return
    this.#current = undefined
    this.#isPausing = true
    // whatever has arrived meanwhile is read first
    setImmediate(() => {
      this.#isPausing = false
      this.#startNext()
    })
  }

  #startNext(): void {
    const [first] = this.#waiting
    if (!first) return
    const [reply, start] = first
    this.#waiting.delete(reply)
    this.#current = reply
    start()
  }
}
