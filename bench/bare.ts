import { readFileSync } from 'node:fs'
import fastify from 'fastify'
import type { KnownAnswer } from './answers.ts'
import { contractDocument } from './documents.ts'

/**
 * The yardstick: routes that do nothing but send the bytes of known answers, one that sends a document for every version,
 * and one that reads a JSON body and answers 204.
 *
 * Usage: node bench/bare.ts FILE PORT
 */
const [file = '', port = '0'] = process.argv.slice(2)
const answers = JSON.parse(readFileSync(file, 'utf8')) as KnownAnswer[]
const app = fastify()
for (const { name, method, status, headers, body } of answers) {
  app.route({
    method,
    url: `/${name}`,
    handler: (_, reply) => reply.code(status).headers(headers).send(body),
  })
}
app.get('/health', (_, reply) => reply.send('ok'))
const document = JSON.stringify(contractDocument('bench.next.0', '1.0.0'))
app.get('/contracts/:id/versions/:version', (_, reply) => {
  return reply.header('content-type', 'application/json; charset=utf-8').send(document)
})
app.put('/*', (_, reply) => reply.code(204).send())
await app.listen({ host: '127.0.0.1', port: Number(port) })
