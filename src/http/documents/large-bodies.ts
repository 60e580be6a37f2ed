import type { FastifyInstance, FastifyReply } from 'fastify'

/** From how many bytes on a document waits for its turn. Nearly all contracts are smaller. */
const largeBody = 256 * 1024

/**
 * Makes the large documents of this scope take turns. What is made of a document takes many times its size in memory,
 * so one at a time keeps that flat, however many are sent at once; and between two of them others are answered.
 */
export function takeTurns(scope: FastifyInstance): void {
  const line = new Line()
  scope.addHook('preHandler', (request, reply, done) => {
    const size = Buffer.isBuffer(request.body) ? request.body.length : 0
    if (size < largeBody) done()
    else line.join(reply, done)
  })
  // whoever does not read the answer must not keep others waiting
  scope.addHook('onSend', (_request, reply, payload, done) => {
    line.leave(reply)
    done(null, payload)
  })
}

/** Those who wait, in the order in which they came. A client that goes away leaves the line. */
class Line {
  readonly #waiting = new Map<FastifyReply, () => void>()
  #served: FastifyReply | 'others' | undefined

  join(reply: FastifyReply, start: () => void): void {
    reply.raw.once('close', () => this.leave(reply))
    this.#waiting.set(reply, start)
    if (!this.#served) this.#next()
  }

  /** May be repeated. */
  leave(reply: FastifyReply): void {
    this.#waiting.delete(reply)
    if (this.#served !== reply) return
    this.#served = 'others'
    // not before others were heard: whatever has arrived meanwhile is looked at first
    setImmediate(() => {
      this.#served = undefined
      this.#next()
    })
  }

  #next(): void {
    const [first] = this.#waiting
    if (!first) return
    const [reply, start] = first
    this.#waiting.delete(reply)
    this.#served = reply
    start()
  }
}
