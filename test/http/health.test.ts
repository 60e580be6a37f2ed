import { setImmediate } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { RegistryError } from '../../src/domain/errors.ts'
import { Shutdown } from '../../src/http/edge/shutdown.ts'
import type { ContractStore } from '../../src/stores/store.ts'
import { expectProblem } from '../support/problem.ts'
import { get } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

/** A store of which nothing is there but the question whether it answers. */
function storeWith(check: () => Promise<unknown>): ContractStore {
  return { check, close: async () => undefined } as unknown as ContractStore
}

describe('/health and /health/live', () => {
  test.each(['/health', '/health/live'])('%s never touches the store', async url => {
    const touched: PropertyKey[] = []
    const store = new Proxy({} as ContractStore, {
      get(_, name) {
        touched.push(name)
        return undefined
      },
    })
    const app = await testApp({ store, token: 'secret' })
    touched.length = 0
    const answer = await get(app, url)
    expect(touched).toEqual([])
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { status: 'ok', authentication: expect.any(String) },
    ])
  })

  test('go on while the service is being stopped', async () => {
    const shutdown = new Shutdown()
    const app = await testApp({ shutdown })
    shutdown.begin()
    expect((await get(app, '/health')).statusCode).toBe(200)
  })
})

describe('/health/ready', () => {
  test('is ready when the store answers', async () => {
    const answer = await get(await testApp(), '/health/ready')
    expect([answer.statusCode, answer.json()]).toEqual([200, { status: 'ready', index_lag: 0 }])
  })

  test('tells what an operator should know of the store', async () => {
    const store = storeWith(async () => ({ indexLag: 3, warnings: ['1 document cannot be read'] }))
    expect((await get(await testApp({ store }), '/health/ready')).json()).toEqual({
      status: 'ready',
      index_lag: 3,
      warnings: ['1 document cannot be read'],
    })
  })

  test('is 503 as soon as the service is being stopped', async () => {
    const shutdown = new Shutdown()
    const app = await testApp({ shutdown })
    shutdown.begin()
    const answer = await get(app, '/health/ready')
    expectProblem(answer, 503, 'shutting-down')
    expect(answer.headers['retry-after']).toBe('1')
  })

  test.each([
    ['store-busy', new RegistryError('store-busy', 'row 7 of db.internal is locked')],
    ['store-unavailable', new RegistryError('store-unavailable', 'no host db.internal')],
    ['store-unavailable', new Error('connect ECONNREFUSED db.internal')],
  ])('tells nothing but the code %s of what is wrong', async (code, fault) => {
    const app = await testApp({ store: storeWith(() => Promise.reject(fault)) })
    const answer = await get(app, '/health/ready')
    expectProblem(answer, 503, code)
    expect(answer.body).not.toMatch(/db\.internal|row 7/)
  })

  test('gives the store a second', async () => {
    const asked = Promise.withResolvers<void>()
    const check = () => {
      asked.resolve()
      return new Promise(() => undefined)
    }
    const app = await testApp({ store: storeWith(check) })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    let isAnswered = false
    const answer = get(app, '/health/ready').finally(() => {
      isAnswered = true
    })
    await asked.promise
    vi.advanceTimersByTime(999)
    await setImmediate()
    expect(isAnswered).toBe(false)
    vi.advanceTimersByTime(1)
    expectProblem(await answer, 503, 'store-unavailable')
  })

  test('asks the store once for all who ask at the same time', async () => {
    let asked = 0
    const all = Promise.withResolvers<void>()
    const check = async () => {
      asked++
      await all.promise
      return { indexLag: 0 }
    }
    const app = await testApp({ store: storeWith(check) })
    // the second that the store has does not pass
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const asking = Promise.all(Array.from({ length: 20 }, () => get(app, '/health/ready')))
    // until all of them are there, which takes turns of the event loop and no time
    for (let turn = 0; turn < 100; turn++) await setImmediate()
    all.resolve()
    const answers = await asking
    expect(answers.map(answer => answer.statusCode)).toEqual(Array(20).fill(200))
    expect(asked).toBe(1)
    expect((await get(app, '/health/ready')).statusCode).toBe(200)
    expect(asked).toBe(2)
  })
})
