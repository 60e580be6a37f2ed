import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { endHeldTimers, holdTimers } from '../support/held-timer.ts'
import { Load } from '../support/load.ts'
import { startLoadBalancer } from '../support/load-balancer.ts'
import { executable, type Service, type ServiceOptions, startService } from '../support/service.ts'
import { ask, logOf, publishTo, untilLogged, untilReady, untilUnderWay } from '../support/service-requests.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

async function started(options: ServiceOptions = {}): Promise<Service> {
  const service = await startService(options)
  onTestFinished(async () => void (await service.stop()))
  return service
}

/** A request whose body is not sent to its end before `finish` is called, and which has reached the service. */
async function slowPublication(service: Service) {
  const sent = request(`${service.url}/contracts/a/versions/1.0.0`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'content-length': 2 },
  })
  sent.write('{')
  const answered = new Promise<{ status: number; connection?: string | undefined }>(resolve => {
    sent.on('response', answer => {
      answer.resume()
      resolve({ status: answer.statusCode ?? 0, connection: answer.headers.connection })
    })
    sent.on('error', () => resolve({ status: 0 }))
  })
  await untilUnderWay(service, 1)
  return { answered, finish: () => void sent.end('}') }
}

/** A service whose timers of that many seconds end when they are told to. */
function startedWithHeld(seconds: number, env: Record<string, string>): Promise<Service> {
  const command = [process.execPath, ...holdTimers(seconds * 1000), executable] as const
  return started({ command: [...command], env })
}

describe('SIGTERM', () => {
  test('ends readiness at once, then requests are taken for a while, then the process ends with 0', async () => {
    const service = await startedWithHeld(60, { DC43_SERVER_DRAIN_DELAY: '60' })
    await untilReady(service)
    service.process.kill('SIGTERM')
    await untilLogged(service, 'ending: not ready any more')
    const readiness = await ask(service, '/health/ready')
    expect(readiness).toMatchObject({ status: 503, retryAfter: '1' })
    expect(JSON.parse(readiness.text)).toMatchObject({ code: 'shutting-down' })
    expect((await ask(service, '/health')).status).toBe(200)
    expect((await publishTo(service, 'a', '1.0.0')).status).toBe(204)
    expect((await fetch(`${service.url}/contracts`)).headers.get('connection')).toBe('close')
    expect(service.process.exitCode).toBeNull()
    endHeldTimers(service)
    expect(await service.ended, service.stderr()).toEqual([0, null])
    expect((await ask(service, '/health')).status).toBe(0)
  })

  test('ends the connection with the answer to a request that was under way', async () => {
    const service = await startedWithHeld(60, { DC43_SERVER_DRAIN_DELAY: '60' })
    await untilReady(service)
    const publication = await slowPublication(service)
    service.process.kill('SIGTERM')
    await untilLogged(service, 'ending: not ready any more')
    publication.finish()
    expect(await publication.answered).toEqual({ status: 204, connection: 'close' })
    endHeldTimers(service)
    expect(await service.ended, service.stderr()).toEqual([0, null])
  })

  test('lets a request that is under way end', async () => {
    const service = await started({ env: { DC43_SERVER_SHUTDOWN_GRACE: '3600' } })
    const publication = await slowPublication(service)
    const ended = service.stop()
    await until(async () => (await ask(service, '/health')).status === 0 || 'requests are still taken')
    publication.finish()
    expect(await publication.answered).toEqual({ status: 204, connection: 'close' })
    expect(await ended).toBe(0)
  })

  test('breaks a request off that takes longer than the grace period', async () => {
    const service = await startedWithHeld(7, { DC43_SERVER_SHUTDOWN_GRACE: '7' })
    const publication = await slowPublication(service)
    const ended = service.stop()
    await until(async () => (await ask(service, '/health')).status === 0 || 'requests are still taken')
    expect(service.process.exitCode).toBeNull()
    endHeldTimers(service)
    expect(await ended).toBe(0)
    expect(await publication.answered).toEqual({ status: 0 })
    expect(logOf(service).map(line => line.msg)).toContain(
      'breaking off the requests that are still under way',
    )
  })

  test('that comes a second time ends the process at once', async () => {
    const service = await startedWithHeld(60, { DC43_SERVER_DRAIN_DELAY: '60' })
    await untilReady(service)
    service.process.kill('SIGTERM')
    await untilLogged(service, 'ending: not ready any more')
    // signals that come close together are one
    await delay(600)
    expect(service.process.exitCode).toBeNull()
    service.process.kill('SIGTERM')
    expect(await service.ended, service.stderr()).toEqual([1, null])
    expect(logOf(service).at(-1)?.msg).toContain('ending at once')
  })
})

test('SIGINT does not wait for load balancers', async () => {
  const service = await startedWithHeld(60, { DC43_SERVER_DRAIN_DELAY: '60' })
  await untilReady(service)
  service.process.kill('SIGINT')
  expect(await service.ended, service.stderr()).toEqual([0, null])
})

test.each([
  ['exception', 'process.on("SIGUSR2",()=>{throw new Error("boom")})'],
  ['rejection', 'process.on("SIGUSR2",()=>{Promise.reject(new Error("boom"))})'],
])('an uncaught %s is logged and ends the process with 1', async (_, script) => {
  const command = [process.execPath, '--import', `data:text/javascript,${script}`, executable] as const
  const service = await started({ command: [...command] })
  service.process.kill('SIGUSR2')
  expect(await service.ended, service.stderr()).toEqual([1, null])
  // lines that are being written when the process exits may come after it
  expect(logOf(service).find(line => line.level === 60)).toMatchObject({ err: { message: 'boom' } })
})

test('a rolling restart under load loses no request', async () => {
  const cwd = tempFolder()
  const env = {
    DC43_CONTRACT_STORE_DSN: `sqlite:///${join(cwd, 'contracts.db')}`,
    DC43_SERVER_DRAIN_DELAY: '60',
    DC43_SERVER_LOG_LEVEL: 'warn',
  }
  const services = [await startedWithHeld(60, env), await startedWithHeld(60, env)]
  await Promise.all(services.map(service => untilReady(service)))
  const balancer = await startLoadBalancer(services.map(service => service.port))
  const load = startLoad(balancer.url)
  for (const old of services) {
    await load.afresh()
    const ended = old.stop()
    // the delay is as long as the load balancer needs
    await balancer.untilUnused(old.port)
    endHeldTimers(old)
    expect(await ended).toBe(0)
    await untilReady(await started({ env: { ...env, DC43_SERVER_DRAIN_DELAY: '0' }, port: old.port }))
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
