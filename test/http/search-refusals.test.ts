import { beforeEach, describe, expect, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
import { get, publish } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

let app: Server
beforeEach(async () => {
  app = await testApp()
  for (const id of ['shop.orders', 'shop.refunds']) await publish(app, id, '1.0.0')
})

async function page(query: string): Promise<{ next_cursor: string | null }> {
  return (await get(app, `/search?${query}`)).json()
}

describe('refused with 400', () => {
  const cursorOf = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64url')

  test.each<[string, string]>([
    ['q=%22open', 'character 1 of q'],
    ['q=a%20b*c', 'character 4 of q'],
    ['q=*', 'q'],
    ['q=', 'q has no letter'],
    ['q=---', 'q has no letter'],
    [`q=${'a'.repeat(10_001)}`, '10001 characters'],
    [`q=${Array.from({ length: 33 }, (_, at) => `w${at}`).join('+')}`, '32 words'],
    [`q=%22${Array.from({ length: 60 }, (_, at) => 'ab'.repeat(38) + at).join('-')}%22`, 'too long'],
    ['tag=', 'tag is empty'],
    ['owner=%20', 'owner is empty'],
    ['status=,', 'status'],
    ['field_name=a*b', 'field_name'],
    ['field_name=*', 'field_name'],
    [Array.from({ length: 51 }, (_, at) => `tag=t${at}`).join('&'), 'tag has 51 values; at most 50'],
    ['updated_after=yesterday', 'updated_after'],
    ['updated_before=2026-02-30', 'updated_before'],
    ['updated_after=9999-12-31T23:59:59-23:59', 'updated_after'],
    ['updated_after=0000-01-01T00:00:00Z', 'updated_after'],
    ['versions=none', 'versions'],
    ['sort=score', 'sort'],
    ['facets=', 'facets'],
    ['facets=status,x', 'facets'],
    ['format=xml', 'format'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['offset=-1', 'offset'],
    ['cursor=x', 'cursor'],
    [`cursor=${cursorOf([])}`, 'cursor'],
  ])('%s', async (query, detail) => {
    const answer = await get(app, `/search?${query}`)
    expect(expectProblem(answer, 400, 'invalid-request').detail).toContain(detail)
  })

  test('the cursor of another search, and one that was changed', async () => {
    const { next_cursor } = await page('limit=1&sort=id')
    const cursor = String(next_cursor)
    for (const other of ['sort=name', 'sort=id&q=orders', 'sort=id&tag=gold', 'sort=id&versions=all', ''])
      expectProblem(await get(app, `/search?${other}&cursor=${cursor}`), 400, 'invalid-request')
    const [digest, [, ...rest]] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    for (const keys of [
      [1],
      [],
      ['a\0'],
      ['\ud800'],
      ['a', 'b'],
      [null],
      [['a']],
      'a',
      { 0: 'a', length: 1 },
    ])
      expectProblem(
        await get(app, `/search?sort=id&cursor=${cursorOf([digest, [keys, ...rest]])}`),
        400,
        'invalid-request',
      )
    const { next_cursor: byTime } = await page('limit=1&sort=updated')
    const [own, [, ...others]] = JSON.parse(Buffer.from(String(byTime), 'base64url').toString())
    for (const keys of [[1e300, 1], [1.5, 1], ['1', 1], [-1e15, 1], [1, -1], [1]])
      expectProblem(
        await get(app, `/search?sort=updated&cursor=${cursorOf([own, [keys, ...others]])}`),
        400,
        'invalid-request',
      )
  })
})
