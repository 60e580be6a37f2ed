import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, publish, publishYaml, put, putStatus, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const path = versionPath('a', '1.0.0')
const yaml = { accept: 'application/yaml' }

describe('a move of the status', () => {
  test('changes nothing else in the text of a JSON document', async () => {
    const app = await testApp()
    const price = '{"priceAmount":1.10e2,"priceCurrency":null}'
    const text = `{"name":"é😀","status":"draft","price":${price},"version":"1.0.0","id":"a","tags":["status","draft"]}`
    await put(app, path, text)
    const before = (await get(app, path)).body
    await putStatus(app, 'a', '1.0.0', { status: 'active' })
    expect((await get(app, path)).body).toBe(before.replace('"status":"draft"', '"status":"active"'))
  })

  test('changes nothing else in the bytes of a YAML document', async () => {
    const app = await testApp()
    const text =
      '\ufeff# head\r\nversion: "1.0.0"\r\nid:   a\r\nstatus: &s draft   # now\r\nname: é😀\r\n\r\n'
    await publishYaml(app, 'a', '1.0.0', text)
    await putStatus(app, 'a', '1.0.0', { status: 'active' })
    expect((await get(app, path, yaml)).body).toBe(text.replace('&s draft', '&s active'))
    expect((await get(app, path)).json()).toMatchObject({ status: 'active', name: 'é😀' })
  })

  test('adds a status where there is none', async () => {
    const app = await testApp()
    await publishYaml(app, 'a', '1.0.0', '# head\nversion: 1.0.0\nid: a # c\n')
    await putStatus(app, 'a', '1.0.0', { status: 'yes' })
    const { body } = await get(app, path, yaml)
    expect(body.replace(/^status:.*\n/m, '')).toBe('# head\nversion: 1.0.0\nid: a # c\n')
    expect((await get(app, path)).json().status).toBe('yes')
  })

  test('answers with the summary, and its fingerprint is that of the document', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    const answer = await putStatus(app, 'a', '1.0.0', { status: 'active', reason: 'why' })
    const read = await get(app, path)
    expect(answer.json()).toMatchObject({
      contract_id: 'a',
      version: '1.0.0',
      status: 'active',
      revision: 2,
      fingerprint: read.headers['dc43-fingerprint'],
    })
    await publish(app, 'a', '2.0.0')
    await publish(app, 'b', '1.0.0', { status: 'active' })
    expect(answer.headers.etag).toBe(read.headers.etag)
  })

  test('to the status it has already changes nothing', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    const { headers } = await get(app, path)
    const answer = await putStatus(app, 'a', '1.0.0', { status: 'draft', reason: 'again' })
    expect([answer.statusCode, answer.headers.etag]).toEqual([200, headers.etag])
    expect((await get(app, '/history')).json().items).toHaveLength(1)
  })

  test.each([
    'a\u0000b',
    'tab\there',
    'o\'brien "x"',
    '😀'.repeat(100),
    ' padded',
    '*',
    'none',
  ])('takes %j, and the same again changes nothing', async status => {
    const app = await testApp()
    await publishYaml(app, 'a', '1.0.0', 'version: 1.0.0\nid: a\nstatus: draft\n')
    const first = await putStatus(app, 'a', '1.0.0', { status })
    expect(first.statusCode, first.body).toBe(200)
    expect((await get(app, path)).json().status).toBe(status.trim())
    const second = await putStatus(app, 'a', '1.0.0', { status })
    expect(second.headers.etag).toBe(first.headers.etag)
  })

  test('in its case alone is a change', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'ACTIVE' })
    expect((await putStatus(app, 'a', '1.0.0', { status: 'active' })).json()).toMatchObject({
      status: 'active',
      revision: 2,
    })
  })

  test.each([
    ['nothing', '', 'empty'],
    ['no status', {}, 'status'],
    ['a number', { status: 1 }, 'status'],
    ['null', { status: null }, 'status'],
    ['a blank status', { status: '  ' }, 'status'],
    ['a status of 256 characters', { status: 'x'.repeat(256) }, '255'],
    ['an unknown member', { status: 'active', Reason: 'x' }, 'Reason'],
    ['a reason of 4,001 characters', { status: 'active', reason: 'x'.repeat(4001) }, '4000'],
    ['a successor that is no version', { status: 'active', successor: ' ' }, 'successor'],
    ['a sunset that is no time', { status: 'active', sunset: 'soon' }, 'sunset'],
    ['a sunset without offset', { status: 'active', sunset: '2026-01-01T00:00:00' }, 'sunset'],
    ['a sunset beyond the calendar', { status: 'active', sunset: '9999-12-31T23:59:59-01:00' }, 'sunset'],
    ['an array', '[]', 'body'],
    ['no JSON', '{', 'JSON'],
  ])('refuses %s', async (_, body, named) => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    const { detail } = expectProblem(await putStatus(app, 'a', '1.0.0', body), 400, 'invalid-request')
    expect(detail).toContain(named)
    expect((await get(app, path)).headers['dc43-revision']).toBe('1')
  })

  test('to half of a surrogate pair is refused', async () => {
    const app = await testApp()
    await publish(app, 'a', '1.0.0', { status: 'draft' })
    for (const query of ['', '?dry_run=true', '?force=true']) {
      const payload = { status: 'a\ud800' }
      const answer = await app.inject({ method: 'PUT', url: `${path}/status${query}`, payload })
      expect(expectProblem(answer, 400, 'invalid-request').detail).toContain('not valid Unicode text')
    }
    expect((await get(app, path)).json().status).toBe('draft')
  })

  test('of what is not there is 404, with what there is', async () => {
    const app = await testApp()
    for (const version of ['9.0.0', '10.0.0', '1.0.0']) await publish(app, 'a', version)
    const answer = await putStatus(app, 'a', '2.0.0', { status: 'active' })
    expect(expectProblem(answer, 404, 'version-not-found').detail).toContain('10.0.0, 9.0.0, 1.0.0')
    expectProblem(await putStatus(app, 'b', '1.0.0', { status: 'active' }), 404, 'contract-not-found')
  })

  test.each(['GET', 'POST', 'DELETE', 'PATCH'] as const)('is not for %s', async method => {
    const app = await testApp()
    expectProblem(await app.inject({ method, url: `${path}/status` }), 405, 'method-not-allowed')
  })
})
