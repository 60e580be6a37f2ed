import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { product } from '../../product.ts'

/** Serves a page at `/docs` to read and try the API; all it needs is part of the package. */
export async function serveDocumentationPage(app: FastifyInstance): Promise<void> {
  await app.register(swaggerUi, { routePrefix: '/docs', theme: { title: product.name } })
}

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
    texts.yaml ??= app.swagger({ yaml: true })
    reply.type('application/yaml; charset=utf-8').send(texts.yaml)
  })
  app.get('/', open, (_, reply) => {
    reply.redirect('/docs', 307)
  })
}
