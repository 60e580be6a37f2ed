import { describe, expect, test } from 'vitest'
import { product } from '../../src/about.ts'
import { RegistryError } from '../../src/domain/errors.ts'
import type { Server } from '../../src/http/server.ts'
import { Metrics } from '../../src/metrics/metrics.ts'
import { ConnectionQueue } from '../../src/sql/connection-queue.ts'
import type { SqlDatabase } from '../../src/sql/database.ts'
import { GuardedDatabase } from '../../src/sql/guarded-database.ts'
import { StoreGate } from '../../src/stores/store-gate.ts'
import { get, publish, requestsInFlight } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

/** The value of each series, by name and labels. */
async function metricsOf(app: Server): Promise<Map<string, number>> {
  // until those that were answered are counted
  await expect.poll(() => requestsInFlight(app)).toBe(1)
  const { body } = await get(app, '/metrics')
  const lines = body.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  return new Map(lines.map(line => [line.replace(/ \S+$/, ''), Number(/\S+$/.exec(line)?.[0])]))
}

const prefix = 'dc43_registry_'
const requests = (operation: string, method: string, status: string) =>
  `${prefix}http_requests_total{operation="${operation}",method="${method}",status="${status}"}`

describe('/metrics', () => {
  test('counts and times requests by operation, method and class of status', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    for (const url of ['/contracts/a/latest', '/contracts/a/latest', '/contracts/b/latest'])
      await get(app, url)
    await app.inject({ method: 'HEAD', url: '/contracts/a/latest' })
    const metrics = await metricsOf(app)
    expect(metrics.get(requests('put_version', 'PUT', '2xx'))).toBe(1)
    expect(metrics.get(requests('get_latest', 'GET', '2xx'))).toBe(2)
    expect(metrics.get(requests('get_latest', 'GET', '4xx'))).toBe(1)
    expect(metrics.get(requests('get_latest', 'HEAD', '2xx'))).toBe(1)
    const duration = `${prefix}http_request_duration_seconds`
    const labels = 'operation="get_latest",method="GET"'
    expect(metrics.get(`${duration}_count{${labels}}`)).toBe(3)
    expect(metrics.get(`${duration}_bucket{${labels},le="+Inf"}`)).toBe(3)
    expect(metrics.get(`${duration}_sum{${labels}}`)).toBeGreaterThan(0)
  })

  test('has every operation from the start, at 0', async () => {
    const metrics = await metricsOf(await testApp())
    expect(metrics.get(requests('put_status', 'PUT', '2xx'))).toBe(0)
  })

  test('knows the requests that are being answered, and the version', async () => {
    const metrics = await metricsOf(await testApp())
    expect(metrics.get(`${prefix}http_requests_in_flight`)).toBe(1)
    expect(metrics.get(`${prefix}build_info{version="${product.version}"}`)).toBe(1)
  })

  test('names nothing that a client makes up', async () => {
    const app = await testApp()
    const before = (await metricsOf(app)).size
    for (const url of ['/made/up', '/contracts/made-up/latest?x=made-up', '/contracts/made-up/versions/9']) {
      await get(app, url, { 'user-agent': 'made-up', 'x-request-id': 'made-up' })
    }
    const metrics = await metricsOf(app)
    expect([...metrics.keys()].join()).not.toContain('made')
    expect(metrics.size - before).toBeLessThan(6)
  })

  test('needs no token, and is not there when it is turned off', async () => {
    expect((await get(await testApp({ token: 'secret' }), '/metrics')).statusCode).toBe(200)
    expect((await get(await testApp({ metrics: undefined }), '/metrics')).statusCode).toBe(404)
  })

  test('times the operations of the store, by whether they succeeded', async () => {
    const metrics = new Metrics()
    const store = await openSqliteStore()
    const gate = new StoreGate()
    gate.observe(metrics.storeObserver)
    await gate.open(store)
    const app = await testApp({ metrics, store: gate.store })
    await publish(app, 'a', '1.0.0')
    await get(app, '/contracts/a/latest')
    await store.close()
    await get(app, '/contracts/a/latest')
    const counted = await metricsOf(app)
    const name = `${prefix}store_operation_duration_seconds_count`
    expect(counted.get(`${name}{operation="change",outcome="ok"}`)).toBe(1)
    expect(counted.get(`${name}{operation="latest",outcome="ok"}`)).toBe(1)
    expect(counted.get(`${name}{operation="latest",outcome="failed"}`)).toBe(1)
  })

  test('times queries by kind, and counts what was tried again and what failed', async () => {
    const metrics = new Metrics()
    const failures = ['conflict', 'conflict', undefined, 'forbidden'] as const
    let attempt = 0
    const select = async () => {
      const fault = failures[attempt++]
      if (fault) throw Object.assign(new Error(), { fault })
      return []
    }
    const connections = new ConnectionQueue(3, 100)
    const guarded = new GuardedDatabase({ select } as unknown as SqlDatabase, {
      faultOf: error => (error as { fault?: 'conflict' }).fault,
      connections,
      observer: metrics.sqlObserver,
    })
    await guarded.select({} as never)
    await expect(guarded.select({} as never)).rejects.toThrow(RegistryError)
    const app = await testApp({ metrics })
    let release = () => {}
    const held = connections.run(() => new Promise<void>(resolve => (release = resolve)))
    const counted = await metricsOf(app)
    release()
    await held
    expect(counted.get(`${prefix}sql_query_duration_seconds_count{kind="select"}`)).toBe(2)
    expect(counted.get(`${prefix}sql_retries_total{fault="conflict"}`)).toBe(2)
    expect(counted.get(`${prefix}sql_faults_total{fault="forbidden"}`)).toBe(1)
    expect(counted.get(`${prefix}pool_connections_max`)).toBe(3)
    expect(counted.get(`${prefix}pool_connections_in_use`)).toBe(1)
    expect(counted.get(`${prefix}pool_requests_waiting`)).toBe(0)
  })
})
