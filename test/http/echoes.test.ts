import { describe, expect, test } from 'vitest'
import { bodies, operationsOf, pathOf } from '../support/operations.ts'
import { problemIn } from '../support/problem.ts'
import { get, post, publish, put, putStatus, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

type Answer = Awaited<ReturnType<typeof get>>

/** What is sent where it does not belong, and how much of it an answer may have. */
const long = 'q'.repeat(4000)
const most = 600

function expectShort(answer: Answer, what: string): void {
  expect([what, answer.statusCode >= 400 && answer.statusCode < 500]).toEqual([what, true])
  problemIn(answer)
  const echoed = Math.max(0, ...[...answer.body.matchAll(/q{2,}/g)].map(match => match[0].length))
  expect([what, echoed <= most && answer.body.length < 3000]).toEqual([what, true])
}

describe('an error has no more than the beginning of what was sent', () => {
  test('in the path, on every route', async () => {
    const app = await testApp()
    for (const { id, method, path } of await operationsOf(app)) {
      for (const name of ['contract_id', 'contract_version', 'dataset_id'].filter(name =>
        path.includes(name),
      )) {
        const payload = bodies[id]
        for (const value of [long, 'q'.repeat(255)]) {
          const url = pathOf(path, { [name]: value })
          const answer = await app.inject({ method, url, ...(payload && { payload }) })
          if (answer.statusCode >= 400) expectShort(answer, `${id} ${name}`)
        }
      }
    }
    expectShort(await get(app, `/${long}`), 'path')
    expectShort(await get(app, `/contracts/${long}/b/latest`), 'path of a contract')
  })

  test('in the query, on every route', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    for (const { id, method, path, parameters } of await operationsOf(app)) {
      const payload = bodies[id]
      for (const name of [long, ...parameters]) {
        const url = `${pathOf(path)}?${name}=${long}${name === 'dry_run' ? '' : '&surprise=1'}`
        expectShort(
          await app.inject({ method, url, ...(payload && { payload }) }),
          `${id} ${name.slice(0, 20)}`,
        )
        const alone = await app.inject({
          method,
          url: url.replace('&surprise=1', ''),
          ...(payload && { payload }),
        })
        if (alone.statusCode >= 400) expectShort(alone, `${id} ${name.slice(0, 20)} alone`)
      }
    }
  })

  test('in a header', async () => {
    const app = await testApp()
    const path = versionPath('a', '1.0.0')
    for (const name of ['content-encoding', 'content-type', 'if-match', 'if-none-match'])
      expectShort(await put(app, path, {}, { [name]: long }), name)
    expectShort(await put(app, path, {}, { 'dc43-change-reason': `${long}q` }), 'reason')
    const closed = await testApp({ token: 'secret-token' })
    for (const name of ['authorization', 'x-api-key'])
      expectShort(await get(closed, '/contracts', { [name]: `Bearer ${long}` }), name)
  })

  test('in a body', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    const path = versionPath('a', '1.0.0')
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`${long.slice(at)}${at}`, 1]))
    const nested = `${`{"${'q'.repeat(190)}":`.repeat(100)}x`
    for (const body of [
      { [long]: 1 },
      { id: long },
      { version: long },
      { apiVersion: long },
      `"${long}`,
      long,
      nested,
    ])
      expectShort(await put(app, path, body), `document ${JSON.stringify(body).slice(0, 20)}`)
    const answer = await put(app, path, many)
    expect(problemIn(answer).errors).toHaveLength(20)
    for (const body of [
      { status: long },
      { status: 'x', [long]: 1 },
      { status: 'x', successor: long },
      long,
      nested,
    ])
      expectShort(await putStatus(app, 'a', '1.0.0', body), `status ${JSON.stringify(body).slice(0, 20)}`)
    expectShort(
      await putStatus(app, 'a', '1.0.0', { status: 'active', successor: 'q'.repeat(128) }),
      'successor',
    )
    const link = { dataset_id: 'd', dataset_version: '1', contract_id: 'a', contract_version: '1.0.0' }
    for (const name of [...Object.keys(link), long])
      expectShort(await post(app, '/contracts/link', { ...link, [name]: long }), `link ${name.slice(0, 20)}`)
    for (const body of [
      [{ [long]: 1 }],
      { [long]: 1 },
      [{ contract_id: 'a', selector: 1, [long]: long }],
      long,
    ])
      expectShort(await post(app, '/contracts/resolve', body), 'resolve')
  })

  test('in an item that is resolved', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    const items = [
      { contract_id: long },
      { contract_id: 'a', selector: long },
      { contract_id: 'a', status: long },
    ]
    const answer = await post(app, '/contracts/resolve', items)
    expect(answer.statusCode).toBe(200)
    for (const { problem } of answer.json()) expect(problem.detail.length).toBeLessThan(most)
    expect(answer.body.length).toBeLessThan(3000)
  })
})
