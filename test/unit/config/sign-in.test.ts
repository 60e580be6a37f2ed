import { describe, expect, test } from 'vitest'
import { sqlStoreOf } from '../../support/sql-store-of.ts'
import { load, problems } from './support.ts'

const client = '00000000-0000-4000-8000-000000000001'
const fileOf = (dsn: string, more = '') => `[contract_store]\ndsn = "${dsn}"\n${more}`
const secure = 'postgresql://u@h/d?sslmode=verify-full'

describe('the identity', () => {
  test.each([
    ['aws', { provider: 'aws' }],
    [' AWS  region=eu-west-1 ', { provider: 'aws', region: 'eu-west-1' }],
    ['azure', { provider: 'azure' }],
    [`azure client_id=${client}`, { provider: 'azure', client_id: client }],
  ])('may be the text %j', (text, identity) => {
    expect(
      load(fileOf(secure), { DC43_CONTRACT_STORE_IDENTITY: text }).config.contractStore.identity,
    ).toEqual(identity)
  })

  test('may be a table', () => {
    const table = `[contract_store.identity]\nprovider = "azure"\nclient_id = "${client}"`
    expect(load(fileOf(secure, table)).config.contractStore.identity).toEqual({
      provider: 'azure',
      client_id: client,
    })
  })

  test.each([
    'gcp',
    'aws client_id=x',
    'azure region=x',
    'azure client_id=app',
    'aws region',
    '',
  ])('%j is none', text => {
    const found = problems(fileOf(secure, `identity = "${text}"`))
    expect(found).toHaveLength(text === '' ? 0 : 1)
    if (text !== '') expect(found[0]).toContain('contract_store.identity is')
  })
})

describe('ActiveDirectoryMsi in the DSN of SQL Server is the managed identity', () => {
  test.each([
    ['mssql://h/d?Authentication=ActiveDirectoryMsi', undefined],
    [`mssql://${client}@h/d?Authentication=ActiveDirectoryMsi`, client],
    [`sqlserver://h:1433;database=d;authentication=ActiveDirectoryManagedIdentity;user=${client}`, client],
    [
      `mssql+pyodbc:///?odbc_connect=Server%3Dh%3BAuthentication%3DActiveDirectoryMsi%3BUid%3D${client}`,
      client,
    ],
  ])('%s', (dsn, id) => {
    const { identity, dsn: parsed } = sqlStoreOf(load(fileOf(dsn)))
    expect(identity).toEqual({ provider: 'azure', ...(id !== undefined && { client_id: id }) })
    expect(parsed).not.toHaveProperty('user')
  })

  test('a person cannot sign in', () => {
    expect(problems(fileOf('mssql://u:p@h/d?Authentication=ActiveDirectoryPassword'))[0]).toMatch(
      /contract_store\.dsn has a value of Authentication that is not supported; expected SqlPassword or ActiveDirectoryMsi$/,
    )
  })

  test('a password is a password', () => {
    const { contractStore } = load(fileOf('mssql://u:p@h/d?Authentication=SqlPassword')).config
    expect(contractStore.identity).toBeUndefined()
  })
})

describe('what does not go together is told', () => {
  test.each([
    ['sqlite:///./x.db', 'azure', 'SQLite has no accounts'],
    ['mssql://h/d', 'aws', 'SQL Server does not know'],
    ['postgresql://u:p@h/d?sslmode=require', 'aws', 'there is a password as well'],
    ['postgresql://h/d?sslmode=require', 'aws', 'has no user'],
    [
      'postgresql://u@h/d',
      'aws',
      'does not ask for TLS, without which a token must not be sent; add sslmode=',
    ],
    ['postgresql://u@h/d?sslmode=prefer', 'azure', 'does not ask for TLS'],
    ['mysql://u@h/d', 'azure', 'does not ask for TLS, without which a token must not be sent; add ssl_mode='],
    ['mysql://u@h/d?ssl_mode=disabled', 'azure', 'does not ask for TLS'],
    ['mysql://u@h/d?ssl=false&ssl_ca=x', 'azure', 'does not ask for TLS'],
    ['mysql://u@h/d?ssl_disabled=true', 'azure', 'does not ask for TLS'],
  ])('%s and %s', (dsn, text, complaint) => {
    const found = problems(fileOf(dsn, `identity = "${text}"`))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(complaint)
    expect(found[0]).toMatch(/^dc43-service-backends\.toml:[23]:\d+: /)
  })

  test.each([
    'postgresql://u@h/d?sslmode=require',
    'postgresql://u@127.0.0.1/d',
    'postgresql://u@/d?host=/var/run/postgresql',
    'mysql://u@h/d?ssl_mode=required',
    'mysql://u@h/d?ssl_ca=x.pem',
    'mysql://u@/d?unix_socket=/run/mysqld.sock',
    'mariadb://u@localhost/d',
  ])('%s may carry a token', dsn => {
    expect(problems(fileOf(dsn, 'identity = "azure"'))).toEqual([])
  })
})
