import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { linkOf } from '../support/references.ts'
import { get, publish, put, putStatus, remove, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const path = versionPath('a', '1.0.0')
const sunset = '2027-01-31T12:00:00+02:00'

async function headersOf(app: Awaited<ReturnType<typeof testApp>>, url = path) {
  const answer = await get(app, url)
  const { deprecation, sunset } = answer.headers
  return { deprecation, sunset, link: linkOf(answer, url, 'successor-version') }
}

const none = { deprecation: undefined, sunset: undefined, link: undefined }

describe('a version on its way out', () => {
  test('says since when, until when and what follows, wherever it is read', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await publish(app, 'a', '2.0.0-rc.1+b')
    expect(await headersOf(app)).toEqual(none)
    const moved = (
      await putStatus(app, 'a', '1.0.0', { status: 'deprecated', successor: '2.0.0-rc.1+b', sunset })
    ).json()
    const since = Math.floor(Date.parse(moved.updated_at) / 1000)
    const expected = {
      deprecation: `@${since}`,
      sunset: 'Sun, 31 Jan 2027 10:00:00 GMT',
      link: '/contracts/a/versions/2.0.0-rc.1%2Bb',
    }
    expect(await headersOf(app)).toEqual(expected)
    expect(await headersOf(app, '/contracts/a/latest')).toEqual(expected)
    expect(await headersOf(app, `${path}?revision=2`)).toEqual(expected)
    expect(await headersOf(app, `${path}?as_of=${encodeURIComponent(moved.updated_at)}`)).toEqual(expected)
    expect(await headersOf(app, `${path}?revision=1`)).toEqual(none)
    const unchanged = await get(app, path, { 'if-none-match': '*' })
    expect(unchanged.statusCode).toBe(304)
    const { link: _, ...dates } = expected
    expect(unchanged.headers).toMatchObject(dates)
    expect(linkOf(unchanged, path, 'successor-version')).toBe(expected.link)
  })

  test('keeps what was said when it is retired, and since when it is deprecated', async () => {
    const app = await testApp()
    await publish(app, 'a', '2.0.0-rc.1')
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated', successor: '2.0.0-rc.1', sunset })
    const before = await headersOf(app)
    await putStatus(app, 'a', '1.0.0', { status: 'retired' })
    expect(await headersOf(app)).toEqual(before)
  })

  test('may be told another sunset later', async () => {
    const app = await testApp()
    await publish(app, 'a', '2.0.0-rc.1')
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated', sunset })
    const later = await putStatus(app, 'a', '1.0.0', {
      status: 'deprecated',
      sunset: '2028-01-01T00:00:00Z',
      successor: '2.0.0-rc.1',
    })
    expect(later.statusCode).toBe(200)
    expect(await headersOf(app)).toMatchObject({
      sunset: 'Sat, 01 Jan 2028 00:00:00 GMT',
      link: expect.stringContaining('2.0.0-rc.1'),
    })
    expect((await get(app, path)).json().status).toBe('deprecated')
  })

  test('is followed by the latest version where nobody has named another', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'Deprecated' })
    expect((await headersOf(app)).link).toBeUndefined()
    await publish(app, 'a', '0.9.0', { status: 'active' })
    expect((await headersOf(app)).link).toBeUndefined()
    await publish(app, 'a', '1.1.0', { status: 'active' })
    expect((await headersOf(app)).link).toBe('/contracts/a/versions/1.1.0')
    await publish(app, 'a', '1.2.0', { status: 'retired' })
    expect((await headersOf(app)).link).toBeUndefined()
  })

  test('is not when it was moved back, or deleted and created again', async () => {
    const app = await testApp()
    await publish(app, 'a', '2.0.0-rc.1')
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated', sunset, successor: '2.0.0-rc.1' })
    await putStatus(app, 'a', '1.0.0', { status: 'wip' })
    expect(await headersOf(app)).toEqual(none)
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated' })
    expect(await headersOf(app)).toMatchObject({ sunset: undefined, link: undefined })
    await remove(app, `${path}?force=true`)
    await publish(app, 'a', '1.0.0', { status: 'retired' })
    expect(await headersOf(app)).toMatchObject({ deprecation: expect.any(String), sunset: undefined })
  })

  test('is told on a move made by PUT as well', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await publish(app, 'a', '1.0.0', { status: 'deprecated' })
    expect(await headersOf(app)).toMatchObject({ deprecation: expect.stringMatching(/^@\d+$/) })
  })

  const announced = { status: 'deprecated', successor: '2.0.0', sunset }
  async function announcing() {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await publish(app, 'a', '2.0.0', { status: 'active' })
    expect((await putStatus(app, 'a', '1.0.0', announced)).statusCode).toBe(200)
    return app
  }
  const lastOf = async (app: Awaited<ReturnType<typeof testApp>>) =>
    (await get(app, '/history?order=newest&limit=1')).json().items[0]

  test('says nothing any more of what null takes back, and keeps what is left out', async () => {
    const app = await announcing()
    const before = await headersOf(app)
    expect((await putStatus(app, 'a', '1.0.0', { status: 'deprecated', sunset: null })).statusCode).toBe(200)
    expect(await headersOf(app)).toEqual({ ...before, sunset: undefined })
    expect(await lastOf(app)).toMatchObject({ revision: 3, successor: '2.0.0', sunset: null })
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated', successor: null })
    expect(await headersOf(app)).toEqual({ ...before, sunset: undefined, link: undefined })
    expect(await lastOf(app)).toMatchObject({ revision: 4, successor: null, sunset: null })
    await putStatus(app, 'a', '1.0.0', { status: 'retired' })
    expect(await headersOf(app)).toEqual({ ...before, sunset: undefined, link: undefined })
    expect(await headersOf(app, `${path}?revision=2`)).toEqual(before)
  })

  test('may have all taken back at once, and told again', async () => {
    const app = await announcing()
    const before = await headersOf(app)
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated', sunset: null, successor: null })
    expect(await headersOf(app)).toEqual({ ...none, deprecation: before.deprecation })
    await putStatus(app, 'a', '1.0.0', announced)
    expect(await headersOf(app)).toEqual(before)
  })

  test('does not change when it is told what was said already', async () => {
    const app = await announcing()
    const { sequence } = await lastOf(app)
    for (const body of [announced, { status: 'deprecated' }, { status: 'deprecated', sunset }])
      expect((await putStatus(app, 'a', '1.0.0', body)).json().revision).toBe(2)
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated', sunset: null, successor: null })
    const none = await putStatus(app, 'a', '1.0.0', { status: 'deprecated', sunset: null, successor: null })
    expect(none.json().revision).toBe(3)
    expect((await lastOf(app)).sequence).toBeGreaterThan(sequence)
  })

  test.each([
    ['itself', '1.0.0', 400, 'invalid-request', 'cannot take its own place'],
    ['a version that is not there', '9.9.9', 409, 'transition-refused', 'has no version "9.9.9"; it has'],
  ])('cannot have %s as its successor', async (_, successor, status, code, told) => {
    const app = await announcing()
    for (const query of ['', '?dry_run=true']) {
      const url = `${path}/status${query}`
      const answer = await put(app, url, { status: 'deprecated', successor })
      expect(expectProblem(answer, status, code).detail).toContain(told)
    }
    expect((await lastOf(app)).revision).toBe(2)
  })
})
