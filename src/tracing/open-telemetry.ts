import { AsyncLocalStorage } from 'node:async_hooks'
import {
  type Context,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { FastifyRequest } from 'fastify'
import { product } from '../about.ts'
import { breakageOf, type Exchange, statusOf } from '../http/edge/exchanges.ts'
import type { StoreObserver } from '../stores/store-observer.ts'
import type { Tracing } from './tracing.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Traces by OpenTelemetry. Endpoint, headers and time-outs of the exporter are those of its standard variables. */
export class OpenTelemetryTracing implements Tracing {
  readonly #provider: TracerProvider
  readonly #tracer: Tracer
  readonly #propagator = new W3CTraceContextPropagator()
  readonly #spans = new WeakMap<FastifyRequest, Span>()
  /** What the code that runs belongs to. */
  readonly #current = new AsyncLocalStorage<Context>()

  constructor(env: Environment) {
    const named = resourceFromAttributes({
      'service.name': 'dc43-registry',
      'service.version': product.version,
    })
    // what the variables say of the service wins
    const fromEnvironment = detectResources({ detectors: [envDetector] })
    const ownName = env.OTEL_SERVICE_NAME ? { 'service.name': env.OTEL_SERVICE_NAME } : {}
    this.#provider = new TracerProvider({
      resource: defaultResource().merge(named).merge(fromEnvironment).merge(resourceFromAttributes(ownName)),
      sampler: samplerOf(env),
      spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
    })
    this.#tracer = this.#provider.getTracer('dc43-registry', product.version)
  }

  begin(request: FastifyRequest): void {
    const { operation } = request.exchange.route
    const { url } = request.routeOptions
    const parent = this.#propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter)
    const attributes = {
      'http.request.method': request.method,
      'url.path': request.url.split('?', 1)[0] ?? '',
      'url.scheme': request.protocol,
      ...(url !== undefined && { 'http.route': url }),
      ...(operation !== undefined && { 'dc43.operation': operation }),
    }
    const name = url === undefined ? request.method : `${request.method} ${url}`
    this.#spans.set(request, this.#tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent))
  }

  resume(request: FastifyRequest, next: () => void): void {
    const span = this.#spans.get(request)
    if (span) this.#current.run(trace.setSpan(ROOT_CONTEXT, span), next)
    else next()
  }

  end(exchange: Exchange): void {
    const span = this.#spans.get(exchange.request)
    if (!span) return
    const status = statusOf(exchange)
    span.setAttribute('http.response.status_code', status)
    span.setAttribute('dc43.request_id', exchange.request.id)
    if (status >= 500 || breakageOf(exchange) === 'failed') span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
  }

  readonly storeObserver: StoreObserver = operation => {
    const parent = this.#current.getStore()
    if (!parent) return () => undefined
    const attributes = { 'dc43.store.operation': operation }
    const span = this.#tracer.startSpan(`store ${operation}`, { kind: SpanKind.CLIENT, attributes }, parent)
    return error => {
      // what is refused is no failure of the store, and its text may hold what a client sent
      if (error instanceof Error)
        span.setAttribute('error.type', (error as { code?: string }).code ?? error.name)
      span.end()
    }
  }

  close(): Promise<void> {
    return this.#provider.shutdown()
  }
}

/** `OTEL_TRACES_SAMPLER`; without it every trace is kept whose caller does not say otherwise. */
function samplerOf({ OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: argument }: Environment): Sampler {
  const root = rootSampler(name ?? '', Number(argument ?? 1))
  return name === undefined || name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root
}

function rootSampler(name: string, ratio: number): Sampler {
  if (name.endsWith('always_off')) return new AlwaysOffSampler()
  if (name.endsWith('traceidratio')) return new TraceIdRatioBasedSampler(Number.isNaN(ratio) ? 1 : ratio)
  return new AlwaysOnSampler()
}
