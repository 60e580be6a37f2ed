import { describe, expect, test } from 'vitest'
import { describeConfig } from '../../../src/config/describe.ts'
import { DsnError } from '../../../src/config/dsn/dsn.ts'
import { parseDsn } from '../../../src/config/dsn/parse.ts'
import { redactDsn } from '../../../src/config/dsn/redact.ts'
import { load, problemsOf } from './support.ts'

describe('what is wrong with a DSN is said', () => {
  test.each([
    ['', 'is not a database URL'],
    ['contracts.db', 'is not a database URL'],
    ['/var/lib/contracts.db', 'is not a database URL'],
    ['sqlite:contracts.db', 'is not a database URL'],
    ['postgresql:/h/d', 'is not a database URL'],
    ['://h/d', 'is not a database URL'],
    ['host=h dbname=d', 'is not a database URL'],
    ['"postgresql://h/d"', 'begins with a quotation mark, which is not part of a DSN'],
    ["'postgresql://h/d'", 'begins with a quotation mark, which is not part of a DSN'],
    ['postgresql://h/d\nx', 'contains a line break or another control character'],
    ['postgresql://h/d\u0000', 'contains a line break or another control character'],
    ['oracle://h/d', 'names an unknown kind of database before ://'],
    ['mongodb+srv://h/d', 'names an unknown kind of database before ://'],
    ['postgress://h/d', 'names an unknown kind of database before ://; did you mean postgres://?'],
    ['sqllite:///x.db', 'names an unknown kind of database before ://; did you mean sqlite://?'],
    ['sqlite://contracts.db', 'names a host, which SQLite has not'],
    ['sqlite://./contracts.db', 'names a host, which SQLite has not'],
    ['sqlite:///file:x.db?mode=ro&uri=true', 'is a SQLite file: URI; write the path without file:'],
    ['sqlite:///x.db?mode=ro', 'has a SQLite parameter that is not supported (supported: timeout, '],
    ['sqlite:///x.db?timeout=soon', 'has a timeout that is not a number of seconds'],
    ['sqlite:///x%00.db', 'has a path with a NUL character'],
    ['postgresql://h:abc/d', 'has a port that is not a number from 1 to 65535'],
    ['postgresql://h:0/d', 'has a port that is not a number from 1 to 65535'],
    ['postgresql://h:65536/d', 'has a port that is not a number from 1 to 65535'],
    ['postgresql://h/d?port=x', 'has a port that is not a number from 1 to 65535'],
    ['postgresql://user:pa,ss/d', 'has a port that is not a number from 1 to 65535 (is the @ before'],
    ['postgresql://a b/d', 'has a host that is no host name'],
    ['postgresql://[::1/d', 'has a port that is not a number from 1 to 65535'],
    ['postgresql://[h]/d', 'has brackets around no IPv6 address'],
    ['postgresql://[::1]x/d', 'has a port that is not a number from 1 to 65535'],
    ['postgresql://::1/d', 'has a port that is not a number from 1 to 65535'],
    ['postgresql://h/d?a%40b=c', 'has a query parameter without a proper name'],
    ['mssql://h/d?odbc_connect=nonsense', 'has a connection string that is not a list of name=value pairs'],
    [
      'mssql://h/d?odbc_connect=Server%3Dh%3BPwd%3D%7Bopen',
      'has a connection string that is not a list of name=value pairs',
    ],
    [
      'mssql://h/d?odbc_connect=Server%3Dnp:%5C%5Ch%5Cpipe',
      'names a pipe; only TCP connections to SQL Server are supported',
    ],
    [
      'mssql://h/d?odbc_connect=Server%3Dlpc:h',
      'names a pipe; only TCP connections to SQL Server are supported',
    ],
    ['mssql://h/d?odbc_connect=Server%3D(localdb)%5Cx', 'has a host that is no host name'],
    ['sqlserver://h:1433;nonsense', 'has a connection string that is not a list of name=value pairs'],
    ['sqlserver://h:1433;a@b=c', 'has a connection string that is not a list of name=value pairs'],
    ['postgresql://h/d? =c', 'has a query parameter without a proper name'],
    ['sqlserver://h:1433;user={u', 'has a connection string that is not a list of name=value pairs'],
  ])('%j %s', (text, reason) => {
    const error = failure(text)
    expect(error?.message.startsWith(`the DSN ${reason}`)).toBe(true)
    expect(error?.message).toContain('; accepted forms: sqlite:///relative/path.db, ')
    expect(error?.message).not.toContain('\n')
  })

  test.each([
    'postgresql://u:p@h1:5432,h2:5432/d',
    'postgresql://h1:1,h2:2/d',
    'postgresql://h1,h2/d',
    'postgresql://h1,h2:5432/d',
    'postgresql://[::1]:5432,[::2]:5432/d',
    'postgresql://[::1],[::2]/d',
    'postgresql+psycopg://u:p@/d?host=h1,h2',
    'postgresql+psycopg://u:p@/d?host=h1:5432&host=h2:5432',
    'postgresql://u:p@h/d?port=5432,5433',
    'mysql://u:p@h1:3306,h2:3306/d',
    'mariadb://u:p@h1,h2/d',
    'mssql://u:p@h1:1433,h2:1433/d',
    'mssql://u:p@h1,h2/d',
    'sqlserver://h1,h2:1433;database=d',
    'mssql://?odbc_connect=Server%3Dh1,h2%3BDatabase%3Dd',
  ])('%j has more hosts than one', text => {
    expect(failure(text)?.message).toBe(
      'the DSN names several hosts; name one: the primary server, or a proxy or load balancer that finds it',
    )
  })

  test.each([
    'postgresql://u:"p"@h/d',
    "mysql://u:'p'@h/d",
    'mssql://u:`p`@h/d',
  ])('%j has a password in quotation marks', text => {
    expect(failure(text)?.message).toBe(
      'the DSN has a password in quotation marks, which would be part of it; remove them, or write them %22 or %27 where they belong to it',
    )
  })

  test('quotation marks that are encoded belong to the password, and so does one alone', () => {
    for (const [dsn, secret] of [
      ['postgresql://u:%22p%22@h/d', '"p"'],
      ['mysql://u:"p@h/d', '"p'],
      ["mysql://u:p'q'@h/d", "p'q'"],
    ] as const)
      expect(parseDsn(dsn)).toMatchObject({ password: secret })
  })
})

const password = 'hUnTeR2'

/** DSNs that carry the password, in good order and in every kind of disorder. */
const carriers = [
  'postgresql://u:PW@h:5432/d?sslmode=require',
  'postgresql+psycopg://:PW@h/d',
  'postgres://u:PW@h',
  'postgresql://u:a@PW/x@h/d',
  'postgresql://u:a:PW@h/d',
  'postgresql://u:PW?x@h/d',
  'postgresql://u:PW#x@h/d',
  'postgresql://h/d?user=u&password=PW',
  'postgresql://h:5432/d?user=u@s&password=PW',
  'postgresql://u:p@h/d?sslpassword=PW',
  'postgresql://h/d?passfile=PW',
  'postgresql://h/d?proxy=http://u:PW@proxy',
  'mysql://u:PW@h/d',
  'mysql://h/d?passwd=PW&ssl_key=PW',
  'mysql://u:p@h/d?server_public_key=PW',
  'mariadb+mariadbconnector://u:PW@[::1]:3306/d',
  'mssql+pyodbc://sa:PW@h:1433/d?driver=x&Encrypt=yes',
  'mssql+pyodbc:///?odbc_connect=Server%3Dh%3BUid%3Dsa%3BPwd%3DPW',
  'mssql+pyodbc:///?odbc_connect=Server%3Dh%3BUid%3Dsa%3BPwd%3D%7BPW%3B%7D%7D%7D',
  'mssql+pyodbc:///?odbc_connect=Server%3Dh%3BAccessToken%3DPW',
  'mssql://h/d?ClientSecret=PW&access_token=PW',
  'sqlserver://h:1433;user=sa;password=PW;database=d',
  'sqlserver://h;keyStoreSecret=PW',
  'jdbc:sqlserver://h:1433;user=sa;password={PW;x}',
  // Malformed
  'PW',
  'u:PW@h/d',
  '"postgresql://u:PW@h/d"',
  'postgresql:u:PW@h/d',
  'postgresql//u:PW@h/d',
  'postgress://u:PW@h/d',
  'mongodb://u:PW@h/d',
  'postgresql://u:PW/d',
  'postgresql://u:PW',
  'postgresql://u:PW@h:port/d',
  'postgresql://u:PW@h:99999/d',
  'postgresql://u:PW@h x/d',
  'postgresql://u:PW@[h]/d',
  'postgresql://u:PW@[::1/d',
  'postgresql://u:PW@h/d\nx',
  'postgresql://u:PW@h1:1,h2:2/d',
  'postgresql://u:a@b?PW@h/d',
  'postgresql://h/d?PW@x=y',
  'sqlite://u:PW@h/x.db',
  'sqlite://:PW@/x.db',
  'sqlite+pysqlcipher://:PW@/x.db',
  'sqlite:///x.db?key=PW',
  'mssql+pyodbc:///?odbc_connect=Server%3Dh%3BPwd%3D%7BPW',
  'mssql+pyodbc:///?odbc_connect=PW',
  'sqlserver://h:1433;password={PW',
  'sqlserver://h:1433;PW',
].map(text => text.replaceAll('PW', password))

describe('a password is never shown', () => {
  test.each(carriers)('by parsing or redacting %s', text => {
    expect(failure(text)?.message ?? redactDsn(parseDsn(text))).not.toContain(password)
  })

  test.each(carriers)('by loading or describing a file with %s', text => {
    expect(outcome(`[contract_store]\ndsn = ${JSON.stringify(text)}`, {})).not.toContain(password)
  })

  test.each(carriers)('by loading or describing a variable with %s', text => {
    expect(outcome(undefined, { DC43_CONTRACT_STORE_DSN: text })).not.toContain(password)
  })

  test.each(carriers.filter(text => text.includes('://')))('by a setting it has strayed to: %s', text => {
    const keys = ['type', 'table', 'schema', 'log_sql', 'root', 'base_url', 'token', 'dns']
    const file = keys.map(key => `${key} = ${JSON.stringify(text)}`).join('\n')
    const shown = outcome(`[contract_store]\n${file}`, { DC43_SERVER_HSOT: text, DC43_CONTRACT_STORE: text })
    expect(shown.split('\n').length).toBeGreaterThan(7)
    expect(shown).not.toContain(password)
  })

  test.each([
    `dsn = "postgresql://u:${password}@h/d`,
    `dsn = postgresql://u:${password}@h/d`,
    `dsn = "postgresql://u:p@h/d" ${password}`,
    `dsn = "x"\ndsn = "${password}"`,
    `dsn = ["${password}"]`,
    `dsn = { password = "${password}" }`,
    `pasword = "${password}"`,
    `dsn = "\\q${password}"`,
  ])('by a file that says %s', line => {
    expect(outcome(`[contract_store]\n${line}\n[auth]\ntoken = " ${password} x"`, {})).not.toContain(password)
  })
})

describe('redactDsn', () => {
  test.each([
    ['sqlite://', 'sqlite://'],
    ['sqlite:///./contracts.db', 'sqlite:///./contracts.db'],
    ['sqlite:////var/a%3Fb%25.db?timeout=5', 'sqlite:////var/a%3Fb%25.db?timeout=5'],
    [
      'postgresql+psycopg://user:pw@host:5432/db?sslmode=require',
      'postgres://user:***@host:5432/db?sslmode=require',
    ],
    ['postgresql://user@host/db', 'postgres://user@host/db'],
    ['postgresql://:pw@host/db', 'postgres://:***@host/db'],
    ['postgresql://user:@host/db', 'postgres://user:***@host/db'],
    ['postgresql:///db', 'postgres://localhost/db'],
    ['postgresql:///db?host=/var/run/pg', 'postgres:///db?host=/var/run/pg'],
    ['postgresql://u%40x:pw@[::1]:1/a%2Fb', 'postgres://u%40x:***@[::1]:1/a%2Fb'],
    ['postgresql://h/d?sslpassword=x&sslmode=require', 'postgres://h/d?sslpassword=***&sslmode=require'],
    ['mariadb://u:pw@h/d', 'mariadb://u:***@h/d'],
    ['mysql+pymysql://u:pw@h/d', 'mysql://u:***@h/d'],
    ['sqlserver://h:1433;database=d;user=u;password=z;encrypt=true', 'mssql://u:***@h:1433/d?encrypt=true'],
  ])('%s is shown as %s', (text, shown) => {
    expect(redactDsn(parseDsn(text))).toBe(shown)
  })

  test.each(carriers.filter(text => failure(text) === undefined))('can be read again: %s', text => {
    const shown = redactDsn(parseDsn(text))
    expect(redactDsn(parseDsn(shown))).toBe(shown)
  })
})

function failure(text: string): DsnError | undefined {
  try {
    parseDsn(text)
  } catch (error) {
    if (error instanceof DsnError) return error
    throw error
  }
  return undefined
}

function outcome(toml: string | undefined, env: Record<string, string>): string {
  let description = ''
  const reported = problemsOf(() => {
    description = describeConfig(load(toml, env))
  })
  return [...reported, description].join('\n')
}
