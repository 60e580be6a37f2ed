import { describe, expect, test } from 'vitest'
import type { Dsn } from '../../../src/config/dsn/dsn.ts'
import { parseDsn } from '../../../src/config/dsn/parse.ts'

type Case = [text: string, dsn: Dsn]

const sqlite = (file: string | undefined, options = {}): Dsn => ({ dialect: 'sqlite', file, options })
const postgres = (fields: object = {}): Dsn => ({ dialect: 'postgres', host: 'h', options: {}, ...fields })
const mysql = (fields: object = {}): Dsn => ({ dialect: 'mysql', host: 'h', options: {}, ...fields })
const mssql = (fields: object = {}): Dsn => ({ dialect: 'mssql', host: 'h', options: {}, ...fields })
const odbc = (text: string) => `mssql+pyodbc:///?odbc_connect=${encodeURIComponent(text)}`

describe('SQLite', () => {
  test.each<Case>([
    ['sqlite://', sqlite(undefined)],
    ['sqlite:///', sqlite(undefined)],
    ['sqlite:///:memory:', sqlite(undefined)],
    ['sqlite+pysqlite://', sqlite(undefined)],
    ['sqlite+pysqlite:///:memory:', sqlite(undefined)],
    ['sqlite:///contracts.db', sqlite('contracts.db')],
    ['sqlite:///./contracts.db', sqlite('./contracts.db')],
    ['sqlite:///../data/contracts.db', sqlite('../data/contracts.db')],
    ['sqlite:////var/lib/contracts.db', sqlite('/var/lib/contracts.db')],
    ['sqlite+pysqlite:////var/lib/contracts.db', sqlite('/var/lib/contracts.db')],
    ['sqlite+aiosqlite:///contracts.db', sqlite('contracts.db')],
    ['SQLite:///contracts.db', sqlite('contracts.db')],
    ['  sqlite:///contracts.db\n', sqlite('contracts.db')],
    ['sqlite:///C:\\data\\x.db', sqlite('C:\\data\\x.db')],
    ['sqlite:///C:/data/x.db', sqlite('C:/data/x.db')],
    ['sqlite:///~/x.db', sqlite('~/x.db')],
    ['sqlite:///with space.db', sqlite('with space.db')],
    ['sqlite:///with%20space.db', sqlite('with space.db')],
    ['sqlite:///50%.db', sqlite('50%.db')],
    ['sqlite:///a+b.db', sqlite('a+b.db')],
    ['sqlite:///a@b:c#d.db', sqlite('a@b:c#d.db')],
    ['sqlite:///a%3Fb.db', sqlite('a?b.db')],
    ['sqlite:///x.db?timeout=10', sqlite('x.db', { timeout: '10' })],
    [
      'sqlite:///x.db?timeout=0.5&check_same_thread=false',
      sqlite('x.db', { timeout: '0.5', check_same_thread: 'false' }),
    ],
    ['sqlite:///x.db?timeout=', sqlite('x.db')],
    ['sqlite:///:memory:?cached_statements=50', sqlite(undefined, { cached_statements: '50' })],
  ])('%j', (text, dsn) => {
    expect(parseDsn(text)).toEqual(dsn)
  })
})

describe('every server', () => {
  const servers: [scheme: string, make: (fields?: object) => Dsn][] = [
    ...[
      'postgresql',
      'postgres',
      'postgresql+psycopg',
      'postgresql+psycopg2',
      'postgresql+asyncpg',
      'jdbc:postgresql',
    ].map((scheme): [string, typeof postgres] => [scheme, postgres]),
    ...['mysql', 'mysql+pymysql', 'mysql+mysqldb', 'mysql+aiomysql', 'jdbc:mysql'].map(
      (scheme): [string, typeof mysql] => [scheme, mysql],
    ),
    ...['mariadb', 'mariadb+mariadbconnector', 'mariadb+pymysql'].map((scheme): [string, typeof mysql] => [
      scheme,
      (fields?: object) => mysql({ flavour: 'mariadb', ...fields }),
    ]),
    ...['mssql', 'mssql+pyodbc', 'mssql+pymssql', 'sqlserver', 'sqlserver+pyodbc', 'jdbc:sqlserver'].map(
      (scheme): [string, typeof mssql] => [scheme, mssql],
    ),
  ]

  const forms: [rest: string, fields: object][] = [
    ['h', {}],
    ['h/', {}],
    ['h:', {}],
    ['h:/d', { database: 'd' }],
    ['h/d', { database: 'd' }],
    ['h:1234', { port: 1234 }],
    ['h:1234/d', { port: 1234, database: 'd' }],
    ['u@h/d', { user: 'u', database: 'd' }],
    ['u:@h/d', { user: 'u', password: '', database: 'd' }],
    ['u:p@h', { user: 'u', password: 'p' }],
    ['u:p@h:1234/d', { user: 'u', password: 'p', port: 1234, database: 'd' }],
    [':p@h/d', { password: 'p', database: 'd' }],
    ['', { host: 'localhost' }],
    ['/d', { host: 'localhost', database: 'd' }],
    ['u:p@/d', { host: 'localhost', user: 'u', password: 'p', database: 'd' }],
    ['127.0.0.1:1/d', { host: '127.0.0.1', port: 1, database: 'd' }],
    ['[::1]/d', { host: '::1', database: 'd' }],
    [
      'u:p@[2001:db8::1]:65535/d',
      { host: '2001:db8::1', user: 'u', password: 'p', port: 65535, database: 'd' },
    ],
    ['u:p@db-1.example_x.org/d', { host: 'db-1.example_x.org', user: 'u', password: 'p', database: 'd' }],
    ['u%40corp:p%40ss@h/d', { user: 'u@corp', password: 'p@ss', database: 'd' }],
    ['u:p%3A%2F%3F%23%25@h/d', { user: 'u', password: 'p:/?#%', database: 'd' }],
    ['u:p%C3%A9@h/d', { user: 'u', password: 'pé', database: 'd' }],
    ['u:a+b@h/d', { user: 'u', password: 'a+b', database: 'd' }],
    ['u:a%20b@h/d', { user: 'u', password: 'a b', database: 'd' }],
    ['u:100%@h/d', { user: 'u', password: '100%', database: 'd' }],
    ['u:p%zz@h/d', { user: 'u', password: 'p%zz', database: 'd' }],
    ['u:a:b:c@h/d', { user: 'u', password: 'a:b:c', database: 'd' }],
    ['u:a/b@h/d', { user: 'u', password: 'a/b', database: 'd' }],
    ['u:a@b@h/d', { user: 'u', password: 'a@b', database: 'd' }],
    ['u:a@b/c@h/d', { user: 'u', password: 'a@b/c', database: 'd' }],
    ['u:a?b@h/d', { user: 'u', password: 'a?b', database: 'd' }],
    ['u:a#b@h/d', { user: 'u', password: 'a#b', database: 'd' }],
    ['u:[x]@h/d', { user: 'u', password: '[x]', database: 'd' }],
    ['u:p@h/my%20db', { user: 'u', password: 'p', database: 'my db' }],
    ['h/d?foo=bar', { database: 'd', options: { foo: 'bar' } }],
    ['h?foo=bar', { options: { foo: 'bar' } }],
    ['h/d?foo=a+b&bar=%2Fx', { database: 'd', options: { foo: 'a b', bar: '/x' } }],
    ['h/d?foo=1&foo=2', { database: 'd', options: { foo: '2' } }],
    ['h/d?foo=&bar', { database: 'd' }],
    ['h/d?foo=a@b', { database: 'd', options: { foo: 'a@b' } }],
    ['h:1234/d?foo=a@b', { port: 1234, database: 'd', options: { foo: 'a@b' } }],
    ['u:p@h/d?foo=a@b:c', { user: 'u', password: 'p', database: 'd', options: { foo: 'a@b:c' } }],
    ['h/d?user=u&password=p%26q', { database: 'd', user: 'u', password: 'p&q' }],
    ['h:1234/d?user=me@server&password=p', { port: 1234, database: 'd', user: 'me@server', password: 'p' }],
    ['h/d?user=me:x@server', { database: 'd', user: 'me:x@server' }],
    ['?host=other&port=99&database=d', { host: 'other', port: 99, database: 'd' }],
    ['h/d?host=other', { host: 'other', database: 'd' }],
  ]

  const cases = servers.flatMap(([scheme, make]) =>
    forms.map(([rest, fields]): Case => [`${scheme}://${rest}`, make(fields)]),
  )

  test.each(cases)('%j', (text, dsn) => {
    expect(parseDsn(text)).toEqual(dsn)
  })
})

describe('PostgreSQL', () => {
  test.each<Case>([
    ['postgresql:///d?host=/var/run/postgresql', postgres({ host: '/var/run/postgresql', database: 'd' })],
    [
      'postgresql://u:p@/d?host=/tmp&port=5433',
      postgres({ host: '/tmp', port: 5433, user: 'u', password: 'p', database: 'd' }),
    ],
    ['postgresql://u@%2Fvar%2Frun/d', postgres({ host: '/var/run', user: 'u', database: 'd' })],
    ['postgresql://h/?dbname=d', postgres({ database: 'd' })],
    [
      'postgresql+psycopg://u:p@h/d?sslmode=require&options=-csearch_path%3Dx&application_name=a+b',
      postgres({
        user: 'u',
        password: 'p',
        database: 'd',
        options: { sslmode: 'require', options: '-csearch_path=x', application_name: 'a b' },
      }),
    ],
  ])('%j', (text, dsn) => {
    expect(parseDsn(text)).toEqual(dsn)
  })
})

describe('MySQL and MariaDB', () => {
  test.each<Case>([
    [
      'mysql://u:p@h/d?charset=utf8mb4&ssl-mode=REQUIRED',
      mysql({
        user: 'u',
        password: 'p',
        database: 'd',
        options: { charset: 'utf8mb4', 'ssl-mode': 'REQUIRED' },
      }),
    ],
    [
      'mysql://u@/d?unix_socket=/run/mysqld.sock',
      mysql({ host: 'localhost', user: 'u', database: 'd', options: { unix_socket: '/run/mysqld.sock' } }),
    ],
    ['mysql://h/?db=d&passwd=p', mysql({ database: 'd', password: 'p' })],
  ])('%j', (text, dsn) => {
    expect(parseDsn(text)).toEqual(dsn)
  })
})

describe('SQL Server', () => {
  const signIn = { user: 'sa', password: 'p', database: 'd' }
  test.each<Case>([
    [
      'mssql+pyodbc://sa:p@h:1433/d?driver=ODBC+Driver+18+for+SQL+Server&Encrypt=yes&TrustServerCertificate=no',
      mssql({
        ...signIn,
        port: 1433,
        options: { driver: 'ODBC Driver 18 for SQL Server', encrypt: 'yes', trustservercertificate: 'no' },
      }),
    ],
    ['mssql://sa:p@h\\SQLEXPRESS/d', mssql({ ...signIn, options: { instancename: 'SQLEXPRESS' } })],
    ['mssql://sa:p@./d', mssql({ ...signIn, host: 'localhost' })],
    [
      'mssql://h/d?LoginTimeout=5&login_timeout=6&Application+Name=x',
      mssql({ database: 'd', options: { logintimeout: '6', applicationname: 'x' } }),
    ],
    [odbc('Server=h;Database=d;Uid=sa;Pwd=p'), mssql(signIn)],
    [odbc('Server=h;Database=d;Uid=sa;Pwd=p;'), mssql(signIn)],
    [odbc(' ; Server = h ; Database = d ;; Uid = sa ; Pwd = p ; '), mssql(signIn)],
    [odbc('SERVER=h;DATABASE=d;UID=sa;PWD=p'), mssql(signIn)],
    [odbc('Data Source=h;Initial Catalog=d;User ID=sa;Password=p'), mssql(signIn)],
    [odbc('Address=h;Database=d;User=sa;Password={p}'), mssql(signIn)],
    [odbc('Server=tcp:h,1433;Database=d;Uid=sa;Pwd=p'), mssql({ ...signIn, port: 1433 })],
    [odbc('Server=TCP:h, 1433;Database=d;Uid=sa;Pwd=p'), mssql({ ...signIn, port: 1433 })],
    [
      odbc('Server=h\\I1,1433;Database=d;Uid=sa;Pwd=p'),
      mssql({ ...signIn, port: 1433, options: { instancename: 'I1' } }),
    ],
    [odbc('Server=(local);Database=d;Uid=sa;Pwd=p'), mssql({ ...signIn, host: 'localhost' })],
    [
      odbc('Server=.\\I1;Database=d;Uid=sa;Pwd=p'),
      mssql({ ...signIn, host: 'localhost', options: { instancename: 'I1' } }),
    ],
    [odbc('Server=h;Database=d;Uid=sa;Pwd={a;b}'), mssql({ ...signIn, password: 'a;b' })],
    [odbc('Server=h;Database=d;Uid=sa;Pwd={a}}b}'), mssql({ ...signIn, password: 'a}b' })],
    [
      odbc('Server=h;Database=d;Uid=sa;Pwd={{a}}};Encrypt=no'),
      mssql({ ...signIn, password: '{a}', options: { encrypt: 'no' } }),
    ],
    [odbc('Server=h;Database=d;Uid=sa;Pwd={ a=b };'), mssql({ ...signIn, password: ' a=b ' })],
    [odbc('Server=h;Database=d;Uid=sa;Pwd=a=b@c:d/e?f+g%'), mssql({ ...signIn, password: 'a=b@c:d/e?f+g%' })],
    [odbc('Server=h;Server=other;Database=d;Uid=sa;Pwd=p'), mssql(signIn)],
    [odbc('Server=h;Database=;Uid=sa'), mssql({ user: 'sa' })],
    [
      odbc(
        'Driver={ODBC Driver 18 for SQL Server};Server=tcp:h,1433;Database=d;Encrypt=yes;TrustServerCertificate=no;Authentication=ActiveDirectoryMsi',
      ),
      mssql({
        database: 'd',
        port: 1433,
        options: {
          driver: 'ODBC Driver 18 for SQL Server',
          encrypt: 'yes',
          trustservercertificate: 'no',
          authentication: 'ActiveDirectoryMsi',
        },
      }),
    ],
    ['mssql+pyodbc://?odbc_connect=Server%3Dh%3BDatabase%3Dmy+db', mssql({ database: 'my db' })],
    ['sqlserver://h;database=d;user=sa;password=p', mssql(signIn)],
    ['sqlserver://h:1433;database=d;user=sa;password=p', mssql({ ...signIn, port: 1433 })],
    ['jdbc:sqlserver://h:1433;databaseName=d;userName=sa;password=p;', mssql({ ...signIn, port: 1433 })],
    [
      'sqlserver://h\\I1;database=d;user=sa;password=p',
      mssql({ ...signIn, options: { instancename: 'I1' } }),
    ],
    ['sqlserver://[::1]:1433;database=d', mssql({ host: '::1', port: 1433, database: 'd' })],
    [
      'sqlserver://;serverName=h;portNumber=1433;databaseName=d;user=sa;password=p',
      mssql({ ...signIn, port: 1433 }),
    ],
    [
      'sqlserver://h:1433;user=sa;password={p;w}};x};database=d;encrypt=true',
      mssql({ ...signIn, port: 1433, password: 'p;w};x', options: { encrypt: 'true' } }),
    ],
    [
      'sqlserver://h:1433;user=sa;password=p@s:s/w?d;database=d',
      mssql({ ...signIn, port: 1433, password: 'p@s:s/w?d' }),
    ],
    ['sqlserver://sa:a;b@h/d', mssql({ ...signIn, password: 'a;b' })],
  ])('%j', (text, dsn) => {
    expect(parseDsn(text)).toEqual(dsn)
  })
})

test('an option called __proto__ is an option', () => {
  const { options } = parseDsn('postgresql://h/d?__proto__=x')
  expect(Object.entries(options)).toEqual([['__proto__', 'x']])
})
