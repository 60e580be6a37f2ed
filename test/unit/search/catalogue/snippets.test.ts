import { describe, expect, test } from 'vitest'
import { excerptAround } from '../../../../src/search/catalogue/excerpt-around.ts'
import { matchesOf } from '../../../../src/search/catalogue/snippets.ts'
import { fieldTermsOf } from '../../../../src/search/catalogue/terms.ts'
import { type FieldFilters, filterTerms } from '../../../../src/search/language/filters.ts'
import { parseQuery } from '../../../../src/search/language/query.ts'
import { matchesTerms } from '../../../../src/search/language/terms.ts'
import { Random } from '../../../support/random.ts'
import { catalogued, fieldNamed } from '../documents.ts'

const long = `${'lorem ipsum '.repeat(30)}the customerId of the buyer ${'dolor sit '.repeat(30)}`.trim()
const catalogue = catalogued({
  id: 'shop.orders',
  name: 'Orders',
  description: { usage: long },
  schema: [
    {
      name: 'orders',
      description: 'Orders of a customer',
      properties: [
        { name: 'customer_id', logicalType: 'string', classification: 'PII', description: 'Who orders' },
        { name: 'email', logicalType: 'string', physicalType: 'varchar(10)' },
        { name: 'total', logicalType: 'number', classification: 'PII' },
      ],
    },
  ],
})

describe('the matches of', () => {
  test('a phrase with a word that is too long for the index are texts that have it', () => {
    const name = 'abcdefghij'.repeat(9)
    const text = `the ${name} total`
    const one = catalogued({ id: 'a', description: { usage: text } })
    expect(matchesOf(parseQuery(`"${name} total"`), one)).toMatchObject([{ pointer: '/description/usage' }])
  })

  test('a word are the first texts that have it, and what stands around it', () => {
    expect(matchesOf(parseQuery('customer'), catalogue)).toEqual([
      {
        pointer: '/description/usage',
        where: 'description',
        snippet:
          '…ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum the customerId of the buyer dolor sit dolor sit dolor sit dolor sit dolor sit dolor sit…',
      },
      { pointer: '/schema/0/description', where: 'field-description', snippet: 'Orders of a customer' },
      { pointer: '/schema/0/properties/0/name', where: 'field', snippet: 'customer_id' },
    ])
  })

  test.each<[string, string[]]>([
    ['customerid', ['/description/usage', '/schema/0/properties/0/name']],
    ['"customerid of"', ['/description/usage']],
    ['"of the buyer"', ['/description/usage']],
    ['e-mail', ['/schema/0/properties/1/name']],
    ['nothing', []],
    [
      'cust* "who orders"',
      [
        '/description/usage',
        '/schema/0/properties/0/description',
        '/schema/0/description',
        '/schema/0/properties/0/name',
      ],
    ],
    [
      'orders',
      ['/id', '/name', '/schema/0/name', '/schema/0/description', '/schema/0/properties/0/description'],
    ],
  ])('%s are in', (q, pointers) => {
    expect(matchesOf(parseQuery(q), catalogue).map(({ pointer }) => pointer)).toEqual(pointers)
  })

  test('several words are of each word some, and as many as are wanted in all', () => {
    const found = matchesOf(parseQuery('orders customer'), catalogue, 3)
    expect(found.map(({ pointer }) => pointer)).toEqual(['/id', '/description/usage', '/name'])
    expect(matchesOf(parseQuery('orders'), catalogue, 0)).toEqual([])
  })

  test('a contract id that the document does not have, have an empty pointer', () => {
    const other = catalogued({ name: 'x' }, 'sales.refunds')
    expect(matchesOf(parseQuery('refunds'), other)).toEqual([
      { pointer: '', where: 'id', snippet: 'sales.refunds' },
    ])
  })

  test('filters for fields are the fields that satisfy all of them', () => {
    const pointers = (filters: FieldFilters) =>
      matchesOf([], catalogue, 10, filterTerms(filters)).map(({ pointer }) => pointer)
    expect(matchesOf([], catalogue, 10, filterTerms({ field_name: ['customerId'] }))).toEqual([
      { pointer: '/schema/0/properties/0', where: 'field', snippet: 'orders.customer_id' },
    ])
    expect(pointers({ field_type: ['string'], classification: ['pii'] })).toEqual(['/schema/0/properties/0'])
    // a version has both, though no field does
    expect(pointers({ field_name: ['email'], classification: ['pii'] })).toEqual([
      '/schema/0/properties/0',
      '/schema/0/properties/1',
      '/schema/0/properties/2',
    ])
    expect(pointers({ classification: ['none such'] })).toEqual([])
    expect(pointers({})).toEqual([])
  })
})

test.each<[FieldFilters, boolean]>([
  [{}, true],
  [{ field_name: ['CUSTOMER-ID'] }, true],
  [{ field_name: ['cust_id_v1'] }, true],
  [{ field_name: ['customer'] }, false],
  [{ field_name: ['no', 'cust*'] }, true],
  [{ field_type: ['varchar', 'int'] }, true],
  [{ field_type: ['Varchar(20)'], classification: ['pii'] }, true],
  [{ field_type: ['string'], classification: ['public'] }, false],
  [{ field_name: ['customerId'], field_type: ['int'] }, false],
])('a field satisfies %j: %s', (filters, satisfied) => {
  const more = { logicalType: 'string', physicalType: 'varchar(20)', classification: 'PII' }
  const field = fieldNamed('customerId', { physicalName: 'CUST_ID_V1', ...more })
  expect(matchesTerms(filterTerms(filters), fieldTermsOf(field))).toBe(satisfied)
})

describe('an excerpt', () => {
  test.each<[string, number, number, string]>([
    ['  short text ', 2, 7, 'short text'],
    [`${'a'.repeat(300)} b`, 0, 300, `${'a'.repeat(158)}…`],
    ['a'.repeat(300), 150, 150, `…${'a'.repeat(158)}…`],
    [`start ${'word '.repeat(100)}`, 0, 5, `start ${'word '.repeat(30)}`.trim().concat('…')],
    [`${'word '.repeat(100)}end`, 500, 503, `…${'word '.repeat(31)}end`],
    ['🙂'.repeat(200), 200, 202, `…${'🙂'.repeat(79)}…`],
  ])('(case %#) is cut between words', (text, start, end, excerpt) => {
    expect(excerptAround(text, { start, end })).toBe(excerpt)
  })

  test('has at most 160 characters of the text, whole words if there are any, and the place it is for', () => {
    const random = new Random(3)
    const parts = ['word ', 'longer ', 'x', '🙂', '\n', 'é', 'antidisestablishmentarianism ', 'z'.repeat(100)]
    for (let count = 0; count < 3000; count++) {
      const text = random.text(parts, 120)
      const start = random.below(text.length)
      const end = Math.min(text.length, start + random.below(20))
      const excerpt = excerptAround(text, { start, end })
      expect(excerpt.length).toBeLessThanOrEqual(160)
      expect(excerpt.isWellFormed()).toBe(true)
      const middle = excerpt.replace(/^…/, '').replace(/…$/, '')
      expect(text).toContain(middle)
      expect(middle).toContain(
        text
          .slice(start, end)
          .replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '')
          .trim(),
      )
    }
  })
})
