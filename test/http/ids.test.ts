import { describe, expect, test } from 'vitest'
import { expectProblem } from '../support/problem.ts'
import { get, publish, put, versionPath } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

const names = [
  ...[
    'sales.orders',
    'a:b',
    'urn:datacontract:sales:orders',
    'a b',
    'a+b',
    'a%b',
    '50%',
    '%',
    '%%',
    'a%2Fb',
    '%41',
    '%zz',
  ],
  ...[
    'a/b',
    '/a',
    'a/',
    'a//b',
    '../x',
    'a/../b',
    'a\\b',
    'a?b',
    'a?limit=1',
    'a#b',
    'a;b',
    'a&b=c',
    'a,b',
    "a'b",
    'a"b',
    '<a>',
  ],
  ...[
    'été',
    'e\u0301',
    '注文',
    '😀',
    '\uffee',
    'a\u00a0b',
    '*',
    '**',
    ':id',
    ':',
    '$',
    '@a',
    '!',
    '~',
    '[a]',
    '{a}',
    '(a)',
    '|',
    '^',
    '`',
  ],
  ...[
    'datasets',
    'link',
    'versions',
    'latest',
    'linked',
    'contracts',
    'health',
    'docs',
    'constructor',
    '__proto__',
    'null',
    '0',
    '-',
  ],
  ...['...', '.a', 'a.', 'A', 'a'.repeat(255), 'é'.repeat(255)],
]

describe('a contract', () => {
  test.each(names)('may be named %j', async id => {
    const app = await testApp()
    await publish(app, id, '1.0.0')
    const document = { version: '1.0.0', id }
    expect((await get(app, versionPath(id, '1.0.0'))).json()).toEqual(document)
    expect((await get(app, `/contracts/${encodeURIComponent(id)}/latest`)).json()).toEqual(document)
    expect((await get(app, `/contracts/${encodeURIComponent(id)}/versions`)).json()).toEqual(['1.0.0'])
    expect((await get(app, '/contracts')).json()).toMatchObject({ items: [id], total: 1 })
  })

  test.each(names.filter(name => name.length <= 128))('may have a version named %j', async version => {
    const app = await testApp()
    await publish(app, 'a', version)
    const answer = await get(app, versionPath('a', version))
    expect(answer.json()).toEqual({ version, id: 'a' })
    expect(answer.headers['content-location']).toBe(versionPath('a', version))
    expect((await get(app, '/contracts/a/versions')).json()).toEqual([version])
  })
})

describe('dc43 clients, which do not encode ids,', () => {
  // what httpx makes of the id on the wire
  test.each([
    ['a b', 'a%20b'],
    ['été', '%C3%A9t%C3%A9'],
    ['urn:x:y', 'urn:x:y'],
    ['a+b', 'a+b'],
    ['50%', '50%'],
    ['5% off', '5%%20off'],
    ['100%!', '100%!'],
    ['a/b', 'a%2Fb'],
    ['table:gold.orders', 'table:gold.orders'],
    ["it's (a) *", "it's%20(a)%20*"],
    ['a@b,c;d=e&f$', 'a@b,c;d=e&f$'],
  ])('reach the contract %j', async (id, sent) => {
    const app = await testApp()
    const answer = await put(app, `/contracts/${sent}/versions/1.0.0`, { id })
    expect(answer.statusCode, answer.body).toBe(204)
    expect((await get(app, `/contracts/${sent}/latest`)).json()).toEqual({ version: '1.0.0', id })
  })
})

describe('names', () => {
  test('compare byte by byte', async () => {
    const app = await testApp()
    const ids = ['Orders', 'orders', 'ORDERS', '\u00e9', 'e\u0301', 'E', 'a', 'ａ']
    for (const id of ids) await publish(app, id, '1.0.0', { name: `the ${id}` })
    for (const id of ids)
      expect((await get(app, versionPath(id, '1.0.0'))).json()).toMatchObject({ id, name: `the ${id}` })
    for (const version of ['1.0.0-A', '1.0.0-a']) await publish(app, 'v', version)
    expect((await get(app, '/contracts/v/versions')).json()).toEqual(['1.0.0-A', '1.0.0-a'])
  })

  test.each([
    ['a control character', 'a%00b'],
    ['a line feed', 'a%0Ab'],
    ['a C1 control character', 'a%C2%85b'],
    ['a line separator', 'a%E2%80%A8b'],
    ['white space around', '%20a'],
    ['white space alone', '%20'],
    ['256 characters', 'a'.repeat(256)],
    ['256 characters of two bytes', '%C3%A9'.repeat(256)],
  ])('with %s are refused, both of contracts and of versions', async (_, name) => {
    const app = await testApp()
    for (const url of [`/contracts/${name}/versions/1.0.0`, `/contracts/a/versions/${name}`]) {
      const { detail } = expectProblem(await put(app, url, {}), 400, 'invalid-request')
      expect(detail).toMatch(/path parameter contract_(id|version)/)
    }
    expect((await get(app, '/contracts')).json()).toMatchObject({ total: 0 })
  })

  test('of versions have 128 characters at most', async () => {
    const app = await testApp()
    expect((await put(app, versionPath('a', 'x'.repeat(128)), {})).statusCode).toBe(204)
    const { detail } = expectProblem(
      await put(app, versionPath('a', 'x'.repeat(129)), {}),
      400,
      'invalid-request',
    )
    expect(detail).toContain('128')
  })

  test.each([
    '%FF',
    '%C3',
    '%ED%A0%80',
    'a%C0%AF',
    '%F8%88%80%80%80',
  ])('that are not UTF-8, %s, are refused', async name => {
    const app = await testApp()
    expectProblem(await put(app, `/contracts/${name}/versions/1.0.0`, {}), 400, 'invalid-request')
    expectProblem(await get(app, `/contracts/${name}/latest`), 400, 'invalid-request')
  })
})
