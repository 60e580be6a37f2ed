import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { linkOf } from '../support/references.ts'
import { get, publish, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

type App = Awaited<ReturnType<typeof testApp>>
interface Event {
  sequence: number
  time: string
  operation: string
  contract_id: string
  version: string
  revision: number
}

const eventsOf = async (app: App, url: string): Promise<Event[]> => (await get(app, url)).json().items

async function appWithHistory() {
  const app = await testApp()
  for (const id of ['a', 'b?c&d', 'e/f>g']) {
    await publish(app, id, '1.0.0', { status: 'draft' })
    await publish(app, id, '1.0.0', { status: 'draft', name: 'n' })
    await putStatus(app, id, '1.0.0', { status: 'proposed' })
    await publish(app, id, '2.0.0')
    await remove(app, versionPath(id, '2.0.0'))
  }
  return app
}

/** Follows the links to next pages until there is none. */
async function allPages(app: App, url: string): Promise<Event[]> {
  const events: Event[] = []
  for (let next: string | undefined = url; next !== undefined; ) {
    const answer = await get(app, next)
    expect(answer.statusCode, answer.body).toBe(200)
    const { items, next_cursor } = answer.json()
    events.push(...items)
    next = linkOf(answer, next)
    expect(next === undefined).toBe(next_cursor === null)
    if (next) expect(new URL(next, 'http://h').searchParams.get('cursor')).toBe(next_cursor)
  }
  return events
}

describe('an event', () => {
  test('says who did what, when and why, and how it was before and after', async () => {
    const app = await testApp({ token: 't' })
    const headers = { authorization: 'Bearer t' }
    const path = versionPath('a', '1.0.0')
    const reason = Buffer.from('Prüfung bestanden 😀').toString('latin1')
    await put(
      app,
      path,
      { version: '1.0.0', id: 'a', status: 'draft' },
      { ...headers, 'x-request-id': 'job-7' },
    )
    await putStatus(app, 'a', '1.0.0', { status: 'active' }, { ...headers, 'dc43-change-reason': reason })
    const { items } = (await get(app, '/history', headers)).json()
    const fingerprint = (await get(app, path, headers)).headers['dc43-fingerprint']
    expect(items).toEqual([
      {
        sequence: expect.any(Number),
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        caller: 'token',
        operation: 'create',
        contract_id: 'a',
        version: '1.0.0',
        revision: 1,
        status_before: null,
        status_after: 'draft',
        fingerprint_before: null,
        fingerprint_after: expect.stringMatching(/^[0-9a-f]{64}$/),
        reason: null,
        request_id: 'job-7',
        successor: null,
        sunset: null,
        compatibility: null,
      },
      expect.objectContaining({
        operation: 'status',
        revision: 2,
        status_before: 'draft',
        status_after: 'active',
        fingerprint_before: items[0].fingerprint_after,
        fingerprint_after: fingerprint,
        reason: 'Prüfung bestanden 😀',
        request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      }),
    ])
  })

  test('has the reason of the body rather than that of the header', async () => {
    const app = await testApp()
    await publish(app, 'a', '2.0.0', { status: 'draft' })
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    const header = { 'dc43-change-reason': 'header' }
    await putStatus(
      app,
      'a',
      '1.0.0',
      { status: 'proposed', reason: 'body', successor: '2.0.0', sunset: '2030-01-01T01:00:00.5+01:00' },
      header,
    )
    await putStatus(app, 'a', '1.0.0', { status: 'draft', reason: null }, header)
    await putStatus(app, 'a', '1.0.0', { status: 'proposed', reason: '' }, {})
    expect((await get(app, '/history?after=2')).json().items).toMatchObject([
      { reason: 'body', successor: '2.0.0', sunset: '2030-01-01T00:00:00.500Z' },
      { reason: 'header', successor: null, sunset: null },
      { reason: null },
    ])
  })

  test.each(['x'.repeat(4000), 'a\tb', '"quoted" \\ %41'])('keeps the reason %#', async reason => {
    const app = await testApp()
    await put(app, versionPath('a', '1.0.0'), { version: '1.0.0', id: 'a' }, { 'dc43-change-reason': reason })
    expect((await get(app, '/history')).json().items[0].reason).toBe(reason)
  })

  test('is not there when the reason is too long', async () => {
    const app = await testApp()
    const headers = { 'dc43-change-reason': 'x'.repeat(4001) }
    const path = versionPath('a', '1.0.0')
    expectProblem(await put(app, path, { version: '1.0.0', id: 'a' }, headers), 400, 'invalid-request')
    expectProblem(await get(app, path), 404, 'contract-not-found')
  })

  test.each([
    'spaces in it',
    '',
    'x'.repeat(129),
    'é',
  ])('has an id of its own for the request id %j', async given => {
    const app = await testApp()
    await put(app, versionPath('a', '1.0.0'), { version: '1.0.0', id: 'a' }, { 'x-request-id': given })
    const [event] = (await get(app, '/history')).json().items
    expect(event.request_id).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('is not made by replays, refusals, dry runs and links', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await put(app, versionPath('a', '1.0.0'), { version: '1.0.0', id: 'a', status: 'draft' })
    await put(app, `${versionPath('a', '2.0.0')}?dry_run=true`, { version: '2.0.0', id: 'a' })
    const link = { dataset_id: 'd', dataset_version: '1', contract_id: 'a', contract_version: '1.0.0' }
    await app.inject({ method: 'POST', url: '/contracts/link', payload: link })
    expect(await eventsOf(app, '/history')).toHaveLength(1)
  })

  test.each(['PUT', 'POST', 'PATCH', 'DELETE'] as const)('cannot be changed by %s', async method => {
    const app = await appWithHistory()
    for (const url of ['/history', '/contracts/a/history', '/contracts/a/versions/1.0.0/history'])
      expectProblem(await app.inject({ method, url }), 405, 'method-not-allowed')
  })
})

describe('the history', () => {
  test.each([
    ['/history', 15],
    ['/history?contract_id=a', 5],
    ['/history?contract_id=b?c%26d', 5],
    ['/history?contract_id=e/f>g', 5],
    ['/history?contract_id=nobody', 0],
    ['/history?operation=create', 6],
    ['/history?operation=update', 3],
    ['/history?operation=status', 3],
    ['/history?operation=delete', 3],
    ['/history?operation=external', 0],
    ['/history?caller=anonymous', 15],
    ['/history?caller=token', 0],
    ['/history?caller=Anonymous', 0],
    ['/history?contract_id=a&operation=create', 2],
    ['/contracts/a/history', 5],
    ['/contracts/b%3Fc&d/history', 5],
    ['/contracts/e%2Ff>g/history', 5],
    ['/contracts/a/history?operation=delete', 1],
    ['/contracts/a/versions/1.0.0/history', 3],
    ['/contracts/a/versions/2.0.0/history', 2],
    ['/contracts/e%2Ff>g/versions/2.0.0/history', 2],
  ])('at %s is the same in pages of any size, in both orders', async (url, count) => {
    const app = await appWithHistory()
    const all = await eventsOf(app, url)
    expect(all).toHaveLength(count)
    const sequences = all.map(event => event.sequence)
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
    expect(new Set(sequences).size).toBe(count)
    const mark = url.includes('?') ? '&' : '?'
    for (const limit of [1, 2, 5, 1000]) {
      expect(await allPages(app, `${url}${mark}limit=${limit}`)).toEqual(all)
      expect(await allPages(app, `${url}${mark}order=newest&limit=${limit}`)).toEqual(all.toReversed())
    }
  })

  test('goes on after a number', async () => {
    const app = await appWithHistory()
    const all = await eventsOf(app, '/history')
    for (const { sequence } of all) {
      const rest = all.filter(event => event.sequence > sequence)
      expect(await allPages(app, `/history?after=${sequence}&limit=4`)).toEqual(rest)
      expect(await allPages(app, `/history?after=${sequence}&limit=4&order=newest`)).toEqual(
        rest.toReversed(),
      )
    }
    expect(await eventsOf(app, '/history?after=999999999999999')).toEqual([])
  })

  test('is paged without loss while it grows', async () => {
    const app = await appWithHistory()
    const begin = '/history?limit=4&order=newest'
    const first = await get(app, begin)
    await publish(app, 'z', '1.0.0')
    const events = [...first.json().items, ...(await allPages(app, linkOf(first, begin) ?? ''))]
    expect(events.map((event: Event) => event.sequence)).toEqual(
      Array.from({ length: 15 }, (_, at) => 15 - at),
    )
  })

  test('has 100 events on a page unless told otherwise, and a link to the rest', async () => {
    const app = await testApp()
    for (let minor = 0; minor < 101; minor++) await publish(app, 'a', `1.${minor}.0`)
    const answer = await get(app, '/history')
    expect([answer.json().items.length, typeof answer.headers.link]).toEqual([100, 'string'])
    expect(await allPages(app, '/history')).toHaveLength(101)
  })

  test.each([
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=x', 'limit'],
    ['after=-1', 'after'],
    ['after=1e9', 'after'],
    ['after=99999999999999999999', 'after'],
    ['order=up', 'order'],
    ['operation=', 'operation'],
    ['operation=publish', 'operation'],
    ['caller=a%00', 'caller'],
    ['cursor=', 'cursor'],
    ['cursor=x', 'cursor'],
    ['cursor=%F0%9F%98%80', 'cursor'],
    [`cursor=${Buffer.from('newest.3').toString('base64url')}`, 'cursor'],
    [`cursor=${Buffer.from('oldest.-3').toString('base64url')}`, 'cursor'],
  ])('refuses ?%s everywhere', async (query, named) => {
    const app = await appWithHistory()
    for (const url of ['/history', '/contracts/a/history', '/contracts/a/versions/1.0.0/history']) {
      const { detail } = expectProblem(await get(app, `${url}?${query}`), 400, 'invalid-request')
      expect(detail).toContain(named)
    }
  })

  test('of what never was is 404', async () => {
    const app = await appWithHistory()
    expectProblem(await get(app, '/contracts/nobody/history'), 404, 'contract-not-found')
    expectProblem(await get(app, '/contracts/a/versions/9.0.0/history'), 404, 'version-not-found')
    expectProblem(await get(app, '/contracts/nobody/versions/9.0.0/history'), 404, 'contract-not-found')
  })

  test('of a contract that is gone is still there', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0')
    await remove(app, versionPath('a', '1.0.0'))
    expect(await eventsOf(app, '/contracts/a/history')).toHaveLength(2)
    expect(await eventsOf(app, '/contracts/a/versions/1.0.0/history')).toHaveLength(2)
  })

  test('answers HEAD without a body', async () => {
    const app = await appWithHistory()
    const answer = await app.inject({ method: 'HEAD', url: '/history?limit=2' })
    expect([answer.statusCode, answer.body]).toEqual([200, ''])
    expect(answer.headers.link).toContain('rel="next"')
  })
})
