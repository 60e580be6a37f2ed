import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { Semaphore } from '../../concurrency/semaphore.ts'

/** The media type of JSON texts, each on a line of its own. */
export const linesMediaType = 'application/x-ndjson'

const forms = {
  lines: { mediaType: linesMediaType, join: linesOf },
  array: { mediaType: 'application/json', join: arrayOf },
} as const

/**
 * Answers with JSON texts, one a line or as an array, made as fast as the client takes them. The first is made before the
 * answer begins, so that a request that cannot be answered still gets a problem.
 *
 * @param semaphore limits how many first texts are made at a time: until then nothing counts what an answer holds of the
 *   memory.
 */
export async function sendTexts(
  reply: FastifyReply,
  texts: AsyncGenerator<string>,
  form: keyof typeof forms,
  semaphore: Semaphore,
): Promise<FastifyReply> {
  const first = await semaphore.run(() => texts.next())
  const { mediaType, join } = forms[form]
  reply.type(`${mediaType}; charset=utf-8`)
  if (reply.request.method === 'HEAD') {
    // nobody reads the texts
    await texts.return(undefined)
    return reply.send()
  }
  return reply.send(Readable.from(join(first, texts), { objectMode: false, highWaterMark: 65_536 }))
}

async function* linesOf(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  if (first.done) return
  yield `${first.value}\n`
  for await (const text of rest) yield `${text}\n`
}

async function* arrayOf(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first.done ? '[' : `[${first.value}`
  for await (const text of rest) yield `,${text}`
  yield ']'
}
