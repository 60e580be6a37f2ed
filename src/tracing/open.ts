import type { Tracing } from './tracing.ts'

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
