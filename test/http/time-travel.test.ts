import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, post, publish, publishYaml, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const path = versionPath('a', '1.0.0')
const yaml = { accept: 'application/yaml' }

/** One version in six states, some of them YAML; the times of the states by revision, from 1. */
async function history() {
  const app = await testApp()
  const texts = ['version: 1.0.0 # one\r\nid: a\r\n', '# two\nid: a\nversion: 1.0.0\nstatus: draft\n']
  await publishYaml(app, 'a', '1.0.0', texts[0] ?? '')
  await publishYaml(app, 'a', '1.0.0', texts[1] ?? '')
  await putStatus(app, 'a', '1.0.0', { status: 'proposed' })
  await put(app, path, { version: '1.0.0', id: 'a', status: 'proposed', name: 'json' })
  await remove(app, path)
  await publish(app, 'a', '1.0.0', { name: 'again' })
  const { items } = (await get(app, `${path}/history`)).json()
  const times: string[] = items.map((event: { time: string }) => event.time)
  return { app, texts, times }
}

/** The same moment as a client may write it. */
const at = (time: string | number) => encodeURIComponent(new Date(time).toISOString())
const justBefore = (time: string | undefined) => at(Date.parse(time ?? '') - 1)

describe('a read of a revision', () => {
  test('gives the bytes of its YAML', async () => {
    const { app, texts } = await history()
    expect((await get(app, `${path}?revision=1`, yaml)).body).toBe(texts[0])
    expect((await get(app, `${path}?revision=2`, yaml)).body).toBe(texts[1])
    expect((await get(app, `${path}?revision=3`, yaml)).body).toBe(texts[1]?.replace('draft', 'proposed'))
    expect((await get(app, `${path}?revision=4`, yaml)).body).toContain('name: json')
    expect((await get(app, `${path}?revision=4`)).json().name).toBe('json')
    expect((await get(app, `${path}?revision=6`)).json().name).toBe('again')
    expect((await get(app, `${path}?revision=1.0`, yaml)).body).toBe(texts[0])
  })

  test('says what is known of it, and may be kept for ever', async () => {
    const { app } = await history()
    const { headers } = await get(app, `${path}?revision=3`)
    expect(headers).toMatchObject({
      'dc43-revision': '3',
      'dc43-contract-status': 'proposed',
      'cache-control': 'max-age=31536000, immutable',
      etag: expect.stringMatching(/^"3-/),
    })
    expect((await get(app, `${path}?revision=3`, { 'if-none-match': String(headers.etag) })).statusCode).toBe(
      304,
    )
    expectProblem(await get(app, `${path}?revision=3`, { 'if-match': '"x"' }), 412, 'precondition-failed')
  })

  test.each([5, 7, 2_147_483_647])('that is not kept is 404: %d', async revision => {
    const { app } = await history()
    const { detail } = expectProblem(
      await get(app, `${path}?revision=${revision}`),
      404,
      'revision-not-found',
    )
    expect(detail).toContain(String(revision))
  })

  test.each([
    '0',
    '-1',
    'x',
    '',
    '1.5',
    '2147483648',
    '1e1',
    '99999999999999999999',
    '١',
  ])('is refused for %j', async revision => {
    const { app } = await history()
    const answer = await get(app, `${path}?revision=${encodeURIComponent(revision)}`)
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain('revision')
  })

  test('of an unknown version is 404', async () => {
    const { app } = await history()
    expectProblem(await get(app, `${versionPath('a', '2.0.0')}?revision=1`), 404, 'version-not-found')
    expectProblem(await get(app, `${versionPath('b', '2.0.0')}?revision=1`), 404, 'contract-not-found')
  })

  test('and of a time at once is refused', async () => {
    const { app } = await history()
    const answer = await get(app, `${path}?revision=1&as_of=2026-01-01T00:00:00Z`)
    expectProblem(answer, 400, 'invalid-request')
  })
})

describe('a read as of a time', () => {
  test('answers on all routes as the registry would have then', async () => {
    const { app, texts, times } = await history()
    for (const [index, time] of times.entries()) {
      const revision = index + 1
      const asOf = `as_of=${at(time)}`
      const exact = await get(app, `${path}?${asOf}`, yaml)
      const latest = await get(app, `/contracts/a/latest?${asOf}`, yaml)
      const list = (await get(app, `/contracts/a/versions?${asOf}`)).json()
      const [resolved] = (await post(app, `/contracts/resolve?${asOf}`, [{ contract_id: 'a' }])).json()
      if (revision === 5) {
        expectProblem(exact, 404, 'contract-not-found')
        expectProblem(latest, 404, 'contract-not-found')
        expect([list, resolved.problem.code]).toEqual([[], 'contract-not-found'])
        continue
      }
      expect([exact.body, list]).toEqual([latest.body, ['1.0.0']])
      for (const { headers } of [exact, latest]) expect(headers['dc43-revision']).toBe(String(revision))
      expect(resolved).toMatchObject({ revision, status: exact.headers['dc43-contract-status'] ?? null })
      expect((await get(app, `${path}?revision=${revision}`, yaml)).headers.etag).toBe(exact.headers.etag)
      if (revision < 3) expect(exact.body).toBe(texts[index])
    }
  })

  test('is that of the state before until the very millisecond', async () => {
    const { app, times } = await history()
    expectProblem(await get(app, `${path}?as_of=${justBefore(times[0])}`), 404, 'contract-not-found')
    for (const [index, time] of times.entries()) {
      if (index === 0 || index === 5) continue
      const answer = await get(app, `${path}?as_of=${justBefore(time)}`)
      expect(answer.headers['dc43-revision']).toBe(String(index))
    }
  })

  test('selects by the status of then', async () => {
    const { app, times } = await history()
    const latest = (time: string | undefined, status: string) =>
      get(app, `/contracts/a/latest?as_of=${at(time ?? '')}&status=${status}`)
    expect((await latest(times[1], 'draft')).headers['dc43-revision']).toBe('2')
    expectProblem(await latest(times[2], 'draft'), 404, 'no-matching-version')
    expect((await latest(times[2], 'PROPOSED')).headers['dc43-revision']).toBe('3')
    expect((await latest(times[5], 'none')).headers['dc43-revision']).toBe('6')
    const list = (await get(app, `/contracts/a/versions?as_of=${at(times[1] ?? '')}&status=draft`)).json()
    expect(list).toEqual(['1.0.0'])
  })

  test('tells the summaries of then', async () => {
    const { app, times } = await history()
    const summary = async (index: number) => {
      const url = `/contracts/a/versions?expand=summary&as_of=${at(times[index] ?? '')}`
      return (await get(app, url)).json()[0]
    }
    expect(await summary(2)).toMatchObject({
      revision: 3,
      status: 'proposed',
      created_at: times[0],
      updated_at: times[2],
      created_by: 'anonymous',
    })
    expect(await summary(5)).toMatchObject({ revision: 6, created_at: times[5], updated_at: times[5] })
    const [now] = (await get(app, '/contracts/a/versions?expand=summary')).json()
    expect(await summary(5)).toEqual({ ...now, validation: null })
  })

  test.each([
    ['2099-01-01T00:00:00Z', 6],
    ['2099-01-01t00:00:00z', 6],
    ['2099-01-01 00:00:00Z', 6],
    ['2099-01-01T00:00Z', 6],
    ['2099-01-01T00:00:00+14:00', 6],
    ['2099-01-01T00:00:00.123456789-0330', 6],
    ['2096-02-29T00:00:00Z', 6],
    ['9999-12-31T23:59:59.999Z', 6],
    ['0001-01-01T00:00:00Z', undefined],
    ['1969-12-31T23:59:59Z', undefined],
  ])('takes %s', async (time, revision) => {
    const { app } = await history()
    for (const text of [encodeURIComponent(time), time]) {
      const answer = await get(app, `${path}?as_of=${text}`)
      expect(answer.headers['dc43-revision']).toBe(revision?.toString())
      if (revision === undefined) expectProblem(answer, 404, 'contract-not-found')
    }
  })

  test('says which versions there were when it is none of them', async () => {
    const { app, times } = await history()
    await publish(app, 'a', '2.0.0')
    const time = at(times[0] ?? '')
    const answer = await get(app, `${versionPath('a', '2.0.0')}?as_of=${time}`)
    const { detail } = expectProblem(answer, 404, 'version-not-found')
    expect(detail).toContain('1.0.0')
    expect(detail).toContain(times[0])
  })
})
