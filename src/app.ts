import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Authenticator } from './auth/authenticator.ts'
import { authorize } from './auth/authorize.ts'
import { configSchema } from './config/schema.ts'
import { BrokenAnswers } from './http/edge/broken-responses.ts'
import { beginCaching } from './http/edge/cache-control.ts'
import { limitConnections } from './http/edge/connections.ts'
import { allowOrigins } from './http/edge/cors.ts'
import { answerError, handleErrors } from './http/edge/error-handler.ts'
import { Exchanges } from './http/edge/exchanges.ts'
import { bodyMemoryOf, type Limits, serverOptions } from './http/edge/limits.ts'
import { AllowedMethods } from './http/edge/methods.ts'
import { refuseOverload } from './http/edge/overload.ts'
import { refusePaddedNames } from './http/edge/padded-names.ts'
import { answerParserErrors } from './http/edge/parser-errors.ts'
import { refusePreconditions } from './http/edge/preconditions.ts'
import { limitRate } from './http/edge/rate-limit.ts'
import { isStillSending, receiveBodies, smallBodyLimit } from './http/edge/request-body.ts'
import { requestIdOf } from './http/edge/request-id.ts'
import { logParserErrors, logRequests, type RequestLog } from './http/edge/request-log.ts'
import { compilersFactory, compileValidator } from './http/edge/request-validation.ts'
import { endConnection, setAnswerHeaders } from './http/edge/response-headers.ts'
import { Shutdown } from './http/edge/shutdown.ts'
import { refuseUnknownPaths } from './http/edge/unknown-path.ts'
import { mendTarget } from './http/edge/url.ts'
import { requireWellFormed } from './http/edge/well-formed.ts'
import { describeRoutes } from './http/openapi/document.ts'
import { serveDocumentationPage } from './http/openapi/page.ts'
import { serveDescription } from './http/openapi/serve.ts'
import { receiveJson } from './http/representations/json-body.ts'
import { getHealth } from './http/routes/get-health.ts'
import { getMetrics } from './http/routes/get-metrics.ts'
import { getReadiness } from './http/routes/get-readiness.ts'
import type { Server } from './http/server.ts'
import type { Metrics } from './metrics/metrics.ts'
import { type RouteParts, registerRoutes } from './routes.ts'
import type { Tracing } from './tracing/tracing.ts'
import './http/edge/probe.ts'

/** All that the HTTP service is made of. */
export interface AppParts extends RouteParts {
  /** Knows who asks, and what they may do. */
  readonly authenticator: Authenticator
  /** Addresses and networks whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[]
  readonly logger: FastifyBaseLogger
  /** Whether the service is being stopped; without it, it never is. */
  readonly shutdown?: Shutdown
  /** Where a line is written for each request; without it none is. */
  readonly requestLog?: RequestLog | undefined
  /** What clients may take of the service; without it, the defaults of the configuration. */
  readonly limits?: Partial<Limits>
  /** Origins whose pages may use the service from browsers. */
  readonly corsOrigins?: readonly string[]
  /** Whether the database passes over blanks at the ends of names. */
  readonly padsNames?: boolean
  /** What is counted and measured; without it nothing is. */
  readonly metrics?: Metrics | undefined
  /** Where requests are traced; without it they are not. */
  readonly tracing?: Tracing | undefined
}

/** The HTTP service, ready to listen or to be injected requests. Every plugin is registered here, in order. */
export async function buildApp(parts: AppParts): Promise<Server> {
  const { requestLog, metrics, tracing } = parts
  const exchanges = new Exchanges()
  if (requestLog) exchanges.observe(logRequests(requestLog))
  if (metrics) exchanges.observe(metrics.http.observe)
  if (tracing) exchanges.observe(exchange => tracing.end(exchange))
  metrics?.addInFlight(() => exchanges.size)
  const shutdown = parts.shutdown ?? new Shutdown()
  const receive = (request: FastifyRequest, reply: FastifyReply) => {
    // given to fastify, it would have a child for each request, which costs more than many a request
    request.log = reply.log = parts.logger
    exchanges.enter(request, reply)
    setAnswerHeaders(request, reply, shutdown)
    beginCaching(request, reply, !parts.authenticator.isOff)
  }
  const limits: Limits = { ...configSchema.shape.server.parse({}), ...parts.limits }
  const app = fastify({
    ...serverOptions(limits),
    logController: new BrokenAnswers(exchanges),
    bodyLimit: smallBodyLimit,
    schemaController: { compilersFactory },
    genReqId: requestIdOf,
    trustProxy: parts.trustedProxies.length > 0 ? [...parts.trustedProxies] : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16_384 },
    rewriteUrl: request => mendTarget(request.url ?? '/'),
    frameworkErrors(error, request, reply) {
      receive(request, reply)
      answerError(error, request, reply)
    },
    clientErrorHandler: answerParserErrors(exchanges, [
      ...(requestLog ? [logParserErrors(requestLog)] : []),
      ...(metrics ? [metrics.http.countParserError] : []),
    ]),
    // what still arrives while the service is being stopped is answered as ever
    return503OnClosing: false,
  }).withTypeProvider<ZodTypeProvider>() as Server
  limitConnections(app.server, exchanges, limits.maxConnections)
  // expectations that mean nothing here may be passed over (RFC 9110, section 10.1.1); Node would refuse them unseen
  app.server.on('checkExpectation', app.routing)
  app.decorateRequest('exchange')
  app.setValidatorCompiler(compileValidator)
  handleErrors(app)
  app.addHook('onRequest', (request, reply, done) => {
    receive(request, reply)
    requireWellFormed(request)
    done()
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    // the stop may have begun while the request was in work
    if (shutdown.hasBegun) endConnection(reply)
    else if (isStillSending(request)) reply.removeHeader('connection')
    done(null, payload)
  })
  receiveBodies(app, bodyMemoryOf(limits, parts.bodyLimit))
  receiveJson(app)
  refuseOverload(app, limits, exchanges)
  if (tracing) traceRequests(app, tracing)
  allowOrigins(app, parts.corsOrigins ?? [])
  if (metrics) countRoutes(app, metrics)
  await describeRoutes(app)
  const methods = new AllowedMethods(app)

  authorize(app, parts.authenticator)
  limitRate(app, limits)
  refuseUnknownPaths(app, methods)
  refusePreconditions(app)
  if (parts.padsNames) refusePaddedNames(app)
  serveDescription(app)
  serveDocumentationPage(app)
  getHealth(app, parts.authenticator.isOpen)
  metrics?.addIndexLag(async () => (await parts.store.check()).indexLag)
  if (metrics) getMetrics(app, metrics)
  getReadiness(app, parts.store, shutdown)

  await registerRoutes(app, parts)
  methods.complete(app)
  return app
}

function countRoutes(app: FastifyInstance, metrics: Metrics): void {
  // what no path has, which hardly comes but for those of other servers: LOCK and the like
  for (const method of app.supportedMethods) metrics.http.expect(undefined, method)
  app.addHook('onRoute', ({ method, schema }) => {
    const { operationId } = (schema ?? {}) as { operationId?: string }
    for (const each of [method].flat()) metrics.http.expect(operationId, each)
  })
}

function traceRequests(app: FastifyInstance, tracing: Tracing): void {
  app.addHook('onRequest', (request, _, done) => {
    if (!request.exchange.route.isProbe) tracing.begin(request)
    done()
  })
  // the body has been read meanwhile, by events that belong to no request
  app.addHook('preHandler', (request, _, done) => tracing.resume(request, done))
}
