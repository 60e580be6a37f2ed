import { describe, expect, test } from 'vitest'
import { type Key, keys } from '../../../src/config/keys.ts'
import { originText } from '../../../src/config/origin.ts'
import { typesWith } from '../../../src/config/sections/contract-store.ts'
import { keysOf, load, problems, withStore } from './support.ts'

const isOfSql = ({ property: [section, key] }: Key) =>
  section !== 'contractStore' || typesWith(key).includes('sql')

const everything = `[contract_store]
type = "sql"
dsn = "mssql://file/d"
table = "from_file"
schema = "from_file"
log_sql = false
status_filter = "from_file"
pool_size = 2
queue_timeout = 2
connect_timeout = 2
statement_timeout = 2
idle_timeout = 2
start_timeout = 2
reconcile_interval = 2
application_name = "from_file"
identity = "azure"
[auth]
token = "from-file"
anonymous = "read"
[server]
host = "1.1.1.1"
port = 1
body_limit = 1024
trusted_proxies = ["1.1.1.1"]
log_level = "fatal"
request_log = true
metrics = true
drain_delay = 1
shutdown_grace = 1
cors_origins = []
header_limit = "4 KiB"
headers_timeout = 1
request_timeout = 1
keep_alive_timeout = 1
max_connections = 1
max_requests = 1
body_memory = "4 KiB"
rate_limit = 1
rate_burst = 1
[policy]
overwrite = "never"
approved_statuses = ["from_file"]
version_order = "increasing"
strict_statuses = true
require_if_match = true
compatibility = "full"
compatibility_against = "line"
on_breaking = "refuse"
on_small_bump = "refuse"
[test_runs]
keep_days = 2
keep_report_days = 2
keep_last = 2
samples = "keep"
[validation]
mode = "off"
enforce_statuses = "draft"
overlay = "/etc/other.json"

[validation.rules]
sla-element = "error"

[policy.transitions]
from_file = []
[policy.rules]
"enum-value-added" = "off"
[[policy.contracts]]
match = "from.file"
[[auth.tokens]]
name = "from file"
role = "reader"
sha256 = "${'0'.repeat(64)}"
[auth.oidc]
issuer = "https://from.file"
audience = "from file"
role_mapping = { "from file" = "reader" }`

describe('a variable wins over the file', () => {
  const cases: [name: string, text: string, key: string, property: string, value: unknown][] = [
    ['DC43_CONTRACT_STORE_TYPE', ' SQL ', 'contract_store.type', 'contractStore.type', 'sql'],
    [
      'DC43_CONTRACT_STORE_DSN',
      ' mysql://u@localhost/from_file ',
      'contract_store.dsn',
      'contractStore.dsn.dialect',
      'mysql',
    ],
    ['DC43_CONTRACT_STORE_TABLE', 't', 'contract_store.table', 'contractStore.table', 't'],
    ['DC43_CONTRACT_STORE_SCHEMA', 's', 'contract_store.schema', 'contractStore.schema', 's'],
    ['DC43_CONTRACT_STORE_LOG_SQL', 'yes', 'contract_store.log_sql', 'contractStore.logSql', true],
    ['DC43_CONTRACT_STORE_LOG_SQL', '1', 'contract_store.log_sql', 'contractStore.logSql', true],
    ['DC43_CONTRACT_STORE_LOG_SQL', 'Off', 'contract_store.log_sql', 'contractStore.logSql', false],
    [
      'DC43_CONTRACT_STORE_STATUS_FILTER',
      ' Active, none,',
      'contract_store.status_filter',
      'contractStore.statusFilter',
      ['active', 'none'],
    ],
    [
      'DC43_CONTRACT_STORE_STATUS_FILTER',
      '*',
      'contract_store.status_filter',
      'contractStore.statusFilter',
      undefined,
    ],
    ['DC43_CONTRACT_STORE_POOL_SIZE', '25', 'contract_store.pool_size', 'contractStore.poolSize', 25],
    ['DC43_CONTRACT_STORE_POOL_SIZE', ' 1 ', 'contract_store.pool_size', 'contractStore.poolSize', 1],
    [
      'DC43_CONTRACT_STORE_QUEUE_TIMEOUT',
      '0.5',
      'contract_store.queue_timeout',
      'contractStore.queueTimeout',
      0.5,
    ],
    [
      'DC43_CONTRACT_STORE_CONNECT_TIMEOUT',
      '10',
      'contract_store.connect_timeout',
      'contractStore.connectTimeout',
      10,
    ],
    [
      'DC43_CONTRACT_STORE_STATEMENT_TIMEOUT',
      ' 7.25\n',
      'contract_store.statement_timeout',
      'contractStore.statementTimeout',
      7.25,
    ],
    [
      'DC43_CONTRACT_STORE_IDLE_TIMEOUT',
      '600',
      'contract_store.idle_timeout',
      'contractStore.idleTimeout',
      600,
    ],
    [
      'DC43_CONTRACT_STORE_START_TIMEOUT',
      '0',
      'contract_store.start_timeout',
      'contractStore.startTimeout',
      0,
    ],
    [
      'DC43_CONTRACT_STORE_RECONCILE_INTERVAL',
      '2.5',
      'contract_store.reconcile_interval',
      'contractStore.reconcileInterval',
      2.5,
    ],
    [
      'DC43_CONTRACT_STORE_APPLICATION_NAME',
      ' registry of team a ',
      'contract_store.application_name',
      'contractStore.applicationName',
      'registry of team a',
    ],
    [
      'DC43_CONTRACT_STORE_RECONCILE_INTERVAL',
      '2.5',
      'contract_store.reconcile_interval',
      'contractStore.reconcileInterval',
      2.5,
    ],
    [
      'DC43_CONTRACT_STORE_APPLICATION_NAME',
      '43',
      'contract_store.application_name',
      'contractStore.applicationName',
      '43',
    ],
    ['DC43_BACKEND_TOKEN', 'abc', 'auth.token', 'auth.token', 'abc'],
    [
      'DC43_CONTRACT_STORE_IDENTITY',
      'azure client_id=00000000-0000-4000-8000-000000000001',
      'contract_store.identity',
      'contractStore.identity.client_id',
      '00000000-0000-4000-8000-000000000001',
    ],
    ['DC43_AUTH_TOKEN', ' abc\n', 'auth.token', 'auth.token', 'abc'],
    ['DC43_AUTH_ANONYMOUS', ' All', 'auth.anonymous', 'auth.anonymous', 'all'],
    ['DC43_SERVER_HOST', '::1', 'server.host', 'server.host', '::1'],
    ['DC43_SERVER_PORT', '8080', 'server.port', 'server.port', 8080],
    ['DC43_SERVER_PORT', ' 0 ', 'server.port', 'server.port', 0],
    ['DC43_SERVER_BODY_LIMIT', '16 MiB', 'server.body_limit', 'server.bodyLimit', 16_777_216],
    ['DC43_SERVER_BODY_LIMIT', '2048', 'server.body_limit', 'server.bodyLimit', 2048],
    [
      'DC43_SERVER_TRUSTED_PROXIES',
      '10.0.0.0/8, ::1,',
      'server.trusted_proxies',
      'server.trustedProxies',
      ['10.0.0.0/8', '::1'],
    ],
    ['DC43_SERVER_TRUSTED_PROXIES', ',', 'server.trusted_proxies', 'server.trustedProxies', []],
    ['DC43_SERVER_LOG_LEVEL', 'Trace', 'server.log_level', 'server.logLevel', 'trace'],
    ['DC43_SERVER_REQUEST_LOG', 'off', 'server.request_log', 'server.requestLog', false],
    ['DC43_SERVER_METRICS', '0', 'server.metrics', 'server.metrics', false],
    ['DC43_SERVER_DRAIN_DELAY', '0.5', 'server.drain_delay', 'server.drainDelay', 0.5],
    ['DC43_SERVER_SHUTDOWN_GRACE', ' 60 ', 'server.shutdown_grace', 'server.shutdownGrace', 60],
    [
      'DC43_SERVER_CORS_ORIGINS',
      'https://a.example, http://localhost:3000',
      'server.cors_origins',
      'server.corsOrigins',
      ['https://a.example', 'http://localhost:3000'],
    ],
    ['DC43_SERVER_HEADER_LIMIT', '32 KiB', 'server.header_limit', 'server.headerLimit', 32_768],
    ['DC43_SERVER_HEADERS_TIMEOUT', '5', 'server.headers_timeout', 'server.headersTimeout', 5],
    ['DC43_SERVER_REQUEST_TIMEOUT', '30.5', 'server.request_timeout', 'server.requestTimeout', 30.5],
    ['DC43_SERVER_KEEP_ALIVE_TIMEOUT', '65', 'server.keep_alive_timeout', 'server.keepAliveTimeout', 65],
    ['DC43_SERVER_MAX_CONNECTIONS', '10', 'server.max_connections', 'server.maxConnections', 10],
    ['DC43_SERVER_MAX_REQUESTS', '10', 'server.max_requests', 'server.maxRequests', 10],
    ['DC43_SERVER_BODY_MEMORY', '1 MB', 'server.body_memory', 'server.bodyMemory', 1_000_000],
    ['DC43_SERVER_RATE_LIMIT', '0.5', 'server.rate_limit', 'server.rateLimit', 0.5],
    ['DC43_SERVER_RATE_BURST', '5', 'server.rate_burst', 'server.rateBurst', 5],
    ['DC43_POLICY_OVERWRITE', ' Always ', 'policy.overwrite', 'policy.overwrite', 'always'],
    [
      'DC43_POLICY_APPROVED_STATUSES',
      'Active, in force ,',
      'policy.approved_statuses',
      'policy.approvedStatuses',
      ['active', 'in force'],
    ],
    ['DC43_POLICY_APPROVED_STATUSES', ',', 'policy.approved_statuses', 'policy.approvedStatuses', []],
    ['DC43_POLICY_VERSION_ORDER', 'Any', 'policy.version_order', 'policy.versionOrder', 'any'],
    ['DC43_POLICY_TRANSITIONS', ' Default ', 'policy.transitions', 'policy.transitions', 'default'],
    ['DC43_POLICY_TRANSITIONS', 'any', 'policy.transitions', 'policy.transitions', 'any'],
    [
      'DC43_POLICY_TRANSITIONS',
      ' Draft > in review, ACTIVE ;\nin review>draft;retired>;',
      'policy.transitions',
      'policy.transitions',
      { draft: ['in review', 'active'], 'in review': ['draft'], retired: [] },
    ],
    ['DC43_POLICY_STRICT_STATUSES', 'no', 'policy.strict_statuses', 'policy.strictStatuses', false],
    ['DC43_POLICY_REQUIRE_IF_MATCH', ' OFF', 'policy.require_if_match', 'policy.requireIfMatch', false],
    ['DC43_POLICY_COMPATIBILITY', ' Consumer', 'policy.compatibility', 'policy.compatibility', 'consumer'],
    [
      'DC43_POLICY_COMPATIBILITY_AGAINST',
      'PREVIOUS',
      'policy.compatibility_against',
      'policy.compatibilityAgainst',
      'previous',
    ],
    ['DC43_POLICY_ON_BREAKING', 'report', 'policy.on_breaking', 'policy.onBreaking', 'report'],
    ['DC43_POLICY_ON_SMALL_BUMP', 'report', 'policy.on_small_bump', 'policy.onSmallBump', 'report'],
    ['DC43_TEST_RUNS_KEEP_DAYS', '30', 'test_runs.keep_days', 'testRuns.keepDays', 30],
    ['DC43_TEST_RUNS_KEEP_REPORT_DAYS', '7', 'test_runs.keep_report_days', 'testRuns.keepReportDays', 7],
    ['DC43_TEST_RUNS_KEEP_LAST', '0', 'test_runs.keep_last', 'testRuns.keepLast', 0],
    ['DC43_TEST_RUNS_SAMPLES', ' Drop', 'test_runs.samples', 'testRuns.samples', 'drop'],
    ['DC43_VALIDATION_MODE', ' Enforce', 'validation.mode', 'validation.mode', 'enforce'],
    [
      'DC43_VALIDATION_ENFORCE_STATUSES',
      'Active, validated',
      'validation.enforce_statuses',
      'validation.enforceStatuses',
      ['active', 'validated'],
    ],
    ['DC43_VALIDATION_OVERLAY', '/etc/o.json', 'validation.overlay', 'validation.overlay', '/etc/o.json'],
    [
      'DC43_VALIDATION_RULES',
      'sla-element=off, schema/format = error',
      'validation.rules',
      'validation.rules',
      { 'sla-element': 'off', 'schema/format': 'error' },
    ],
  ]

  test('there is a case for every variable, and a line in the file for every key', () => {
    // an identity excludes them: see credentials.test.ts
    const credentials = ['contract_store.username', 'contract_store.password']
    // stores.test.ts has those of other stores
    const others = keys.filter(key => !credentials.includes(key.name) && isOfSql(key))
    expect(new Set(cases.map(([name]) => name))).toEqual(new Set(others.flatMap(key => key.variables)))
    const fromFile = [...load(everything).origins].filter(([, origin]) => origin.kind === 'file')
    expect(fromFile.map(([name]) => name)).toEqual(others.map(({ name }) => name))
  })

  test.each(cases)('%s = %j', (name, text, key, property, value) => {
    const loaded = load(everything, { [name]: text })
    expect(loaded.config).toHaveProperty(property, value)
    expect(loaded.origins.get(key)).toEqual({ kind: 'variable', name })
  })

  test.each(cases)('%s needs no file when a DSN is set', (name, text, _, property, value) => {
    const env = { DC43_CONTRACT_STORE_DSN: 'postgresql://u@localhost/d', [name]: text }
    expect(load(undefined, env).config).toHaveProperty(property, value)
  })

  test.each(cases)('%s that is empty is not set', name => {
    expect(load(everything, { [name]: '' }).config).toEqual(load(everything).config)
  })

  test.each(cases.filter(([, , key]) => key !== 'auth.token'))('%s of white space alone is not set', name => {
    expect(load(everything, { [name]: ' \t' }).config).toEqual(load(everything).config)
  })
})

describe('a variable with a wrong value names itself', () => {
  test.each([
    ['DC43_SERVER_PORT', 'abc', 'server.port is "abc"; expected an integer from 0 to 65535'],
    ['DC43_SERVER_PORT', '65536', 'server.port is "65536"; expected an integer from 0 to 65535'],
    ['DC43_SERVER_PORT', '-1', 'server.port is "-1"; expected an integer from 0 to 65535'],
    ['DC43_SERVER_PORT', '80.5', 'server.port is "80.5"; expected an integer from 0 to 65535'],
    ['DC43_SERVER_PORT', '0x50', 'server.port is "0x50"; expected an integer from 0 to 65535'],
    [
      'DC43_SERVER_PORT',
      'tcp://10.0.0.1:80',
      'server.port is "tcp://10.0.0.1:80"; expected an integer from 0 to 65535',
    ],
    [
      'DC43_SERVER_HOST',
      'a:b',
      'server.host is "a:b"; expected an IP address without brackets or a host name, ',
    ],
    [
      'DC43_SERVER_BODY_LIMIT',
      'lots',
      'server.body_limit is "lots"; expected a size from "1 KiB" to "256 MiB", ',
    ],
    ['DC43_SERVER_BODY_LIMIT', '1 B', 'server.body_limit is "1 B"; expected a size '],
    [
      'DC43_SERVER_TRUSTED_PROXIES',
      '::1,x y',
      'server.trusted_proxies[1] is "x y"; expected IP addresses or CIDR ranges, ',
    ],
    ['DC43_SERVER_LOG_LEVEL', 'loud', 'server.log_level is "loud"; expected one of fatal, error, '],
    ['DC43_CONTRACT_STORE_LOG_SQL', 'maybe', 'contract_store.log_sql is "maybe"; expected true or false'],
    ['DC43_CONTRACT_STORE_TABLE', 'a\nb', 'contract_store.table is "a\\nb"; expected a name of at most 48 '],
    ...['0', '1001', '2.5', '1e1', 'ten'].map(text => [
      'DC43_CONTRACT_STORE_POOL_SIZE',
      text,
      `contract_store.pool_size is "${text}"; expected an integer from 1 to 1000`,
    ]),
    ...[
      { key: 'queue_timeout', range: '0.1 to 60', wrong: ['0', '61'] },
      { key: 'connect_timeout', range: '0.1 to 300', wrong: ['0', '301'] },
      { key: 'statement_timeout', range: '0.1 to 3600', wrong: ['0', '3601'] },
      { key: 'idle_timeout', range: '1 to 86400', wrong: ['0.5', '86401'] },
      { key: 'start_timeout', range: '0 to 86400', wrong: ['-1', '86401'] },
      { key: 'reconcile_interval', range: '1 to 86400', wrong: ['0', '86401'] },
    ].flatMap(({ key, range, wrong }) =>
      [...wrong, '5s', '1,5', '.5', 'Infinity', 'NaN'].map(text => [
        `DC43_CONTRACT_STORE_${key.toUpperCase()}`,
        text,
        `contract_store.${key} is "${text}"; expected a number of seconds from ${range}`,
      ]),
    ),
    [
      'DC43_CONTRACT_STORE_APPLICATION_NAME',
      'a\tb',
      'contract_store.application_name is "a\\tb"; expected at most 63 printable ASCII characters',
    ],
    ['DC43_CONTRACT_STORE_DSN', 'x', 'contract_store.dsn is not a database URL; accepted forms: '],
    [
      'DC43_BACKEND_TOKEN',
      'a b',
      'auth.token holds a space or another character an Authorization header cannot carry',
    ],
  ] as [name: string, text: string, message: string][])('%s = %j', (name, text, message) => {
    const [problem, ...others] = problems(withStore(''), { [name]: text })
    expect(problem?.startsWith(`variable ${name}: ${message}`), problem).toBe(true)
    expect(others).toEqual([])
  })
})

describe('DC43_AUTH_TOKEN and DC43_BACKEND_TOKEN', () => {
  test('may both be set to the same token', () => {
    const env = { DC43_AUTH_TOKEN: 'abc', DC43_BACKEND_TOKEN: ' abc ' }
    expect(load(withStore(''), env).config.auth.token).toBe('abc')
  })

  test('must not differ, and neither token is printed', () => {
    expect(problems(withStore(''), { DC43_AUTH_TOKEN: 'abc', DC43_BACKEND_TOKEN: 'def' })).toEqual([
      'variable DC43_AUTH_TOKEN: auth.token is also set by DC43_BACKEND_TOKEN, to another value; keep one of the two',
    ])
  })

  test('do not conflict when one of them is empty', () => {
    expect(load(withStore(''), { DC43_AUTH_TOKEN: '', DC43_BACKEND_TOKEN: 'def' }).config.auth.token).toBe(
      'def',
    )
  })
})

describe('variables nobody knows', () => {
  const store = 'DC43_CONTRACT_STORE_'
  // no variable holds a table
  const withVariable = keysOf.contract_store.filter(key => key !== 'catalog')
  const known = withVariable.map(key => store + key.toUpperCase()).join(', ')

  test.each([
    ['DC43_CONTRACT_STORE_DNS', `unknown variable; did you mean ${store}DSN? Known: ${known}`],
    ['DC43_CONTRACT_STORE_TABEL', `unknown variable; did you mean ${store}TABLE? Known: ${known}`],
    ['DC43_CONTRACT_STORE_', `unknown variable; known: ${known}`],
    [
      'DC43_POLICY_OVERWRTE',
      'unknown variable; did you mean DC43_POLICY_OVERWRITE? Known: DC43_POLICY_OVERWRITE, DC43_POLICY_APPROVED_STATUSES, DC43_POLICY_VERSION_ORDER, DC43_POLICY_TRANSITIONS, DC43_POLICY_STRICT_STATUSES, DC43_POLICY_REQUIRE_IF_MATCH, DC43_POLICY_COMPATIBILITY, DC43_POLICY_COMPATIBILITY_AGAINST, DC43_POLICY_ON_BREAKING, DC43_POLICY_ON_SMALL_BUMP',
    ],
    [
      'DC43_AUTH_TOKN',
      'unknown variable; did you mean DC43_AUTH_TOKEN? Known: DC43_AUTH_TOKEN, DC43_AUTH_ANONYMOUS',
    ],
  ])('%s is an error', (name, message) => {
    expect(problems(withStore(''), { [name]: 'hunter2' })).toEqual([`variable ${name}: ${message}`])
  })

  test.each(['tokens', 'oidc'])('no variable holds auth.%s', key => {
    const name = `DC43_AUTH_${key.toUpperCase()}`
    expect(problems(withStore(''), { [name]: '[]' })).toEqual([
      `variable ${name}: no variable can hold auth.${key}; set it in the configuration file`,
    ])
  })

  test('DC43_SERVER_HSOT is an error', () => {
    expect(problems(withStore(''), { DC43_SERVER_HSOT: 'x' })[0]).toContain(
      'did you mean DC43_SERVER_HOST? Known: ',
    )
  })

  test('a typo in the only DSN does not select another store', () => {
    expect(problems(undefined, { DC43_CONTRACT_STORE_DNS: 'postgresql://h/d' })).toHaveLength(2)
  })

  test.each([
    'DC43_GOVERNANCE_STORE_TYPE',
    'DC43_CONTRACTS_APP_BACKEND_URL',
    'DC43_ODCS_REQUIRED',
    'DC43_SERVICE_BACKENDS',
    'DC43_SERVER',
    'DC43_AUTHOR',
    'CONTRACT_STORE_DSN',
    'PATH',
  ])('%s belongs to somebody else', name => {
    expect(problems(withStore(''), { [name]: 'x' })).toEqual([])
  })

  test('an unknown variable that is empty is not set', () => {
    expect(problems(withStore(''), { DC43_CONTRACT_STORE_DNS: '' })).toEqual([])
  })
})

test('the origin of a variable is its name', () => {
  expect(originText({ kind: 'variable', name: 'DC43_SERVER_PORT' })).toBe('variable DC43_SERVER_PORT')
})
