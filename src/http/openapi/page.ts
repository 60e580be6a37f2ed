import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { product } from '../../about.ts'
import { pathOf } from '../edge/url.ts'
import { isNotModified } from '../representations/conditional.ts'
import { referenceTo } from '../representations/location.ts'

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

/** Where the page is. */
export const page = '/docs'

/** The files of Swagger UI that the page needs. The rest of the package, with all it depends on, is not loaded. */
const files = [
  'swagger-ui.css',
  'index.css',
  'favicon-32x32.png',
  'favicon-16x16.png',
  'swagger-ui-bundle.js',
  'swagger-ui-standalone-preset.js',
]

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
}

const open = { schema: { hide: true }, config: { permission: 'none' } } as const

/** Serves a page at `/docs` to read and try the API; all it needs is part of the package. */
export function serveDocumentationPage(app: FastifyInstance): void {
  app.get(page, open, (request, reply) => {
    reply.header('content-security-policy', pagePolicy).type('text/html; charset=utf-8')
    // what the page refers to is relative to it, wherever a proxy has it
    return reply.send(html(isFolder(request) ? './static' : `.${page}/static`))
  })
  for (const name of files)
    app.get(`${page}/static/${name}`, open, (request, reply) => file(name, request, reply))
  app.get(`${page}/static/swagger-initializer.js`, open, (_, reply) => {
    return reply.type(mediaTypes['.js'] as string).send(initializer)
  })
  // where Swagger UI has them elsewhere
  redirect(app, `${page}/static/index.html`, `${page}/`)
  redirect(app, `${page}/json`, '/openapi.json')
  redirect(app, `${page}/yaml`, '/openapi.yaml')
}

function redirect(app: FastifyInstance, from: string, to: string): void {
  app.get(from, open, (request, reply) => reply.redirect(referenceTo(request, to), 307))
}

/** Whether the path of a request ends with a slash, so that references are resolved below it. */
function isFolder({ originalUrl }: FastifyRequest): boolean {
  return pathOf(originalUrl, originalUrl.length).endsWith('/')
}

async function file(name: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const content = await readFile(new URL(import.meta.resolve(`@fastify/swagger-ui/static/${name}`)))
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
  reply.header('etag', etag)
  if (isNotModified(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.type(mediaTypes[extname(name)] as string).send(content)
}

function html(folder: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<title>${product.name}</title>
<link rel="stylesheet" type="text/css" href="${folder}/swagger-ui.css">
<link rel="stylesheet" type="text/css" href="${folder}/index.css">
<link rel="icon" type="image/png" href="${folder}/favicon-32x32.png" sizes="32x32">
<link rel="icon" type="image/png" href="${folder}/favicon-16x16.png" sizes="16x16">
</head>
<body>
<div id="swagger-ui"></div>
<script src="${folder}/swagger-ui-bundle.js"></script>
<script src="${folder}/swagger-ui-standalone-preset.js"></script>
<script src="${folder}/swagger-initializer.js"></script>
</body>
</html>
`
}

/** Shows the description, which is beside the page. */
const initializer = `window.onload = () => {
  const base = location.href.split(/[?#]/, 1)[0].replace(/\\/?$/, '/')
  SwaggerUIBundle({
    url: new URL('../openapi.json', base).href,
    dom_id: '#swagger-ui',
    deepLinking: true,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    plugins: [SwaggerUIBundle.plugins.DownloadUrl],
    layout: 'StandaloneLayout',
    validatorUrl: null,
  })
}
`
