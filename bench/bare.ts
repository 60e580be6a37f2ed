import { readFileSync } from 'node:fs'
import fastify from 'fastify'

/** The yardstick: a fastify route that does nothing but send the bytes of a file. */
const [file = '', port = '0'] = process.argv.slice(2)
const text = readFileSync(file, 'utf8')
const app = fastify()
app.get('/constant', (_, reply) => {
  reply.header('content-type', 'application/json; charset=utf-8')
  return reply.send(text)
})
await app.listen({ host: '127.0.0.1', port: Number(port) })
