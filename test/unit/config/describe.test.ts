import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeConfig } from '../../../src/config/describe.ts'
import { loadConfig, problemAt } from '../../../src/config/load.ts'
import { fileName, load, workingDirectory } from './support.ts'

const text = `[contract_store]
dsn = "postgresql://u:hunter2@h/d"   # a comment
table = "t"

[governance]
[server]
trusted_proxies = ["10.0.0.0/8", "::1"]
`

describe('describeConfig', () => {
  test('shows each value with its origin, aligned, secrets masked, warnings last', () => {
    const cwd = workingDirectory(text)
    const env = { DC43_BACKEND_TOKEN: 'hunter2', DC43_SERVER_BODY_LIMIT: '1 MB' }
    expect(describeConfig(loadConfig({ env, cwd })).split('\n')).toEqual([
      `configuration file: ${join(cwd, fileName)}`,
      'contract_store.type      sql                    (dc43-service-backends.toml:2)',
      'contract_store.dsn       postgres://u:***@h/d   (dc43-service-backends.toml:2)',
      'contract_store.table     t                      (dc43-service-backends.toml:3)',
      'contract_store.schema    (not set)',
      'contract_store.log_sql   false                  (default)',
      'auth.token               ***                    (variable DC43_BACKEND_TOKEN)',
      'server.host              0.0.0.0                (default)',
      'server.port              8001                   (default)',
      'server.body_limit        1000000 B              (variable DC43_SERVER_BODY_LIMIT)',
      'server.trusted_proxies   10.0.0.0/8, ::1        (dc43-service-backends.toml:7)',
      'server.log_level         info                   (default)',
      'warning: dc43-service-backends.toml: this service does not use [governance]; they belong to other parts of dc43',
    ])
  })

  test('says when there is no file, and that authentication is off', () => {
    const lines = describeConfig(load(undefined, { DC43_CONTRACT_STORE_DSN: 'sqlite://' })).split('\n')
    expect(lines[0]).toBe('configuration file: none (no dc43-service-backends.toml in the working directory)')
    expect(lines).toContain('auth.token               (not set: authentication is off)')
    expect(lines).toContain('server.trusted_proxies   none        (default)')
    expect(lines).toContain('server.body_limit        8 MiB       (default)')
  })
})

describe('origins', () => {
  test('are known for every key', () => {
    const { origins } = load(text)
    expect([...origins.keys()]).toEqual([
      'contract_store.type',
      'contract_store.dsn',
      'contract_store.table',
      'contract_store.schema',
      'contract_store.log_sql',
      'auth.token',
      'server.host',
      'server.port',
      'server.body_limit',
      'server.trusted_proxies',
      'server.log_level',
    ])
    expect(origins.get('server.port')).toEqual({ kind: 'default' })
  })

  test('tell the line and column in the file', () => {
    const origin = load(text).origins.get('contract_store.dsn')
    expect(origin).toMatchObject({ kind: 'file', path: fileName })
    expect(origin?.kind === 'file' && origin.position()).toEqual({ line: 2, column: 7 })
  })

  test('tell the place of a value in an inline table, a dotted key and behind a multi-line string', () => {
    const odd = `server = { log_level = "info", port = 1 }\ncontract_store.table = '''\nt'''\ncontract_store.dsn = "sqlite://"`
    const { origins } = load(odd)
    const places = ['server.port', 'contract_store.table', 'contract_store.dsn'].map(key => {
      const origin = origins.get(key)
      return origin?.kind === 'file' ? origin.position() : undefined
    })
    expect(places).toEqual([
      { line: 1, column: 39 },
      { line: 2, column: 24 },
      { line: 4, column: 22 },
    ])
  })
})

describe('problemAt', () => {
  const message = 'the directory /data does not exist'

  test('names the place in the file', () => {
    expect(problemAt(load(text), 'contract_store.dsn', message).message).toBe(
      `${fileName}:2:7: contract_store.dsn: ${message}`,
    )
  })

  test('names the variable', () => {
    const loaded = load(text, { DC43_CONTRACT_STORE_DSN: 'sqlite:////data/x.db' })
    expect(problemAt(loaded, 'contract_store.dsn', message).message).toBe(
      `variable DC43_CONTRACT_STORE_DSN: contract_store.dsn: ${message}`,
    )
  })

  test('names only the key of a default, or of a key nobody knows', () => {
    expect(problemAt(load(text), 'server.port', 'is taken').message).toBe('server.port: is taken')
    expect(problemAt(load(text), 'x.y', 'is wrong').message).toBe('x.y: is wrong')
  })
})
