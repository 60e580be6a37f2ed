import { describe, expect, test } from 'vitest'
import { foldCase, plainText } from '../../../../src/search/language/fold.ts'
import { chunksOf, compactKeyOf, keyOf, readingsOf, wordsOf } from '../../../../src/search/language/words.ts'

describe('the words of', () => {
  test.each<[string, string[][]]>([
    ['customerId', [['customer', 'id']]],
    ['customer_id', [['customer', 'id']]],
    ['CUSTOMER-ID', [['customer', 'id']]],
    ['CustomerID', [['customer', 'id']]],
    ['customerid', [['customerid']]],
    ['HTTPServer', [['http', 'server']]],
    ['parseHTTPRequest', [['parse', 'http', 'request']]],
    ['address2', [['address2']]],
    ['address2Line', [['address2', 'line']]],
    ['ADDRESS2LINE', [['address2line']]],
    ['S3Bucket', [['s3', 'bucket']]],
    ['MD5SUM v2API 3D', [['md5sum'], ['v2api'], ['3d']]],
    ['userIDs', [['user', 'i', 'ds']]],
    ['sales.orders/v1', [['sales', 'orders', 'v1']]],
    ['  one\ttwo\r\nthree\u00a0four\u3000five ', [['one'], ['two'], ['three'], ['four'], ['five']]],
    ['(one), two; -- & "three"…', [['one'], ['two'], ['three']]],
    ["don't", [['don', 't']]],
    ['C++ C#', [['c'], ['c']]],
    ['', []],
    [' \n ', []],
    ['🙂 *** _ \ud800', []],
  ])('%j', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  test.each<[string, string[][]]>([
    ['Größe GRÖSSE grösse', [['grosse'], ['grosse'], ['grosse']]],
    ['Straße STRASSE STRAẞE', [['strasse'], ['strasse'], ['strasse']]],
    ['café cafe\u0301 CAFÉ', [['cafe'], ['cafe'], ['cafe']]],
    ['ΟΔΟΣ οδός οδοσ', [['οδοσ'], ['οδοσ'], ['οδοσ']]],
    ['İstanbul istanbul ISTANBUL', [['istanbul'], ['istanbul'], ['istanbul']]],
    ['ДомАдрес', [['дом', 'адрес']]],
    ['ÉtatCivil', [['etat', 'civil']]],
    ['ﬁne ｗｉｄｅ ①', [['fine'], ['wide'], ['1']]],
    ['½', [['1', '2']]],
    ['한국어 한국어', [['한국어'], ['한국어']]],
    ['हिन्दी', [['हिन्दी']]],
    ['שָׁלוֹם مُحَمَّد', [['שלום'], ['محمد']]],
  ])('%s are folded', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  test.each<[string, string[][]]>([
    ['顧客データ', [['顧', '客', 'デ', 'ー', 'タ']]],
    ['顧客ID一覧', [['顧', '客', 'id', '一', '覧']]],
    ['ﾃﾞ', [['デ']]],
    ['がか', [['が', 'か']]],
    ['ไทย', [['ไ', 'ท', 'ย']]],
  ])('%s, which has no blanks between words, are its characters', (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  test('a chunk of more than 1,000 characters are those of several chunks', () => {
    expect(wordsOf('x'.repeat(2001))).toEqual([['x'.repeat(1000)], ['x'.repeat(1000)], ['x']])
    expect(wordsOf('𝒳'.repeat(1001))).toEqual([['x'.repeat(1000)], ['x']])
  })
})

test('to fold is done once: no character changes when it is folded again, and its two cases are folded alike', () => {
  const fold = (text: string) => foldCase(plainText(text))
  // beyond the first two planes nothing has case or accents
  for (let code = 0; code <= 0x1ffff; code++) {
    const character = String.fromCodePoint(code)
    const folded = fold(character)
    if (fold(folded) !== folded) expect.fail(`U+${code.toString(16)}`)
    // the upper case of a Greek letter with an iota below has that iota beside it
    if (/[\u0345\u1f80-\u1fff]/.test(character)) continue
    if (fold(character.toUpperCase()) !== folded) expect.fail(`upper case of U+${code.toString(16)}`)
    if (fold(character.toLowerCase()) !== folded) expect.fail(`lower case of U+${code.toString(16)}`)
  }
})

test('a chunk knows where it stands', () => {
  const text = ' 🙂 naïve  (customerId)\n'
  expect(chunksOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['naïve', '(customerId)'])
})

describe('the readings of', () => {
  const readings = (text: string) => readingsOf(chunksOf(text)).map(({ words }) => words.join(' '))

  test.each<[string, string[]]>([
    ['plain words', ['plain words']],
    ['BigQuery export', ['big query export', 'bigquery export']],
    ['customer_id here', ['customer id here', 'customerid here']],
    ["don't e-mail", ['don t e mail', 'dont email']],
    ['orders.id', ['orders id', 'ordersid']],
    [
      'see sales.customer_idType now',
      [
        'see sales customer id type now',
        'see sales customer idtype now',
        'see sales customeridtype now',
        'see salescustomeridtype now',
      ],
    ],
    ['顧客ID', ['顧 客 id']],
    ['顧-客_userId', ['顧 客 user id', '顧 客 userid']],
    ['a.b.c.d.e.f.g.h', ['a b c d e f g h', 'abcdefgh']],
    ['a.b.c.d.e.f.g.h.i', ['a b c d e f g h i', 'a b c d e f g h i']],
    ['', ['']],
  ])('%s', (text, wanted) => {
    expect(readings(text)).toEqual(wanted)
  })

  test('words know their chunks', () => {
    const [first, second] = readingsOf(chunksOf('a userId b'))
    expect(first?.chunks).toEqual([0, 1, 1, 2])
    expect(second?.chunks).toEqual([0, 1, 2])
  })
})

describe('a key', () => {
  test.each([
    ['  Team\tCommerce \n', 'team commerce'],
    ['TEAM  COMMERCE', 'team commerce'],
    ['Équipe-B', 'equipe-b'],
    ['a_b', 'a_b'],
    ['', ''],
  ])('of %j is %j', (text, key) => {
    expect(keyOf(text)).toBe(key)
  })

  test.each([
    ['customer_id', 'customerid'],
    ['customerId', 'customerid'],
    ['CUSTOMER-ID', 'customerid'],
    ['Customer ID', 'customerid'],
    ['Größe', 'grosse'],
    ['$', '$'],
    ['_', '_'],
  ])('of the field name %j is %j', (name, key) => {
    expect(compactKeyOf(name)).toBe(key)
  })
})

test('the chunks of a text in ASCII are those which it has beside another text', () => {
  const characters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
  const texts = characters.map(one => `${one}Ab${one}${one}cd2${one}`)
  texts.push('a'.repeat(2001), `Id ${'B_c'.repeat(700)} x`, '', ' \t\n', 'Z', 'z9 Zz')
  for (const text of texts) expect(chunksOf(text), text).toEqual(chunksOf(`${text} \u{1f642}`))
})
