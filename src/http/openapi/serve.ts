import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { product } from '../../about.ts'
import { referenceTo } from '../documents/location.ts'
import { setCacheControl } from '../edge/cache-control.ts'
import { descriptionYaml } from './yaml.ts'

/**
 * What the page may load and do: its own files, and requests to this service. Its styles and small pictures stand in its
 * scripts.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const page = '/docs'

/** Serves a page at `/docs` to read and try the API; all it needs is part of the package. */
export async function serveDocumentationPage(app: FastifyInstance): Promise<void> {
  await app.register(async scope => {
    scope.addHook('onSend', async (request, reply) => {
      // the plugin lets all caches keep the files of the page
      if (reply.statusCode < 400) setCacheControl(request, reply, 'asked')
      const location = reply.getHeader('location')
      if (typeof location === 'string') reply.header('location', referenceTo(request, location))
    })
    scope.addHook('onRequest', async (request, reply) => {
      // what the plugin writes is not quoted for readers of YAML 1.1
      if (request.routeOptions.url === `${page}/yaml`) return reply.redirect('/openapi.yaml', 307)
    })
    await scope.register(swaggerUi, {
      routePrefix: page,
      // relative to the page, wherever a proxy has it
      indexPrefix: '.',
      theme: { title: product.name },
      staticCSP: pagePolicy,
      transformSpecification: described => ({ ...described, servers: [{ url: '..' }] }),
      transformSpecificationClone: false,
    })
  })
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
    texts.yaml ??= descriptionYaml(app)
    reply.type('application/yaml; charset=utf-8').send(texts.yaml)
  })
  app.get('/', open, (request, reply) => {
    reply.redirect(referenceTo(request, page), 307)
  })
}
