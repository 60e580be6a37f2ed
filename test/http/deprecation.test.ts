import { describe, expect, test } from 'vitest'
import { linkOf } from '../support/references.ts'
import { get, publish, putStatus, remove, versionPath } from '../support/requests.ts'
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
    expect(await headersOf(app)).toEqual(none)
    const moved = (
      await putStatus(app, 'a', '1.0.0', { status: 'deprecated', successor: '2.0.0+b', sunset })
    ).json()
    const since = Math.floor(Date.parse(moved.updated_at) / 1000)
    const expected = {
      deprecation: `@${since}`,
      sunset: 'Sun, 31 Jan 2027 10:00:00 GMT',
      link: '/contracts/a/versions/2.0.0%2Bb',
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
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated', successor: '2.0.0', sunset })
    const before = await headersOf(app)
    await putStatus(app, 'a', '1.0.0', { status: 'retired' })
    expect(await headersOf(app)).toEqual(before)
  })

  test('may be told another sunset later', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated', sunset })
    const later = await putStatus(app, 'a', '1.0.0', {
      status: 'deprecated',
      sunset: '2028-01-01T00:00:00Z',
      successor: '3.0.0',
    })
    expect(later.statusCode).toBe(200)
    expect(await headersOf(app)).toMatchObject({
      sunset: 'Sat, 01 Jan 2028 00:00:00 GMT',
      link: expect.stringContaining('3.0.0'),
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
    await publish(app, 'a', '1.0.0', { status: 'active' })
    await putStatus(app, 'a', '1.0.0', { status: 'deprecated', sunset, successor: '2.0.0' })
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
})
