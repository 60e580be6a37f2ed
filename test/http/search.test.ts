import { setTimeout as delay } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Server } from '../../src/http/server.ts'
import { linkOf } from '../support/references.ts'
import { get, publish } from '../support/requests.ts'
import { testApp } from '../support/test-app.ts'

interface Hit {
  readonly contract_id: string
  readonly version: string
  readonly name: string
  readonly score: number
  readonly tags: readonly string[]
  readonly matches: readonly { pointer: string; where: string; snippet: string }[]
}

interface Page {
  readonly items: readonly Hit[]
  readonly total: number
  readonly total_is_exact: boolean
  readonly next_cursor: string | null
  readonly facets?: Readonly<Record<string, readonly { value: string | null; count: number }[]>>
}

const orders = {
  name: 'Customer Orders',
  status: 'active',
  domain: 'Sales',
  dataProduct: 'Shop',
  tenant: 'ACME',
  team: { name: 'Team Commerce', members: [{ username: 'ada@example.com', role: 'Data Owner' }] },
  tags: ['Gold', 'daily'],
  description: { purpose: 'All naïve orders of the Größe M', usage: 'Read "with care"' },
  servers: [{ server: 'p', type: 'postgres' }],
  schema: [
    {
      name: 'orders',
      properties: [
        { name: 'customerId', logicalType: 'integer', physicalType: 'BIGINT' },
        {
          name: 'items',
          logicalType: 'array',
          items: { logicalType: 'object', properties: [{ name: 'sku_code', physicalType: 'varchar(10)' }] },
        },
        {
          name: 'email',
          physicalName: 'C_MAIL',
          logicalType: 'string',
          classification: 'PII',
          tags: ['gdpr'],
        },
      ],
    },
  ],
}
const refunds = {
  name: 'Refunds',
  status: 'draft',
  tags: ['gold'],
  description: { usage: 'One row for each refund of an order', limitations: 'no email' },
  schema: [{ name: 'refunds', properties: [{ name: 'refund-id' }, { name: 'note', classification: 'pii' }] }],
}

let app: Server
beforeEach(async () => {
  app = await testApp()
  await publish(app, 'shop.orders', '1.0.0', { ...orders, status: 'deprecated', tags: ['bronze'] })
  await publish(app, 'shop.orders', '2.0.0', orders)
  await publish(app, 'shop.orders', '3.0.0-rc.1', { ...orders, status: 'draft', name: 'Candidate' })
  await publish(app, 'shop.refunds', '1.0.0', refunds)
  await publish(app, 'hr/people %', 'v1', { status: 'retired', name: 'Menschen', team: { name: 'HR' } })
})

async function page(query: string | Record<string, string | string[]>): Promise<Page> {
  const answer = await get(app, `/search?${typeof query === 'string' ? query : queryOf(query)}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<Page>()
}

function queryOf(parameters: Record<string, string | string[]>): string {
  const pairs = Object.entries(parameters).flatMap(([name, values]) =>
    [values].flat().map(value => [name, value]),
  )
  return new URLSearchParams(pairs as [string, string][]).toString()
}

const namesOf = ({ items }: Page) => items.map(hit => `${hit.contract_id}@${hit.version}`)

const ofOrders = ['shop.orders@2.0.0']
const ofRefunds = ['shop.refunds@1.0.0']
const ofPeople = ['hr/people %@v1']

describe('words', () => {
  test.each<[string, string[]]>([
    ['customer', ofOrders],
    ['CUSTOMER', ofOrders],
    ['customerId', ofOrders],
    ['customer_id', ofOrders],
    ['CUSTOMER-ID', ofOrders],
    ['customerid', ofOrders],
    ['customer.id', ofOrders],
    ['id customer', ofOrders],
    ['"id customer"', []],
    ['"customer id"', ofOrders],
    ['"Customer, Orders!"', ofOrders],
    ['"order of"', []],
    ['"of an order"', ofRefunds],
    ['naive', ofOrders],
    ['NAÏVE', ofOrders],
    ['grösse', ofOrders],
    ['GRÖSSE', ofOrders],
    ['größe', ofOrders],
    ['cust*', ofOrders],
    ['CUST*', ofOrders],
    ['customer i*', ofOrders],
    ['sku', ofOrders],
    ['shop refund', ofRefunds],
    ['ord*', [...ofOrders, ...ofRefunds]],
    ['email', [...ofOrders, ...ofRefunds]],
    ['c_mail', ofOrders],
    ['commerce', ofOrders],
    ['ada', ofOrders],
    ['gdpr', ofOrders],
    ['people', ofPeople],
    ['candidate', ['shop.orders@3.0.0-rc.1']],
    ['bronze', ['shop.orders@1.0.0']],
    ['orders refunds', []],
    ['cus', []],
    ['nothing like it', []],
    [`'; DROP TABLE contracts; --`, []],
    ['email %', [...ofOrders, ...ofRefunds]],
    ['_ email \\ $', [...ofOrders, ...ofRefunds]],
    ['email AND', []],
    ['NEAR(email)', []],
    ['latest:email', []],
  ])('q=%j', async (q, expected) => {
    const answer = await get(app, `/search?${queryOf({ q })}`)
    expect(namesOf(answer.json<Page>()).toSorted()).toEqual(expected.toSorted())
  })

  test('are looked for in one and the same version', async () => {
    expect(namesOf(await page({ q: 'candidate gold' }))).toEqual(['shop.orders@3.0.0-rc.1'])
    expect(namesOf(await page({ q: 'bronze candidate' }))).toEqual([])
  })
})

describe('filters', () => {
  test.each<[Record<string, string | string[]>, string[]]>([
    [{}, [...ofPeople, ...ofOrders, ...ofRefunds]],
    [{ field_name: 'email' }, ofOrders],
    [{ field_name: 'EMAIL' }, ofOrders],
    [{ field_name: 'c-mail' }, ofOrders],
    [{ field_name: 'customer_id' }, ofOrders],
    [{ field_name: 'sku*' }, ofOrders],
    [{ field_name: 'refundId' }, ofRefunds],
    [{ field_name: ['sku*', 'note'] }, [...ofOrders, ...ofRefunds]],
    [{ field_name: 'cust' }, []],
    [{ field_type: 'varchar' }, ofOrders],
    [{ field_type: 'VARCHAR (10)' }, ofOrders],
    [{ field_type: 'varchar(11)' }, []],
    [{ field_type: 'bigint' }, ofOrders],
    [{ field_type: 'array' }, ofOrders],
    [{ classification: 'pii' }, [...ofOrders, ...ofRefunds]],
    [{ classification: 'PII', field_name: 'email' }, ofOrders],
    [{ classification: 'PII', field_name: 'customerid' }, []],
    [{ owner: 'team  COMMERCE' }, ofOrders],
    [{ owner: 'ada@example.com' }, ofOrders],
    [{ owner: ['hr', 'team commerce'] }, [...ofPeople, ...ofOrders]],
    [{ domain: 'sales' }, ofOrders],
    [{ data_product: 'SHOP' }, ofOrders],
    [{ tenant: 'acme' }, ofOrders],
    [{ tag: 'GOLD' }, [...ofOrders, ...ofRefunds]],
    [{ tag: 'gold', owner: 'team commerce' }, ofOrders],
    [{ tag: 'bronze' }, ['shop.orders@1.0.0']],
    [{ status: 'draft' }, ['shop.orders@3.0.0-rc.1', ...ofRefunds]],
    [{ status: 'draft,retired' }, ['shop.orders@3.0.0-rc.1', ...ofRefunds, ...ofPeople]],
    [{ status: ['RETIRED', 'deprecated'] }, ['shop.orders@1.0.0', ...ofPeople]],
    [{ status: 'none' }, []],
    [{ server_type: 'postgres' }, ofOrders],
    [{ q: 'order', tag: 'gold', status: 'draft', classification: 'pii' }, ofRefunds],
    [{ updated_after: '2001-01-01T00:00:00Z', q: 'email' }, [...ofOrders, ...ofRefunds]],
    [{ updated_before: '2001-01-01T00:00:00+01:00' }, []],
    [{ updated_after: '9999-12-31T00:00:00Z' }, []],
    [{ updated_after: '0001-01-02T00:00:00Z', tag: 'bronze' }, ['shop.orders@1.0.0']],
  ])('%j', async (parameters, expected) => {
    expect(namesOf(await page(parameters)).toSorted()).toEqual(expected.toSorted())
    const all = await page({ ...parameters, versions: 'all' })
    for (const name of expected) expect(namesOf(all)).toContain(name)
  })

  test('versions=all has every version that matches', async () => {
    expect(namesOf(await page({ owner: 'Team Commerce', versions: 'all', sort: 'id' }))).toEqual([
      'shop.orders@2.0.0',
      'shop.orders@1.0.0',
      'shop.orders@3.0.0-rc.1',
    ])
  })
})

describe('a page', () => {
  test('has all that is known of a hit, and where it matches', async () => {
    const { items, total, total_is_exact, next_cursor } = await page({ q: 'customer email', tag: 'gold' })
    expect({ total, total_is_exact, next_cursor }).toEqual({
      total: 1,
      total_is_exact: true,
      next_cursor: null,
    })
    expect(items).toEqual([
      {
        ...{
          contract_id: 'shop.orders',
          version: '2.0.0',
          name: 'Customer Orders',
          description: 'Read "with care"',
        },
        ...{
          status: 'active',
          owner: 'Team Commerce',
          domain: 'Sales',
          data_product: 'Shop',
          tags: ['Gold', 'daily'],
        },
        ...{ revision: 1, fingerprint: expect.stringMatching(/^[\da-f]{64}$/), score: 2 },
        updated_at: expect.stringMatching(/^\d{4}-.*Z$/),
        validation: { valid: expect.any(Boolean), counts: expect.any(Object) },
        matches: expect.any(Array),
      },
    ])
  })

  test.each([
    { q: 'customer' },
    { q: 'email' },
    { q: '"naive orders" größe sku* gold commerce' },
    { field_name: 'email' },
    { field_name: 'sku*', field_type: 'varchar' },
    { q: 'refund', classification: 'pii' },
  ])('of %j points at the texts themselves', async parameters => {
    const { items } = await page({ ...parameters, versions: 'all' })
    expect(items.length).toBeGreaterThan(0)
    for (const hit of items) {
      const document = await get(app, `/contracts/${hit.contract_id}/versions/${hit.version}`)
      expect(hit.matches.length).toBeGreaterThan(0)
      for (const { pointer, snippet, where } of hit.matches) {
        const found = valueAt(document.json(), pointer)
        expect(found, pointer).toBeDefined()
        if (typeof found === 'string') expect(found).toContain(snippet.replaceAll('…', ''))
        else expect(where).toBe('field')
        expect(snippet.length).toBeLessThanOrEqual(160)
      }
    }
  })

  test('is in the order that is asked for', async () => {
    const ids = async (sort: string) => (await page({ sort })).items.map(hit => hit.contract_id)
    expect(await ids('id')).toEqual(['hr/people %', 'shop.orders', 'shop.refunds'])
    expect(await ids('name')).toEqual(['shop.orders', 'hr/people %', 'shop.refunds'])
    await delay(5)
    await publish(app, 'shop.orders', '0.1.0')
    expect((await ids('updated'))[0]).toBe('shop.orders')
    const scores = (await page({ q: 'orders' })).items.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  })

  test('counts facets of all hits, not of the page', async () => {
    const { facets } = await page({ facets: 'status, domain,owner,tag', limit: '1' })
    expect(facets).toEqual({
      status: [
        { value: 'active', count: 1 },
        { value: 'draft', count: 1 },
        { value: 'retired', count: 1 },
      ],
      domain: [
        { value: null, count: 2 },
        { value: 'Sales', count: 1 },
      ],
      owner: [
        { value: null, count: 1 },
        { value: 'HR', count: 1 },
        { value: 'Team Commerce', count: 1 },
        { value: 'ada@example.com', count: 1 },
      ],
      tag: [
        { value: 'Gold', count: 2 },
        { value: 'daily', count: 1 },
        { value: 'gdpr', count: 1 },
      ],
    })
    expect((await page({ q: 'email', facets: 'tag', versions: 'all' })).facets?.tag).toContainEqual({
      value: 'bronze',
      count: 1,
    })
    expect((await page({})).facets).toBeUndefined()
  })
})

describe('paging', () => {
  const many = Array.from({ length: 30 }, (_, index) => `many.${String(index).padStart(2, '0')}`)
  beforeEach(async () => {
    for (const id of many) await publish(app, id, '1.0.0', { name: `Orders ${id}` })
  })

  test.each([
    'relevance',
    'id',
    'name',
    'updated',
  ])('by %s tells every hit once while others write', async sort => {
    const seen: string[] = []
    let url: string | undefined = `/search?q=many&limit=7&sort=${sort}`
    for (let turn = 0; url; turn++) {
      const answer = await get(app, url)
      const found = answer.json<Page>()
      seen.push(...found.items.map(hit => hit.contract_id))
      expect(found).toMatchObject({ total: 30, total_is_exact: true })
      const next = linkOf(answer, url)
      expect(next === undefined).toBe(found.next_cursor === null)
      url = next
      // new contracts come and others go, before and behind
      await publish(app, `aaa.${turn}`, '1.0.0', { name: 'other' })
      await publish(app, `zzz.${turn}`, '1.0.0', { name: 'other' })
      await app.inject({ method: 'DELETE', url: `/contracts/aaa.${turn}/versions/1.0.0` })
    }
    expect(seen.toSorted()).toEqual(many)
  })

  test('goes through the versions of one contract', async () => {
    for (let minor = 0; minor < 5; minor++) await publish(app, 'one', `1.${minor}.0`, { name: 'unheard' })
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const found: Page = await page({ q: 'unheard', versions: 'all', limit: '2', cursor })
      seen.push(...found.items.map(hit => hit.version))
      cursor = found.next_cursor
    }
    expect(seen).toEqual(['1.4.0', '1.3.0', '1.2.0', '1.1.0', '1.0.0'])
  })

  test('keeps what is odd in a request', async () => {
    for (const query of ['limit=3&q=many%2A', 'limit=1&q=many&versions=%61ll', 'limit=3&q=m%61ny#tag']) {
      const answer = await get(app, `/search?${query}`)
      expect(answer.headers.link, query).toBeDefined()
      const link = linkOf(answer, `/search?${query}`)
      if (link) expect((await get(app, link)).statusCode, link).toBe(200)
    }
  })

  test.each(['1', '20', '200', '1.0'])('takes a limit of %s', async limit => {
    expect((await page({ limit })).items.length).toBeLessThanOrEqual(Number(limit))
  })

  test('has 20 hits unless another number is asked for, and passes over some', async () => {
    expect((await page({ q: 'many' })).items).toHaveLength(20)
    const ids = (await page({ q: 'many', sort: 'id', offset: '28' })).items.map(hit => hit.contract_id)
    expect(ids).toEqual(many.slice(28))
  })

  test.each([
    '1',
    '28',
    '29',
    '30',
    '31',
    '500',
  ])('has the same total behind an offset of %s', async offset => {
    for (const limit of ['1', '50'])
      expect(await page({ q: 'many', offset, limit })).toMatchObject({
        total: many.length,
        total_is_exact: true,
      })
  })
})

function valueAt(document: unknown, pointer: string): unknown {
  const steps = pointer.split('/').slice(1)
  return steps.reduce((value: unknown, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    return (value as Record<string, unknown> | undefined)?.[key]
  }, document)
}
