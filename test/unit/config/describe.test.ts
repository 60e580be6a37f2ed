import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeConfig } from '../../../src/config/describe.ts'
import { keys } from '../../../src/config/keys.ts'
import { loadConfig, problemAt } from '../../../src/config/load.ts'
import { fileName, keyNames, load, workingDirectory } from './support.ts'

const text = `[contract_store]
dsn = "postgresql://u:hunter2@h/d"   # a comment
table = "t"
pool_size = 25

[governance]
[server]
trusted_proxies = ["10.0.0.0/8", "::1"]
[policy]
approved_statuses = []
[policy.transitions]
Draft = ["Review", "active"]
retired = []
`

/** A line of the output without its alignment. */
const cellsOf = (line: string) => line.split(/ {3,}/)

describe('describeConfig', () => {
  test('shows each value with its origin, secrets masked, warnings last', () => {
    const cwd = workingDirectory(text)
    const env = {
      DC43_BACKEND_TOKEN: 'hunter2',
      DC43_SERVER_BODY_LIMIT: '1 MB',
      DC43_CONTRACT_STORE_QUEUE_TIMEOUT: '0.5',
      DC43_CONTRACT_STORE_STATUS_FILTER: 'Active,None',
    }
    const [file, ...lines] = describeConfig(loadConfig({ env, cwd })).split('\n')
    const warning = lines.pop()
    expect(file).toBe(`configuration file: ${join(cwd, fileName)}`)
    expect(lines.map(cellsOf)).toEqual([
      ['contract_store.type', 'sql', `(${fileName}:2)`],
      ['contract_store.dsn', 'postgres://u:***@h/d', `(${fileName}:2)`],
      ['contract_store.username', '(not set: the user of the DSN)'],
      ['contract_store.password', '(not set: the password of the DSN)'],
      ['contract_store.table', 't', `(${fileName}:3)`],
      ['contract_store.schema', '(not set)'],
      ['contract_store.log_sql', 'false', '(default)'],
      ['contract_store.status_filter', 'active, none', '(variable DC43_CONTRACT_STORE_STATUS_FILTER)'],
      ['contract_store.pool_size', '25', `(${fileName}:4)`],
      ['contract_store.queue_timeout', '0.5', '(variable DC43_CONTRACT_STORE_QUEUE_TIMEOUT)'],
      ['contract_store.connect_timeout', '5', '(default)'],
      ['contract_store.statement_timeout', '30', '(default)'],
      ['contract_store.idle_timeout', '60', '(default)'],
      ['contract_store.start_timeout', '60', '(default)'],
      ['contract_store.reconcile_interval', '30', '(default)'],
      ['contract_store.application_name', 'dc43-registry', '(default)'],
      ['contract_store.identity', '(not set: the password of the DSN)'],
      ['auth.token', '***', '(variable DC43_BACKEND_TOKEN)'],
      ['auth.tokens', '(not set)'],
      ['auth.oidc', '(not set)'],
      [
        'auth.anonymous',
        '(not set: none; all, which turns authentication off, while there is no other key of [auth])',
      ],
      ['server.host', '127.0.0.1', '(default)'],
      ['server.port', '8001', '(default)'],
      ['server.body_limit', '1000000 B', '(variable DC43_SERVER_BODY_LIMIT)'],
      ['server.trusted_proxies', '10.0.0.0/8, ::1', `(${fileName}:8)`],
      ['server.log_level', 'info', '(default)'],
      ['server.request_log', 'true', '(default)'],
      ['server.metrics', 'true', '(default)'],
      ['server.drain_delay', '2', '(default)'],
      ['server.shutdown_grace', '20', '(default)'],
      ['server.cors_origins', 'none', '(default)'],
      ['server.header_limit', '16 KiB', '(default)'],
      ['server.headers_timeout', '10', '(default)'],
      ['server.request_timeout', '60', '(default)'],
      ['server.keep_alive_timeout', '75', '(default)'],
      ['server.max_connections', '2000', '(default)'],
      ['server.max_requests', '1000', '(default)'],
      ['server.body_memory', '32 MiB', '(default)'],
      ['server.rate_limit', '0', '(default)'],
      ['server.rate_burst', '50', '(default)'],
      ['policy.overwrite', 'unless-approved', '(default)'],
      ['policy.approved_statuses', '(no status)', `(${fileName}:10)`],
      ['policy.version_order', 'any', '(default)'],
      ['policy.transitions', 'draft>review,active; retired>', `(${fileName}:11)`],
      ['policy.strict_statuses', 'false', '(default)'],
      ['policy.require_if_match', 'false', '(default)'],
      ['policy.compatibility', 'none', '(default)'],
      ['policy.compatibility_against', 'previous', '(default)'],
      ['policy.on_breaking', 'major', '(default)'],
      ['policy.on_small_bump', 'report', '(default)'],
      ['policy.rules', 'none', '(default)'],
      ['policy.contracts', 'none', '(default)'],
      ['test_runs.keep_days', '400', '(default)'],
      ['test_runs.keep_report_days', '90', '(default)'],
      ['test_runs.keep_last', '20', '(default)'],
      ['test_runs.samples', 'drop', '(default)'],
      ['validation.mode', 'report', '(default)'],
      ['validation.enforce_statuses', '(not set: every status)'],
      ['validation.overlay', '(not set: the official schemas only)'],
      ['validation.rules', '(as they are)', '(default)'],
    ])
    expect(warning).toBe(
      `warning: ${fileName}: this service does not use [governance]; they belong to other parts of dc43`,
    )
  })

  test('aligns the values, and the origins behind them', () => {
    const lines = describeConfig(load(text)).split('\n').slice(1, -1)
    const rows = lines.map(line => /^(\S+ +)(\(not set.*|.*?\S +)(\(.*\))?$/.exec(line) ?? [])
    const widths = (column: number) => new Set(rows.map(cells => cells[column]?.length))
    expect(widths(1)).toEqual(new Set(['contract_store.reconcile_interval   '.length]))
    const values = rows.filter(([, , , origin]) => origin !== undefined).map(([, , value]) => value)
    expect(new Set(values.map(value => value?.length))).toEqual(
      new Set(['draft>review,active; retired>   '.length]),
    )
  })

  test('does not move all origins to the right for one long value', () => {
    const transitions = `draft>${'abcdefghi,'.repeat(9)}active`
    const env = { DC43_CONTRACT_STORE_DSN: 'sqlite://', DC43_POLICY_TRANSITIONS: transitions }
    const lines = describeConfig(load(undefined, env)).split('\n')
    expect(lines).toContain(
      `policy.transitions                  ${transitions}   (variable DC43_POLICY_TRANSITIONS)`,
    )
    expect(lines).toContain(
      'policy.version_order                any                                      (default)',
    )
  })

  test('says when there is no file, and that authentication is off', () => {
    const lines = describeConfig(load(undefined, { DC43_CONTRACT_STORE_DSN: 'sqlite://' })).split('\n')
    expect(lines[0]).toBe('configuration file: none (no dc43-service-backends.toml in the working directory)')
    const cells = lines.map(cellsOf)
    expect(cells).toContainEqual([
      'auth.anonymous',
      '(not set: none; all, which turns authentication off, while there is no other key of [auth])',
    ])
    expect(cells).toContainEqual(['contract_store.status_filter', '(not set: any status)'])
    expect(cells).toContainEqual(['server.trusted_proxies', 'none', '(default)'])
    expect(cells).toContainEqual(['server.body_limit', '8 MiB', '(default)'])
  })

  test('prints no secret, whatever its key', () => {
    const secrets = keys.filter(({ info }) => info.secret)
    expect(secrets.map(({ name }) => name)).toEqual([
      'contract_store.dsn',
      'contract_store.password',
      'contract_store.index_dsn',
      'contract_store.remote_url',
      'contract_store.remote_token',
      'contract_store.workspace_token',
      'contract_store.client_secret',
      'contract_store.token',
      'auth.token',
    ])
    const env = {
      DC43_CONTRACT_STORE_DSN: 'mysql://u@h/d?ssl_key=hunter2',
      DC43_CONTRACT_STORE_PASSWORD: 'hunter2',
      DC43_AUTH_TOKEN: 'hunter2',
    }
    expect(describeConfig(load(undefined, env))).not.toContain('hunter2')
  })
})

describe('origins', () => {
  test('are known for every key', () => {
    const { origins } = load(text)
    expect([...origins.keys()]).toEqual(keyNames)
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
