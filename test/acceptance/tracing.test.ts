import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startService } from '../support/service.ts'
import { ask, publishTo } from '../support/service-requests.ts'

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly attributes: readonly { key: string; value: { stringValue?: string; intValue?: number | string } }[]
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { key: string; value: { stringValue: string } }[] }
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[]
  }[]
}

/** Takes traces as a collector does, until the test ends. */
async function startCollector() {
  const spans: Span[] = []
  const services = new Set<string>()
  const server = createServer(async (request, response) => {
    const body = (await new Response(request as never).json()) as Export
    for (const { resource, scopeSpans } of body.resourceSpans) {
      for (const { key, value } of resource.attributes) {
        if (key === 'service.name') services.add(value.stringValue)
      }
      for (const scope of scopeSpans) spans.push(...scope.spans)
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { spans, services, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const attribute = (span: Span | undefined, name: string) =>
  span?.attributes.find(({ key }) => key === name)?.value

test('requests are spans of the trace of their caller, with a span for each operation of the store', async () => {
  const collector = await startCollector()
  const service = await startService({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'contracts' },
  })
  expect((await publishTo(service, 'a', '1.0.0')).status).toBe(204)
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  const traceparent = `00-${traceId}-b7ad6b7169203331-01`
  expect((await ask(service, '/contracts/a/latest', { headers: { traceparent } })).status).toBe(200)
  await ask(service, '/health')
  expect(await service.stop()).toBe(0)

  expect([...collector.services]).toEqual(['contracts'])
  const named = (name: string) => collector.spans.filter(span => span.name === name)
  const [read] = named('GET /contracts/:contract_id/latest')
  expect(read).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' })
  expect(attribute(read, 'http.route')?.stringValue).toBe('/contracts/:contract_id/latest')
  expect(Number(attribute(read, 'http.response.status_code')?.intValue)).toBe(200)
  expect(named('store latest')).toMatchObject([{ traceId, parentSpanId: read?.spanId }])
  const [publication] = named('PUT /contracts/:contract_id/versions/:contract_version')
  expect(named('store change')).toMatchObject([
    { traceId: publication?.traceId, parentSpanId: publication?.spanId },
  ])
  expect(collector.spans.some(span => span.name.includes('/health'))).toBe(false)
})

test('a collector that is away does no harm', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_EXPORTER_OTLP_TIMEOUT: '500' }
  const service = await startService({ env })
  expect((await publishTo(service, 'a', '1.0.0')).status).toBe(204)
  expect(await service.stop()).toBe(0)
})
