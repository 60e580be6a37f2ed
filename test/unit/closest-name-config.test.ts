import { describe, expect, test } from 'vitest'
import { closest } from '../../../src/config/closest.ts'

const names = ['host', 'port', 'body_limit', 'trusted_proxies', 'log_level', 'dsn']

describe('closest', () => {
  test.each([
    ['prot', 'port'],
    ['hots', 'host'],
    ['dns', 'dsn'],
    ['DSN', 'dsn'],
    ['bodyLimit', 'body_limit'],
    ['body-limit', 'body_limit'],
    ['loglevel', 'log_level'],
    ['trustd_proxy', 'trusted_proxies'],
    ['port', 'port'],
  ])('%s is taken for %s', (typed, meant) => {
    expect(closest(typed, names)).toBe(meant)
  })

  test.each([['x'], ['url'], ['timeout'], [''], ['completely_else']])('%j is near to nothing', typed => {
    expect(closest(typed, names)).toBeUndefined()
  })

  test('nothing is near when there are no candidates', () => {
    expect(closest('port', [])).toBeUndefined()
  })
})
