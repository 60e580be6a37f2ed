import { beforeEach, describe, expect, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { expectProblem } from '../support/problem.ts'
import { linkOf } from '../support/references.ts'
import { get, publish } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

interface Field {
  readonly contract_id: string
  readonly pointer: string
  readonly path: string
  readonly name: string
}

interface Page {
  readonly items: readonly Field[]
  readonly next_cursor: string | null
}

let app: Server
beforeEach(async () => {
  app = await testApp()
  const properties = [
    {
      name: 'email',
      physicalName: 'c_mail',
      logicalType: 'string',
      physicalType: 'VARCHAR(320)',
      classification: 'PII',
    },
    { name: 'e-mail', logicalType: 'string', required: true, primaryKey: true, criticalDataElement: true },
    {
      name: 'tags',
      logicalType: 'array',
      items: { logicalType: 'object', properties: [{ name: 'Email_Hash' }] },
    },
  ]
  await publish(app, 'a', '1.0.0', { schema: [{ name: 'old', properties: [{ name: 'gone' }] }] })
  await publish(app, 'a', '2.0.0', { schema: [{ name: 'people', properties }] })
  await publish(app, 'b', '1.0.0', {
    schema: [{ name: 'c_mail', properties: [{ name: 'note', classification: 'pii' }] }],
  })
})

async function fields(query: string): Promise<Field[]> {
  const answer = await get(app, `/fields?${query}&limit=200`)
  expect(answer.statusCode, answer.body).toBe(200)
  const whole = answer.json<Page>()
  expect(whole.next_cursor).toBe(null)
  // the same, one a page
  const one: Field[] = []
  for (let url: string | undefined = `/fields?${query}&limit=1`; url; ) {
    const answer = await get(app, url)
    one.push(...answer.json<Page>().items)
    url = linkOf(answer, url)
  }
  expect(one).toEqual(whole.items)
  return [...whole.items]
}

describe('the fields', () => {
  test.each<[string, string[]]>([
    ['', ['tags[]', 'c_mail', 'email', 'e-mail', 'Email_Hash', 'note', 'people', 'tags']],
    ['name=EMAIL', ['email', 'e-mail']],
    ['name=e_mail*', ['email', 'e-mail', 'Email_Hash']],
    ['name=c-mail', ['c_mail', 'email']],
    ['name=note&name=email&name=e*', ['note', 'email', 'e-mail', 'Email_Hash']],
    ['name=gone', []],
    ['type=varchar', ['email']],
    ['type=VARCHAR(320)', ['email']],
    ['type=varchar(1)', []],
    ['type=string&type=array', ['email', 'e-mail', 'tags']],
    ['classification=pii', ['email', 'note']],
    ['classification=public&classification=Pii', ['email', 'note']],
    ['classification=pii&name=email', ['email']],
    ['classification=pii&type=string&name=e*', ['email']],
    ['type=string&classification=public', []],
  ])('with %j', async (query, expected) => {
    const found = await fields(query)
    expect(found.map(({ name, path }) => name || path.split('.').at(-1))).toEqual(expected)
    for (const { contract_id, pointer, name } of found) {
      const document = (await get(app, `/contracts/${contract_id}/latest`)).json()
      const steps = pointer.split('/').slice(1)
      const found = steps.reduce((value: Record<string, unknown>, step) => value[step] as never, document)
      expect(found.name ?? '').toBe(name)
    }
  })

  test('have all that is known of them', async () => {
    const [, second] = await fields('name=email')
    expect(second).toEqual({
      ...{ contract_id: 'a', version: '2.0.0', pointer: '/schema/0/properties/1', path: 'people.e-mail' },
      ...{
        name: 'e-mail',
        kind: 'property',
        logical_type: 'string',
        physical_type: null,
        classification: null,
      },
      ...{ required: true, primary_key: true, critical_data_element: true, description: null },
    })
  })

  test('are those that few contracts have, among many others', async () => {
    for (let at = 0; at < 120; at++)
      await publish(app, `m${at}`, '1.0.0', {
        schema: [{ name: 't', properties: [{ name: 'id', logicalType: 'integer' }] }],
      })
    expect(await fields('type=integer')).toHaveLength(120)
    expect(await fields('name=id&type=integer')).toHaveLength(120)
    expect((await fields('type=varchar')).map(({ name }) => name)).toEqual(['email'])
  })

  test.each([
    'name=',
    'name=*',
    'name=a*b',
    'type=%20',
    'classification=',
    'limit=0',
    'limit=1001',
    'cursor=x',
    `cursor=${Buffer.from('[0,"a","\\u0000","1",0]').toString('base64url')}`,
    `cursor=${Buffer.from('[0,1,"a","1",0]').toString('base64url')}`,
    `cursor=${Buffer.from('[0,"a","b","1",1e300]').toString('base64url')}`,
  ])('refuse %s', async query => {
    expectProblem(await get(app, `/fields?${query}`), 400, 'invalid-request')
  })

  test.each([
    ['name=', 'name is empty; write what to look for or leave name out'],
    ['type=', 'type is empty; write what to look for or leave type out'],
    ['name=**', 'name is "**", where a * does not end a name'],
  ])('say what is wrong with %s by the name that it has here', async (query, told) => {
    const { detail } = expectProblem(await get(app, `/fields?${query}`), 400, 'invalid-request')
    expect(` ${detail}`).toContain(` ${told}`)
  })
})
