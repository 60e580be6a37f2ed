import { describe, expect, test } from 'vitest'
import { TokenBuckets } from '../../src/http/edge/rate-limit.ts'
import type { ContractStore } from '../../src/stores/store.ts'
import { expectProblem } from '../support/problem.ts'
import { get } from '../support/requests.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'
import { testApp } from '../support/test-app.ts'

/** A store whose list is not given before `release` is called. */
async function heldStore() {
  const store = await openSqliteStore()
  let release = () => {}
  const held = new Promise<void>(resolve => (release = resolve))
  const listContracts: ContractStore['listContracts'] = async page => {
    await held
    return store.listContracts(page)
  }
  const method = (target: ContractStore, name: string | symbol) => {
    const found: unknown = name === 'listContracts' ? listContracts : Reflect.get(target, name)
    return typeof found === 'function' ? found.bind(store) : found
  }
  return { store: new Proxy<ContractStore>(store, { get: method }), release }
}

describe('when too many requests are being answered', () => {
  test('others are 503, probes are not, and all is well when they are done', async () => {
    const { store, release } = await heldStore()
    const app = await testApp({ store, limits: { maxRequests: 3 } })
    const held = Array.from({ length: 3 }, () => get(app, '/contracts'))
    const refused = await get(app, '/contracts')
    expectProblem(refused, 503, 'overloaded')
    expect(refused.headers['retry-after']).toBe('1')
    expect((await get(app, '/health')).statusCode).toBe(200)
    expect((await get(app, '/health/ready')).statusCode).toBe(200)
    release()
    expect((await Promise.all(held)).map(answer => answer.statusCode)).toEqual([200, 200, 200])
    expect((await get(app, '/contracts')).statusCode).toBe(200)
  })
})

describe('when the rate is limited', () => {
  const limits = { rateLimit: 0.01, rateBurst: 2 }

  test('a caller who asks too often is 429 and told when to come back', async () => {
    const app = await testApp({ limits })
    const answers = [await get(app, '/contracts'), await get(app, '/contracts'), await get(app, '/contracts')]
    expect(answers.map(answer => answer.statusCode)).toEqual([200, 200, 429])
    expectProblem(await get(app, '/contracts'), 429, 'rate-limited')
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(50)
  })

  test('addresses are told apart', async () => {
    const app = await testApp({ limits })
    const from = (remoteAddress: string) => app.inject({ url: '/contracts', remoteAddress })
    for (let count = 0; count < 3; count++) await from('10.0.0.1')
    expect((await from('10.0.0.1')).statusCode).toBe(429)
    expect((await from('10.0.0.2')).statusCode).toBe(200)
  })

  test.each(['/health', '/health/ready', '/metrics'])('%s is not', async url => {
    const app = await testApp({ limits })
    for (let count = 0; count < 5; count++) expect((await get(app, url)).statusCode).toBe(200)
  })
})

describe('token buckets', () => {
  test('fill at their rate, up to the burst', () => {
    const buckets = new TokenBuckets(2, 3)
    const take = (now: number) => buckets.take('a', now)
    expect([take(0), take(0), take(0)]).toEqual([0, 0, 0])
    expect(take(0)).toBeCloseTo(0.5)
    expect([take(500), take(60_000), take(60_000), take(60_000)]).toEqual([0, 0, 0, 0])
    expect(take(60_000)).toBeGreaterThan(0)
  })

  test('are forgotten when there are very many callers, the oldest first', () => {
    const buckets = new TokenBuckets(1, 1)
    for (let caller = 0; caller < 30_000; caller++) buckets.take(`caller ${caller}`, 0)
    expect(buckets.size).toBe(10_000)
    expect(buckets.take('caller 29999', 0)).toBeGreaterThan(0)
    expect(buckets.take('caller 1', 0)).toBe(0)
  })
})
