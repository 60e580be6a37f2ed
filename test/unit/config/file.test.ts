import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../../src/config/errors.ts'
import { databaseOf } from '../../../src/config/sections/contract-store.ts'
import { keysOf, load, loadAt, problems, withStore } from './support.ts'

const at = (line: number, column: number) => `dc43-service-backends.toml:${line}:${column}:`
const storeKeys = keysOf.contract_store.join(', ')
const serverKeys = keysOf.server.join(', ')
const sectionList = '[contract_store], [auth], [server], [policy], [test_runs], [validation]'

describe('names nobody knows are errors', () => {
  test.each([
    [
      '[server]\nprot = 1',
      `${at(4, 1)} server.prot is not a known key; did you mean port? Known: ${serverKeys}`,
    ],
    [
      'tabel = "x"',
      `${at(3, 1)} contract_store.tabel is not a known key; did you mean table? Known: ${storeKeys}`,
    ],
    [
      '[auth]\npassword = "x"',
      `${at(4, 1)} auth.password is not a known key; known: token, tokens, oidc, anonymous`,
    ],
    ['[server]\n"a b" = 1', `${at(4, 1)} server."a b" is not a known key; known: ${serverKeys}`],
    ['[server]\n"a\\nb" = 1', `${at(4, 1)} server."a\\nb" is not a known key; known: ${serverKeys}`],
    ['[server]\n"" = 1', `${at(4, 1)} server."" is not a known key; known: ${serverKeys}`],
    ['[server]\n__proto__ = 1', `${at(4, 1)} server.__proto__ is not a known key; known: ${serverKeys}`],
    ['[server]\nconstructor = 1', `${at(4, 1)} server.constructor is not a known key; known: ${serverKeys}`],
    ['[server.tls]\nkey = "x"', `${at(3, 2)} server.tls is not a known key; known: ${serverKeys}`],
    [
      '[serverr]\nport = 1',
      `${at(3, 2)} [serverr] is not a known section; did you mean [server]? Known: ${sectionList}`,
    ],
    ['[database]\nurl = 1', `${at(3, 2)} [database] is not a known section; known: ${sectionList}`],
    ['[__proto__]\nport = 1', `${at(3, 2)} [__proto__] is not a known section; known: ${sectionList}`],
    ['[constructor]', `${at(3, 2)} [constructor] is not a known section; known: ${sectionList}`],
    ['[a.b.c]', `${at(3, 2)} [a] is not a known section; known: ${sectionList}`],
  ])('%j', (text, problem) => {
    expect(problems(withStore(text))).toEqual([problem])
  })

  test.each([
    [
      'port = 1',
      `${at(1, 1)} port stands outside of every section; did you mean port in [server]? Known: ${sectionList}`,
    ],
    [
      'dsn = "x"',
      `${at(1, 1)} dsn stands outside of every section; did you mean dsn in [contract_store]? Known: ${sectionList}`,
    ],
    ['__proto__ = 1', `${at(1, 1)} __proto__ stands outside of every section; known: ${sectionList}`],
    ['server = "x"', `${at(1, 1)} server is a string; expected a section, written [server]`],
    ['auth = 3', `${at(1, 1)} auth is an integer; expected a section, written [auth]`],
    ['server = 1979-05-27', `${at(1, 1)} server is a date or time; expected a section, written [server]`],
    ['governance = true', `${at(1, 1)} governance is a boolean; expected a section, written [governance]`],
    ['[[server]]\nport = 1', `${at(1, 3)} server is an array; expected a section, written [server]`],
    [
      'server.prot = 1',
      `${at(1, 1)} server.prot is not a known key; did you mean port? Known: ${serverKeys}`,
    ],
    [
      'server = { prot = 1 }',
      `${at(1, 12)} server.prot is not a known key; did you mean port? Known: ${serverKeys}`,
    ],
  ])('outside of sections: %j', (text, problem) => {
    expect(problems(`${text}\n`, { DC43_CONTRACT_STORE_DSN: 'sqlite://' })).toEqual([problem])
  })

  test.each([
    'contract_store = { dsn = "sqlite://" }',
    'contract_store.dsn = "sqlite://"',
    '"contract_store"."dsn" = \'sqlite://\'',
  ])('a section may be written in any way of TOML: %s', text => {
    const loaded = load(text)
    expect(databaseOf(loaded.config.contractStore)).toEqual({
      dialect: 'sqlite',
      file: undefined,
      options: {},
    })
    expect(loaded.origins.get('contract_store.dsn')).toMatchObject({ kind: 'file' })
  })
})

test('all problems are reported together, a line each, from the top of the file to its bottom, then variables', () => {
  const text = `[server]
port = "abc"
prot = 1
[contract_store]
log_sql = "maybe"
dsn = "oracle://x"
table = "1"
[nonsense]
[auth]
token = " "`
  const env = { DC43_SERVER_LOG_LEVEL: 'loud', DC43_SERVER_PROT: '1' }
  const error = expectError(text, env)
  expect(error.problems.map(problem => problem.slice(0, problem.indexOf(': ')))).toEqual([
    ...['2:8', '3:1', '5:11', '6:7', '7:9', '8:2', '10:9'].map(
      place => `dc43-service-backends.toml:${place}`,
    ),
    'variable DC43_SERVER_PROT',
    'variable DC43_SERVER_LOG_LEVEL',
  ])
  expect(error.message.split('\n')).toEqual(error.problems)
})

describe('sections of other parts of dc43', () => {
  test('are accepted with one warning that lists them', () => {
    const text = withStore(`
[data_product]
type = "memory"
[data_product_store]
[data_quality]
type = "local"
[data_quality.engines.native]
type = "builtin"
[governance]
[governance.policy]
x = 1
[governance_store]
type = 3
[unity_catalog]
enabled = false`)
    expect(load(text).warnings).toEqual([
      'dc43-service-backends.toml: this service does not use [data_product], [data_product_store], [data_quality], [governance], [governance_store], [unity_catalog]; they belong to other parts of dc43',
    ])
  })

  test('are not warned of when there are none', () => {
    expect(load(withStore('')).warnings).toEqual([])
  })
})

describe('the file in messages', () => {
  test('is shown relative to the working directory when it is below it, and in full otherwise', () => {
    expect(loadAt('conf/x.toml', withStore('x = 1'), 'here')).toMatch(/^conf\/x\.toml:3:1: /)
    expect(loadAt('conf/x.toml', withStore('x = 1'), 'elsewhere')).toMatch(/^\/.+\/conf\/x\.toml:3:1: /)
  })
})

function expectError(text: string, env: Record<string, string>): ConfigError {
  try {
    load(text, env)
  } catch (error) {
    if (error instanceof ConfigError) return error
  }
  return expect.unreachable('loading succeeds')
}
