import { describe, expect, test } from 'vitest'
import { maxWordTermsLength, termsOf } from '../../../../src/search/catalogue/terms.ts'
import { filterTerms, type SearchFilters } from '../../../../src/search/language/filters.ts'
import { indexedTerms } from '../../../../src/search/language/indexed-terms.ts'
import { parseQuery } from '../../../../src/search/language/query.ts'
import { hasFieldWith, matchesTerms } from '../../../../src/search/language/terms.ts'
import { pairToken } from '../../../../src/search/language/tokens.ts'
import { asClass } from '../../../../src/search/language/units.ts'
import { promptly } from '../../../support/processor-time.ts'
import { catalogued } from '../documents.ts'

const document = {
  id: 'shop.orders',
  name: 'BigQuery Orders',
  status: 'Active ',
  domain: 'Commerce',
  dataProduct: 'Order Book',
  tenant: 'Shop',
  tags: ['gold'],
  team: { name: 'Team Commerce' },
  servers: [{ type: 'postgres' }],
  description: { usage: "For the shop's BigQuery export. Refunds are in orders.refund_id, e-mail too" },
  schema: [
    {
      name: 'orders',
      properties: [
        { name: 'customerId', logicalType: 'string', physicalType: 'VARCHAR(10)', classification: 'PII' },
        { name: 'x', physicalName: 'E_MAIL', logicalType: 'string', tags: ['uid'] },
      ],
    },
  ],
}
const terms = termsOf(catalogued(document))

test('terms are tokens between single blanks', () => {
  expect(terms).toMatch(/^( [a-z0-9]{3,80})+ $/)
})

test('terms are the words of each text with a barrier behind each reading, then the sets of tokens', () => {
  const few = { id: 'a', name: 'aB', tags: ['t u'], schema: [{ name: 'aB', description: 'd aB' }] }
  expect(termsOf(catalogued(few, 'a')).trim().split(' zzz ')).toEqual([
    'wxa',
    'wxa wxb',
    'wxab',
    'wxt wxu',
    'wxd wxa wxb',
    'wxd wxab',
    'kxa txa kxb txb kxab txab kxt kxu tgtz000wu stnone',
    'fnab zzz',
  ])
})

test.each<[SearchFilters, boolean]>([
  [{ field_name: ['customer_id'], field_type: ['varchar'], classification: ['pii'] }, true],
  [{ field_name: ['email', 'customer*'], field_type: ['string'] }, true],
  [{ field_name: ['e_mail'], field_type: ['varchar'] }, false],
  [{ field_name: ['x'], classification: ['pii'] }, false],
  [{ field_type: ['string'], classification: ['public'] }, false],
])('one and the same field satisfies %j: %s', (filters, satisfied) => {
  expect(hasFieldWith(filterTerms(filters), terms)).toBe(satisfied)
})

test('an index has the terms without the barrier, and a token for each pair of neighbouring words', () => {
  expect(indexedTerms(' wxb zzz wxa zzz wxb zzz kxa ')).toBe('wxb wxa kxa')
  const [ab, ba] = [pairToken('wxa', 'wxb'), pairToken('wxb', 'wxa')]
  expect(indexedTerms(' wxa wxb wxa zzz wxc zzz kxa ')).toBe(`wxa ${ab} wxb ${ba} wxc kxa`)
  expect(indexedTerms('  ')).toBe('')
})

test('an index has the first five letters of the names of fields, and looks up longer beginnings as ranges', () => {
  expect(indexedTerms(' fnid zzz fncustomerid zzz ')).toBe(
    'fnid fbi fbid fncustomerid fbc fbcu fbcus fbcust fbcusto',
  )
  const [short] = filterTerms({ field_name: ['Cus*'] })
  expect(short?.alternatives).toEqual([
    {
      terms: [{ text: 'fbcus', isPrefix: false }],
      words: [{ text: 'fncus', isPrefix: true }],
      phrases: [{ tokens: ['fncus'], isPrefix: true }],
      needsOrder: false,
    },
  ])
  const [long] = filterTerms({ field_name: ['customer*', 'cus'] })
  expect(long?.alternatives.map(({ terms }) => terms)).toEqual([
    [{ text: 'fncustomer', isPrefix: true }],
    [{ text: 'fncus', isPrefix: false }],
  ])
})

describe('the query', () => {
  test.each([
    ...['orders', 'ORDERS', 'shop', 'shops', "shop's", 'gold', 'commerce', 'refunds', 'uid', 'customer'],
    ...['customerId', 'customer_id', 'CUSTOMER-ID', 'customerid', 'customer id', '"customer id"', 'cust*'],
    ...['email', 'e-mail', 'E_MAIL', 'mail', 'refundid', 'refund', 'orders.refund_id', 'bigquery', 'bigq*'],
    ...['"bigquery export"', '"BigQuery EXPORT"', '"big query export"', '"shop\'s bigquery"', '"for the"'],
    ...['"export refunds are"', 'orders refunds', 'customerI*', 'r*', 'shop.orders', 'shopOrders'],
  ])('%s finds the contract', q => {
    expect(matchesTerms(parseQuery(q), terms)).toBe(true)
  })

  test.each([
    ...['order', 'postgres', 'book', 'string', 'pii', 'custom', 'ustomer', 'ustom*', 'orders nothing'],
    ...[
      '"orders refunds"',
      '"gold team"',
      '"too orders"',
      '"customer bigquery"',
      '"shop orders for"',
      'wx',
      'zzz',
    ],
    ...['"big query orders for"', 'customer_i', 'xcustomer', 'active'],
  ])('%s does not', q => {
    expect(matchesTerms(parseQuery(q), terms)).toBe(false)
  })

  test.each<[string, boolean, boolean]>([
    ['orders', true, true],
    ['bigquery', true, true],
    ['shop.orders', true, true],
    ['commerce', true, false],
    ['customerId', true, false],
    ['cust*', true, false],
    ['refunds', false, false],
    ['orders refunds', false, false],
  ])('%s is among the keywords: %s, and in the title: %s', (q, inKeywords, inTitle) => {
    const units = parseQuery(q)
    const isIn = (kind: 'kx' | 'tx') => {
      return matchesTerms(
        units.map(unit => asClass(unit, kind)),
        terms,
      )
    }
    expect([isIn('kx'), isIn('tx')]).toEqual([inKeywords, inTitle])
  })
})

describe('the filter', () => {
  test.each<[SearchFilters, boolean]>([
    [{ field_name: ['customer_id'] }, true],
    [{ field_name: ['email'] }, true],
    [{ field_name: ['Orders'] }, true],
    [{ field_name: ['customer'] }, false],
    [{ field_name: ['customer*'] }, true],
    [{ field_name: ['id'] }, false],
    [{ field_name: ['nothing', 'X'] }, true],
    [{ field_type: ['varchar'] }, true],
    [{ field_type: ['varchar (10)'] }, true],
    [{ field_type: ['varchar(1)'] }, false],
    [{ field_type: ['STRING'] }, true],
    [{ classification: ['pii'] }, true],
    [{ owner: ['team commerce'] }, true],
    [{ owner: ['team'] }, false],
    [{ domain: ['commerce'] }, true],
    [{ data_product: ['order  BOOK'] }, true],
    [{ tag: ['Gold'] }, true],
    [{ tag: ['uid'] }, true],
    [{ tag: ['go'] }, false],
    [{ status: ['active'] }, true],
    [{ status: ['none'] }, false],
    [{ status: ['draft', 'active'] }, true],
    [{ server_type: ['postgres'] }, true],
    [{ tenant: ['shop'] }, true],
    [{ domain: ['commerce'], status: ['draft'] }, false],
    [{ domain: ['commerce'], status: ['active'], field_name: ['cust*'] }, true],
    [{}, true],
  ])('%j is satisfied: %s', (filters, satisfied) => {
    expect(matchesTerms(filterTerms(filters), terms)).toBe(satisfied)
  })

  test('status=none finds what has no status', () => {
    for (const status of [undefined, '', ' ', null])
      expect(matchesTerms(filterTerms({ status: ['none'] }), termsOf(catalogued({ status })))).toBe(true)
  })

  test('tells long values apart', () => {
    const owner = 'Département très long '.repeat(10)
    const long = termsOf(catalogued({ team: { name: `${owner}A` } }))
    expect(matchesTerms(filterTerms({ owner: [`${owner.toUpperCase()}a`] }), long)).toBe(true)
    expect(matchesTerms(filterTerms({ owner: [`${owner}B`] }), long)).toBe(false)
    expect(matchesTerms(filterTerms({ owner: [owner] }), long)).toBe(false)
  })
})

describe('of a giant document', () => {
  const word = (number: number) =>
    `${'abcdefghijklmnopqrstuvwxy'[number % 25]}word${(number * 7919) % 50_000}`
  const properties = Array.from({ length: 9000 }, (_, field) => ({
    name: `${word(field)}_${word(field + 3)}Id`,
    logicalType: 'string',
    physicalType: 'varchar(10)',
    description: `${Array.from({ length: 12 }, (_, at) => word(field * 12 + at)).join(' ')} the customer-id`,
  }))

  test('with 2 MB of names and descriptions the terms are made in about half a second', () => {
    const giant = { id: 'a', schema: [{ name: 'orders', properties }] }
    expect(JSON.stringify(giant).length).toBeGreaterThan(2_000_000)
    const made = promptly(() => termsOf(catalogued(giant)))
    expect(matchesTerms(parseQuery('"the customer id"'), made)).toBe(true)
    expect(matchesTerms(filterTerms({ field_name: [`${word(8999)}*`] }), made)).toBe(true)
  })

  test.each([
    '顧',
    'ﷺ',
    'aB',
    'a_b.',
    'é ',
    'x',
    '🙂',
    '\u0301',
    '𝒳',
  ])('made of nothing but %s the terms have their limit, and the fields are found', text => {
    const usage = text.repeat(2_000_000 / text.length)
    const giant = { id: 'a', description: { usage }, schema: [{ name: 'orders' }] }
    const made = termsOf(catalogued(giant, 'a'))
    expect(made.length).toBeLessThan(maxWordTermsLength + 1000)
    expect(matchesTerms(parseQuery('orders'), made)).toBe(true)
  })
})
