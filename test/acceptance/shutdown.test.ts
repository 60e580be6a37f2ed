import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Load } from '../support/load.ts'
import { startLoadBalancer } from '../support/load-balancer.ts'
import { executable, type Service, type ServiceOptions, startService } from '../support/service.ts'
import { ask, logOf, publishTo, untilReady } from '../support/service-requests.ts'
import { tempFolder } from '../support/temp-folder.ts'

async function started(options: ServiceOptions = {}): Promise<Service> {
  const service = await startService(options)
  onTestFinished(async () => void (await service.stop()))
  return service
}

/** A request whose body is not sent to its end before `finish` is called. */
function slowPublication(service: Service) {
  const sent = request(`${service.url}/contracts/a/versions/1.0.0`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'content-length': 2 },
  })
  sent.write('{')
  const status = new Promise<number>(resolve => {
    sent.on('response', answer => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', () => resolve(0))
  })
  return { status, finish: () => void sent.end('}') }
}

describe('SIGTERM', () => {
  test('ends readiness at once, then requests are taken for a while, then the process ends with 0', async () => {
    const service = await started({ env: { DC43_SERVER_DRAIN_DELAY: '1' } })
    await untilReady(service)
    const begin = performance.now()
    const exited = once(service.process, 'exit')
    service.process.kill('SIGTERM')
    await delay(100)
    const readiness = await ask(service, '/health/ready')
    expect(readiness).toMatchObject({ status: 503, retryAfter: '1' })
    expect(JSON.parse(readiness.text)).toMatchObject({ code: 'shutting-down' })
    expect((await ask(service, '/health')).status).toBe(200)
    expect((await publishTo(service, 'a', '1.0.0')).status).toBe(204)
    expect((await fetch(`${service.url}/contracts`)).headers.get('connection')).toBe('close')
    expect(await exited).toEqual([0, null])
    expect(performance.now() - begin).toBeGreaterThanOrEqual(1000)
    expect((await ask(service, '/health')).status).toBe(0)
  })

  test('lets a request that is under way end', async () => {
    const service = await started()
    const publication = slowPublication(service)
    await delay(100)
    const ended = service.stop()
    await delay(200)
    publication.finish()
    expect(await publication.status).toBe(204)
    expect(await ended).toBe(0)
  })

  test('breaks a request off that takes longer than the grace period', async () => {
    const service = await started({ env: { DC43_SERVER_SHUTDOWN_GRACE: '0.3' } })
    const publication = slowPublication(service)
    // by itself it would end within the grace period that is the default
    const finishing = setTimeout(publication.finish, 15_000)
    onTestFinished(() => clearTimeout(finishing))
    await delay(100)
    expect(await service.stop()).toBe(0)
    expect(await publication.status).toBe(0)
    expect(logOf(service).map(line => line.msg)).toContain(
      'breaking off the requests that are still under way',
    )
  })

  test('that comes a second time ends the process at once', async () => {
    const service = await started({ env: { DC43_SERVER_DRAIN_DELAY: '60' } })
    await untilReady(service)
    const exited = once(service.process, 'exit')
    service.process.kill('SIGTERM')
    await delay(100)
    // what a launcher hands on of the same signal does not count
    service.process.kill('SIGTERM')
    await delay(600)
    expect(service.process.exitCode).toBeNull()
    service.process.kill('SIGTERM')
    expect(await exited).toEqual([1, null])
    expect(logOf(service).at(-1)?.msg).toContain('ending at once')
  })
})

test('SIGINT does not wait for load balancers', async () => {
  const service = await started({ env: { DC43_SERVER_DRAIN_DELAY: '60' } })
  await untilReady(service)
  const exited = once(service.process, 'exit')
  service.process.kill('SIGINT')
  expect(await exited).toEqual([0, null])
})

test.each([
  ['exception', 'process.on("SIGUSR2",()=>{throw new Error("boom")})'],
  ['rejection', 'process.on("SIGUSR2",()=>{Promise.reject(new Error("boom"))})'],
])('an uncaught %s is logged and ends the process with 1', async (_, script) => {
  const command = [process.execPath, '--import', `data:text/javascript,${script}`, executable] as const
  const service = await started({ command: [...command] })
  const exited = once(service.process, 'exit')
  service.process.kill('SIGUSR2')
  expect(await exited).toEqual([1, null])
  await delay(50)
  expect(logOf(service).at(-1)).toMatchObject({ level: 60, err: { message: 'boom' } })
})

test('a rolling restart under load loses no request', async () => {
  const cwd = tempFolder()
  const env = {
    DC43_CONTRACT_STORE_DSN: `sqlite:///${join(cwd, 'contracts.db')}`,
    DC43_SERVER_DRAIN_DELAY: '0.5',
    DC43_SERVER_LOG_LEVEL: 'warn',
  }
  const services = [await startService({ env }), await startService({ env })]
  onTestFinished(async () => void (await Promise.all(services.map(service => service.stop()))))
  await Promise.all(services.map(service => untilReady(service)))
  const url = await startLoadBalancer(services.map(service => service.port))
  const load = startLoad(url)
  for (const [place, old] of services.entries()) {
    await load.afresh()
    expect(await old.stop()).toBe(0)
    const next = await startService({ env, port: old.port })
    services[place] = next
    await untilReady(next)
  }
  await load.afresh()
  expect([...new Set(await load.stop())].sort()).toEqual([200, 204])
})

/** Publishes and reads until it is stopped; the answers are statuses, 0 for none. */
function startLoad(url: string): Load<number> {
  const ask = async (worker: number, turn: number) => {
    const path = `${url}/contracts/load.${worker}/versions/1.0.${turn >> 2}`
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' }
    const answer = await fetch(path, turn % 4 === 0 ? init : {}).catch(() => undefined)
    await answer?.arrayBuffer()
    return answer?.status ?? 0
  }
  return new Load(Array.from({ length: 6 }, (_, worker) => (turn: number) => ask(worker, turn)))
}
