import type { FastifyInstance } from 'fastify'
import { referenceTo } from '../representations/location.ts'
import { page } from './page.ts'
import { descriptionYaml } from './yaml.ts'

/** Serves the API description at `/openapi.json` and `/openapi.yaml`; `/` leads to the page. */
export function serveDescription(app: FastifyInstance): void {
  // written once, when first asked for: start-up need not wait for it
  const texts: { json?: string; yaml?: string } = {}
  const open = { schema: { hide: true }, config: { permission: 'none' } } as const

  app.get('/openapi.json', open, (_, reply) => {
    texts.json ??= JSON.stringify(app.swagger())
    reply.type('application/json; charset=utf-8').send(texts.json)
  })
  app.get('/openapi.yaml', open, (_, reply) => {
    texts.yaml ??= descriptionYaml(app)
    reply.type('application/yaml; charset=utf-8').send(texts.yaml)
  })
  app.get('/', open, (request, reply) => {
    reply.redirect(referenceTo(request, page), 307)
  })
}
