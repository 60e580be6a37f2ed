import { describe, expect, test } from 'vitest'
import {
  contractIdFault,
  maxContractIdLength,
  maxVersionLength,
  versionFault,
} from '../../../src/domain/identity.ts'

describe('a contract id', () => {
  test.each([
    ...[
      'a',
      '0',
      'sales.orders',
      'Orders',
      'a-b_c.d',
      'urn:datacontract:sales:orders',
      'a:b',
      'a+b',
      'a b',
      'a  b',
    ],
    ...[
      '50%',
      '%',
      'a%2Fb',
      'a/b',
      '/a',
      'a/',
      'a\\b',
      'été',
      'e\u0301',
      '注文',
      '😀',
      '\u{10ffff}',
      '...',
      '.a',
      'a..',
      '-',
      '_',
    ],
    ...[
      'a?b',
      'a#b',
      'a;b',
      'a=b',
      'a&b',
      "a'b",
      'a"b',
      '<a>',
      'a|b',
      '*',
      '~',
      '{}',
      '[]',
      '^',
      '`',
      '$',
      '@',
      '!',
      ',',
      '()',
    ],
    ...[
      'datasets',
      'link',
      'versions',
      'latest',
      'constructor',
      '__proto__',
      'null',
      'a\u00a0b',
      'a\u200bb',
      'a\uffffb',
    ],
    ...['x'.repeat(255), 'é'.repeat(255), '😀'.repeat(127)],
  ])('may be %j', id => {
    expect(contractIdFault(id)).toBeUndefined()
  })

  test.each([
    ['', /empty/],
    ['x'.repeat(256), /256 characters.*255/],
    ['😀'.repeat(128), /256 characters.*255/],
    ['x'.repeat(1_000_000), /1000000 characters.*255/],
    ['a\0', /U\+0000/],
    ['a\nb', /U\+000A/],
    ['a\r\nX-Header: b', /U\+000D/],
    ['\tb', /U\+0009/],
    ['a\u001bb', /U\+001B/],
    ['a\u007fb', /U\+007F/],
    ['a\u0085b', /U\+0085/],
    ['a\u009fb', /U\+009F/],
    ['a\u2028b', /U\+2028/],
    ['a\u2029b', /U\+2029/],
    ['a\ud800', /surrogate/],
    ['\udc00a', /surrogate/],
    ['\ude00\ud83d', /surrogate/],
    [' ', /white space/],
    [' a', /white space/],
    ['a ', /white space/],
    ['\u00a0a', /white space/],
    ['a\u3000', /white space/],
    ['\ufeffa', /white space/],
    ['.', /directory/],
    ['..', /directory/],
  ])('may not be %j', (id, why) => {
    expect(contractIdFault(id)).toMatch(why)
    expect(contractIdFault(id)).toMatch(/^the contract id /)
    expect(contractIdFault(id)?.length).toBeLessThan(200)
  })
})

describe('a version', () => {
  test.each([
    '1.0.0',
    '1',
    'v1',
    'banana',
    '1.0.0+build.5',
    '2024-01-01',
    'été',
    '1 0',
    'a/b',
    'x'.repeat(128),
  ])('may be %j', version => {
    expect(versionFault(version)).toBeUndefined()
  })

  test.each(['', 'x'.repeat(129), '.', '..', '1.0\n', ' 1', '1\0', '\ud800'])('may not be %j', version => {
    expect(versionFault(version)).toMatch(/^the version /)
  })
})

test('a version name of dc43 with everything in it fits', () => {
  const draft =
    '1.1.0-draft-2024-01-01T00-00-00Z-table-catalog-schema-orders-etl-orders-daily-job-20261120T151610602860Z-2e89bc15'
  expect(versionFault(draft)).toBeUndefined()
})

test('the limits are those of the database columns', () => {
  expect([maxContractIdLength, maxVersionLength]).toEqual([255, 128])
})
