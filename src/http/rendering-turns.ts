import { setImmediate as othersAnswered } from 'node:timers/promises'
import type { FastifyReply } from 'fastify'

/** From how many characters on a document waits for its turn. Nearly all contracts are smaller. */
const largeDocument = 256 * 1024

let last: Promise<unknown> = Promise.resolve()

/**
 * Renders a document; large ones one after the other, because each keeps the process from anything else for a moment:
 * between two of them others are answered. Undefined when the client has gone away before its turn.
 */
export function renderInTurn<T>(
  length: number,
  reply: FastifyReply,
  render: () => Promise<T>,
): Promise<T | undefined> {
  if (length < largeDocument) return render()
  const turn = last.then(async () => {
    await othersAnswered()
    return reply.raw.destroyed ? undefined : render()
  })
  last = turn.catch(() => undefined)
  return turn
}
