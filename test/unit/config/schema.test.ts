import { describe, expect, test } from 'vitest'
import { defaultConfig, fileName, fileWith, keysOf, load, problems, withStore } from './support.ts'

describe('defaults', () => {
  test('a DSN alone is a whole configuration', () => {
    expect(load('[contract_store]\ndsn = "sqlite://"').config).toEqual(defaultConfig)
  })

  test.each(['', '  '])('strings of %j are as good as absent, whatever the key', blank => {
    const lines = Object.entries(keysOf).flatMap(([section, names]) => [
      `[${section}]`,
      ...names.flatMap(name => {
        if (name === 'dsn') return 'dsn = "sqlite://"'
        // of white space, a token is an error
        return name === 'token' && blank !== '' ? [] : `${name} = "${blank}"`
      }),
    ])
    expect(load(lines.join('\n')).config).toEqual(defaultConfig)
  })
})

describe('values of the file', () => {
  test.each<[section: string, key: string, toml: string, property: string, value: unknown]>([
    ['contract_store', 'table', '"my_contracts"', 'contractStore.table', 'my_contracts'],
    ['contract_store', 'table', '" _t1 "', 'contractStore.table', '_t1'],
    ['contract_store', 'table', `"${'a'.repeat(48)}"`, 'contractStore.table', 'a'.repeat(48)],
    ['contract_store', 'log_sql', 'true', 'contractStore.logSql', true],
    ['contract_store', 'log_sql', 'false', 'contractStore.logSql', false],
    ['contract_store', 'log_sql', '1', 'contractStore.logSql', true],
    ['contract_store', 'log_sql', '0', 'contractStore.logSql', false],
    ['contract_store', 'type', '" SQL "', 'contractStore.type', 'sql'],
    ['contract_store', 'pool_size', '1', 'contractStore.poolSize', 1],
    ['contract_store', 'pool_size', '1000', 'contractStore.poolSize', 1000],
    ['contract_store', 'queue_timeout', '0.1', 'contractStore.queueTimeout', 0.1],
    ['contract_store', 'queue_timeout', '60', 'contractStore.queueTimeout', 60],
    ['contract_store', 'connect_timeout', '0.1', 'contractStore.connectTimeout', 0.1],
    ['contract_store', 'connect_timeout', '300', 'contractStore.connectTimeout', 300],
    ['contract_store', 'statement_timeout', '0.1', 'contractStore.statementTimeout', 0.1],
    ['contract_store', 'statement_timeout', '3600', 'contractStore.statementTimeout', 3600],
    ['contract_store', 'idle_timeout', '1', 'contractStore.idleTimeout', 1],
    ['contract_store', 'idle_timeout', '86400.0', 'contractStore.idleTimeout', 86_400],
    ['contract_store', 'start_timeout', '0', 'contractStore.startTimeout', 0],
    ['contract_store', 'start_timeout', '86_400', 'contractStore.startTimeout', 86_400],
    ['contract_store', 'application_name', '" a b "', 'contractStore.applicationName', 'a b'],
    [
      'contract_store',
      'application_name',
      `"${'~'.repeat(63)}"`,
      'contractStore.applicationName',
      '~'.repeat(63),
    ],
    ['auth', 'token', '"s3cret"', 'auth.token', 's3cret'],
    ['auth', 'token', '"  s3cret\\n"', 'auth.token', 's3cret'],
    ['auth', 'token', '"$TOKEN"', 'auth.token', '$TOKEN'],
    ['server', 'host', '"::"', 'server.host', '::'],
    ['server', 'host', '"127.0.0.1"', 'server.host', '127.0.0.1'],
    ['server', 'host', '" localhost "', 'server.host', 'localhost'],
    ['server', 'host', '" ::1 "', 'server.host', '::1'],
    ['server', 'host', '"registry.example.org"', 'server.host', 'registry.example.org'],
    ['server', 'port', '0', 'server.port', 0],
    ['server', 'port', '65535', 'server.port', 65535],
    ['server', 'port', '0x1F90', 'server.port', 8080],
    ['server', 'body_limit', '1024', 'server.bodyLimit', 1024],
    ['server', 'body_limit', '"1 KiB"', 'server.bodyLimit', 1024],
    ['server', 'body_limit', '"256 MiB"', 'server.bodyLimit', 268_435_456],
    ['server', 'body_limit', '"2000000"', 'server.bodyLimit', 2_000_000],
    ['server', 'trusted_proxies', '[]', 'server.trustedProxies', []],
    ['server', 'trusted_proxies', '["10.0.0.1", "::1"]', 'server.trustedProxies', ['10.0.0.1', '::1']],
    [
      'server',
      'trusted_proxies',
      '["10.0.0.0/8", "fd00::/8"]',
      'server.trustedProxies',
      ['10.0.0.0/8', 'fd00::/8'],
    ],
    ['server', 'log_level', '"DEBUG"', 'server.logLevel', 'debug'],
  ])('[%s] %s = %s makes %s %j', (section, key, toml, property, value) => {
    expect(load(fileWith(section, key, toml)).config).toHaveProperty(property, value)
  })

  test.each(['1', 'true', 'yes', 'on', ' YES ', 'True'])('log_sql = "%s" is on', text => {
    expect(load(fileWith('contract_store', 'log_sql', `"${text}"`)).config.contractStore.logSql).toBe(true)
  })

  test.each(['0', 'false', 'no', 'off', 'OFF '])('log_sql = "%s" is off', text => {
    expect(load(fileWith('contract_store', 'log_sql', `"${text}"`)).config.contractStore.logSql).toBe(false)
  })

  test.each(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])('%s is a log level', level => {
    expect(load(fileWith('server', 'log_level', `"${level}"`)).config.server.logLevel).toBe(level)
  })
})

describe('values that are wrong', () => {
  const identifier = 'a name of at most 48 letters, digits and _ that does not start with a digit'
  const size = 'a size from "1 KiB" to "256 MiB", such as "512 KiB", "1 MB" or 8388608 (bytes)'
  const onOff = 'true or false (also yes or no, on or off, 1 or 0)'
  const host =
    'an IP address without brackets or a host name, without a port, such as "127.0.0.1", "0.0.0.0" or "::"'
  const port = 'an integer from 0 to 65535'
  const poolSize = 'an integer from 1 to 1000'
  const seconds = (range: string) => `a number of seconds from ${range}`
  const applicationName = 'at most 63 printable ASCII characters'
  const levels = 'one of fatal, error, warn, info, debug, trace, silent'

  test.each([
    ['contract_store', 'table', '"1st"', '"1st" (a string)', identifier],
    ['contract_store', 'table', '"a-b"', '"a-b" (a string)', identifier],
    ['contract_store', 'table', '"a b"', '"a b" (a string)', identifier],
    ['contract_store', 'table', '"x; drop table y"', '"x; drop table y" (a string)', identifier],
    ['contract_store', 'table', '"été"', '"été" (a string)', identifier],
    ['contract_store', 'table', `"${'a'.repeat(49)}"`, `"${'a'.repeat(49)}" (a string)`, identifier],
    ['contract_store', 'table', `"${'a'.repeat(99)}"`, `"${'a'.repeat(60)}…" (a string)`, identifier],
    ['contract_store', 'table', '"a\\nb"', '"a\\nb" (a string)', identifier],
    ['contract_store', 'table', '"a\\u2028b"', '"a\\u{2028}b" (a string)', identifier],
    ['contract_store', 'table', '3', '3 (an integer)', identifier],
    ['contract_store', 'log_sql', '2', '2 (an integer)', onOff],
    ['contract_store', 'log_sql', '"maybe"', '"maybe" (a string)', onOff],
    ['contract_store', 'log_sql', '[]', 'an array', onOff],
    [
      'contract_store',
      'type',
      '["sql"]',
      'an array',
      '"sql", "filesystem", "git", "delta", "collibra_http", "collibra_stub" or "custom"',
    ],
    ['contract_store', 'pool_size', '0', '0 (an integer)', poolSize],
    ['contract_store', 'pool_size', '-1', '-1 (an integer)', poolSize],
    ['contract_store', 'pool_size', '1001', '1001 (an integer)', poolSize],
    ['contract_store', 'pool_size', '2.5', '2.5 (a float)', poolSize],
    ['contract_store', 'pool_size', '"10"', '"10" (a string)', poolSize],
    ['contract_store', 'pool_size', 'true', 'true (a boolean)', poolSize],
    ['contract_store', 'queue_timeout', '0', '0 (an integer)', seconds('0.1 to 60')],
    ['contract_store', 'queue_timeout', '60.5', '60.5 (a float)', seconds('0.1 to 60')],
    ['contract_store', 'queue_timeout', '"5"', '"5" (a string)', seconds('0.1 to 60')],
    ['contract_store', 'connect_timeout', '0.09', '0.09 (a float)', seconds('0.1 to 300')],
    ['contract_store', 'connect_timeout', '301', '301 (an integer)', seconds('0.1 to 300')],
    ['contract_store', 'connect_timeout', '[5]', 'an array', seconds('0.1 to 300')],
    ['contract_store', 'statement_timeout', '0', '0 (an integer)', seconds('0.1 to 3600')],
    ['contract_store', 'statement_timeout', '3601', '3601 (an integer)', seconds('0.1 to 3600')],
    ['contract_store', 'statement_timeout', '"30s"', '"30s" (a string)', seconds('0.1 to 3600')],
    ['contract_store', 'statement_timeout', 'inf', 'inf (a float)', seconds('0.1 to 3600')],
    ['contract_store', 'idle_timeout', '0.9', '0.9 (a float)', seconds('1 to 86400')],
    ['contract_store', 'idle_timeout', '86401', '86401 (an integer)', seconds('1 to 86400')],
    ['contract_store', 'idle_timeout', 'nan', 'nan (a float)', seconds('1 to 86400')],
    ['contract_store', 'idle_timeout', 'false', 'false (a boolean)', seconds('1 to 86400')],
    ['contract_store', 'start_timeout', '-1', '-1 (an integer)', seconds('0 to 86400')],
    ['contract_store', 'start_timeout', '86401', '86401 (an integer)', seconds('0 to 86400')],
    ['contract_store', 'start_timeout', '07:32:00', 'a date or time', seconds('0 to 86400')],
    [
      'contract_store',
      'application_name',
      `"${'a'.repeat(64)}"`,
      `"${'a'.repeat(60)}…" (a string)`,
      applicationName,
    ],
    ['contract_store', 'application_name', '"été"', '"été" (a string)', applicationName],
    ['contract_store', 'application_name', '"a\\tb"', '"a\\tb" (a string)', applicationName],
    ['contract_store', 'application_name', '43', '43 (an integer)', applicationName],
    ['server', 'host', '"localhost:80"', '"localhost:80" (a string)', host],
    ['server', 'host', '"0"', '"0" (a string)', host],
    ['server', 'host', '"127.1"', '"127.1" (a string)', host],
    ['server', 'host', '"127.0.0.256"', '"127.0.0.256" (a string)', host],
    ['server', 'host', '"*"', '"*" (a string)', host],
    ['server', 'host', '"a b"', '"a b" (a string)', host],
    ['server', 'host', '"[::1]"', '"[::1]" (a string)', host],
    ['server', 'host', '"http://x"', '"http://x" (a string)', host],
    ['server', 'host', '1', '1 (an integer)', host],
    ['server', 'port', '"abc"', '"abc" (a string)', port],
    ['server', 'port', '"8001"', '"8001" (a string)', port],
    ['server', 'port', '-1', '-1 (an integer)', port],
    ['server', 'port', '65536', '65536 (an integer)', port],
    ['server', 'port', '80.5', '80.5 (a float)', port],
    ['server', 'port', 'inf', 'inf (a float)', port],
    ['server', 'port', '-inf', '-inf (a float)', port],
    ['server', 'port', 'nan', 'nan (a float)', port],
    ['server', 'port', 'true', 'true (a boolean)', port],
    ['server', 'port', '99999999999999999999', '99999999999999999999 (an integer)', port],
    ['server', 'port', '1979-05-27', 'a date or time', port],
    ['server', 'port', '1979-05-27T07:32:00Z', 'a date or time', port],
    ['server', 'port', '07:32:00', 'a date or time', port],
    ['server', 'port', '{ a = 1 }', 'a table', port],
    ['server', 'body_limit', '1023', '1023 (an integer)', size],
    ['server', 'body_limit', '"257 MiB"', '"257 MiB" (a string)', size],
    ['server', 'body_limit', '"8 M"', '"8 M" (a string)', size],
    ['server', 'body_limit', 'nan', 'nan (a float)', size],
    ['server', 'body_limit', '99999999999999999999', '99999999999999999999 (an integer)', size],
    ['server', 'log_level', '"verbose"', '"verbose" (a string)', levels],
    ['server', 'log_level', '3', '3 (an integer)', levels],
  ])('[%s] %s = %s is reported as %s', (section, key, toml, shown, expected) => {
    const line = section === 'contract_store' ? 3 : 4
    expect(problems(fileWith(section, key, toml))).toEqual([
      `${fileName}:${line}:${key.length + 4}: ${section}.${key} is ${shown}; expected ${expected}`,
    ])
  })

  test('each wrong proxy is reported at its own place', () => {
    const expected =
      'expected IP addresses or CIDR ranges, such as ["10.0.0.1", "10.0.0.0/8"] (separated by commas in a variable)'
    expect(
      problems(withStore('[server]\ntrusted_proxies = [\n  "10.0.0.1",\n  "loopback",\n  3, "10.0.0.0/33"]')),
    ).toEqual([
      `${fileName}:6:3: server.trusted_proxies[1] is "loopback" (a string); ${expected}`,
      `${fileName}:7:3: server.trusted_proxies[2] is 3 (an integer); ${expected}`,
      `${fileName}:7:6: server.trusted_proxies[3] is "10.0.0.0/33" (a string); ${expected}`,
    ])
    expect(problems(withStore('[server]\ntrusted_proxies = "10.0.0.1"'))).toEqual([
      `${fileName}:4:19: server.trusted_proxies is "10.0.0.1" (a string); ${expected}`,
    ])
  })

  test('a DSN that strayed to another key is not repeated', () => {
    const [problem] = problems(withStore('table = "postgresql://u:hunter2@h/db"'))
    expect(problem).toContain('contract_store.table is "***" (a string)')
  })
})

describe('auth.token', () => {
  const blank = 'auth.token is only white space; set a token, or leave it empty to turn authentication off'
  const unsendable =
    'auth.token holds a space or another character an Authorization header cannot carry; use visible ASCII only'

  test('not set or empty, it turns authentication off', () => {
    expect(load(withStore('')).config.auth).toEqual({})
    expect(load(withStore('[auth]\ntoken = ""')).config.auth).toEqual({})
    expect(load(withStore(''), { DC43_BACKEND_TOKEN: '' }).config.auth).toEqual({})
  })

  test('an empty variable leaves the token of the file in force', () => {
    expect(load(withStore('[auth]\ntoken = "abc"'), { DC43_BACKEND_TOKEN: '' }).config.auth.token).toBe('abc')
  })

  test.each([
    '"  "',
    '"\\t"',
    '"\\n"',
    '"\\u00a0"',
  ])('a whitespace-only token (%s) is an error, never auth off', toml => {
    expect(problems(withStore(`[auth]\ntoken = ${toml}`))).toEqual([`${fileName}:4:9: ${blank}`])
  })

  test.each([
    'DC43_BACKEND_TOKEN',
    'DC43_AUTH_TOKEN',
  ])('a whitespace-only %s is an error, never auth off', name => {
    expect(problems(withStore('[auth]\ntoken = "abc"'), { [name]: '  ' })).toEqual([
      `variable ${name}: ${blank}`,
    ])
  })

  test.each([
    '"a b"',
    '"a\\tb"',
    '"a\\nb"',
    '"pässword"',
    '"a\\u0000b"',
    '"😀"',
  ])('%s cannot be sent and is not printed', toml => {
    expect(problems(withStore(`[auth]\ntoken = ${toml}`))).toEqual([`${fileName}:4:9: ${unsendable}`])
  })

  test.each([
    ['12345', 'an integer'],
    ['true', 'a boolean'],
    ['["hunter2"]', 'an array'],
    ['{ value = "hunter2" }', 'a table'],
    ['1979-05-27', 'a date or time'],
  ])('%s is refused by its type, without its value', (toml, type) => {
    expect(problems(withStore(`[auth]\ntoken = ${toml}`))).toEqual([
      `${fileName}:4:9: auth.token is ${type}; expected a token in quotes`,
    ])
  })
})
