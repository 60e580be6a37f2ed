import { expect, test } from 'vitest'
import { problemIn } from '../support/problem.ts'
import { Random } from '../support/random.ts'
import { get, publish } from '../support/requests.ts'
import { searchCorpus } from '../support/search-corpus.ts'
import { testApp } from '../support/test-app.ts'

const pieces = [
  ...[
    'order',
    'customer',
    'email*',
    'cust',
    'GRÖSSE',
    'ﬁ',
    'naïve',
    '顧客',
    'ไทย',
    '😀',
    'é',
    '\u0301',
    'ß',
    'İ',
    'z',
  ],
  ...[
    '"',
    '*',
    '\\',
    "'",
    '%',
    '_',
    '[',
    ']',
    '(',
    ')',
    ':',
    '^',
    '-',
    '+',
    '~',
    '@',
    '<',
    '>',
    '{',
    '}',
    '$',
    '&',
    '|',
  ],
  ...[' ', '  ', '\t', '\n', '\r', '\0', '\u00a0', '\u202e', '\ud800', '\udfff', '\ufeff', '\uffff'],
  ...[
    `' OR 1=1 --`,
    '; drop table contracts',
    'NEAR(a b)',
    'AND',
    'OR NOT',
    '{latest} : a',
    '$1',
    '@par0',
    '?',
    ':q',
  ],
  ...[
    'aB-c.d',
    'a'.repeat(300),
    'x1y2',
    '2026-03-31T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '0',
    '1',
    '-1',
    '1e9',
    'null',
  ],
]
const names = [
  ...[
    'q',
    'field_name',
    'field_type',
    'classification',
    'owner',
    'domain',
    'data_product',
    'tag',
    'status',
    'server_type',
  ],
  ...[
    'tenant',
    'updated_after',
    'updated_before',
    'versions',
    'sort',
    'facets',
    'format',
    'limit',
    'offset',
    'cursor',
  ],
  ...['expand', 'name', 'type', 'unknown', '__proto__', 'q[]', ''],
]
const usual: Record<string, string[]> = {
  versions: ['latest', 'all'],
  sort: ['relevance', 'updated', 'name', 'id'],
  facets: ['status', 'status,tag', 'owner,domain'],
  format: ['json', 'ndjson'],
  limit: ['1', '5', '200'],
  offset: ['0', '3', '999999999999999'],
  expand: ['summary', 'document'],
  updated_after: ['2026-03-31T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59'],
  updated_before: ['2026-03-31T00:00:00Z', '0000-01-01T00:00:00+23:59'],
  status: ['draft', 'active,none', '*'],
}

test('5,000 random requests are answered or refused, and never with 5xx', async () => {
  const app = await testApp()
  for (const { contractId, version, json } of searchCorpus(25))
    await publish(app, contractId, version, JSON.parse(json))
  const random = new Random(5)
  const cursors = ['x', '']
  const value = (name: string) => {
    const choices = Object.hasOwn(usual, name) ? usual[name] : undefined
    if (choices && random.below(5) > 0) return random.of(choices)
    if (name === 'cursor') return mangled(random, random.of(cursors))
    return random.text(pieces, random.below(20) === 0 ? 200 : 6)
  }
  const statuses = new Map<number, number>()
  for (let turn = 0; turn < 5000; turn++) {
    const parameters = Array.from({ length: 1 + random.below(5) }, () => {
      const name = random.below(3) === 0 ? 'q' : random.of(names)
      const encoded = encodeURIComponent(value(name).toWellFormed())
      // half of what is encoded is broken, and some is not encoded at all
      return `${encodeURIComponent(name)}=${random.below(10) === 0 ? encoded.replaceAll('%C3', '%') : encoded}`
    })
    const url = `/${random.of(['search', 'contracts', 'fields'])}?${parameters.join('&')}`
    const answer = await get(app, url)
    statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
    expect([200, 400], `${turn}: ${url}\n${answer.body}`).toContain(answer.statusCode)
    if (answer.statusCode === 400) expect(problemIn(answer).code, url).toBe('invalid-request')
    const next = /cursor=([\w-]+)>/.exec(String(answer.headers.link ?? ''))?.[1]
    if (next) cursors.push(next)
  }
  // both are common, or little was tried
  expect(statuses.get(200)).toBeGreaterThan(500)
  expect(statuses.get(400)).toBeGreaterThan(500)
})

/** A cursor, or one of which something was changed. */
function mangled(random: Random, cursor: string): string {
  if (random.below(2) === 0) return cursor
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  const at = random.below(text.length + 1)
  const changed =
    text.slice(0, at) +
    random.of(['"', '1', '\0', ',', '-', 'e9', '\\u0000', '\\ud800', '[]']) +
    text.slice(at + 1)
  return Buffer.from(changed, 'latin1').toString('base64url')
}
