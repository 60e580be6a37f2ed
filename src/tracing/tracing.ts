import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Exchange } from '../http/edge/exchanges.ts'
import type { StoreObserver } from '../stores/observed-store.ts'

/** Traces requests and what they ask of the store. */
export interface Tracing {
  /** Begins the span of a request, as a child of the one its client names. */
  begin(request: FastifyRequest, reply: FastifyReply): void
  /** Runs the rest of a request so that what it does belongs to its span. */
  resume(request: FastifyRequest, next: () => void): void
  /** Ends the span of a request. */
  end(exchange: Exchange): void
  /** A span for each operation of the store. */
  readonly storeObserver: StoreObserver
  /** Sends what was not sent yet. */
  close(): Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

/** Whether the standard variables of OpenTelemetry ask for traces, which this service can send by OTLP over HTTP. */
function isWanted(env: Environment): boolean {
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return false
  const exporter = env.OTEL_TRACES_EXPORTER?.trim().toLowerCase()
  if (exporter) return exporter.split(',').includes('otlp')
  return Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT)
}

/** Traces when the environment asks for it. Otherwise nothing of OpenTelemetry is loaded, and nothing is done. */
export async function openTracing(env: Environment): Promise<Tracing | undefined> {
  if (!isWanted(env)) return undefined
  const { OpenTelemetryTracing } = await import('./open-telemetry.ts')
  return new OpenTelemetryTracing(env)
}
