import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import mssql from 'mssql'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { regionOf } from '../../src/sql/identity/aws.ts'
import { TokenError } from '../../src/sql/identity/token-source.ts'
import { tokensOf } from '../../src/sql/identity/tokens-of.ts'
import { tokenAuthentication } from '../../src/sql/mssql/connect.ts'
import { startIdentityEndpoint } from '../support/identity-endpoint.ts'
import { awsKey, isRdsToken } from '../support/rds.ts'

afterEach(() => vi.unstubAllEnvs())

test('Azure SQL has tokens of its own kind', async () => {
  const endpoint = await startIdentityEndpoint()
  onTestFinished(() => endpoint.stop())
  for (const [name, value] of Object.entries(endpoint.env)) vi.stubEnv(name, value)
  const tokens = tokensOf({ provider: 'azure' }, { dialect: 'mssql', host: 'h', options: {} }, 5000)
  endpoint.token = 'first'
  expect(await tokens()).toBe('first')
  endpoint.token = 'second'
  expect(await tokens()).toBe('second')
  expect(endpoint.asked[0]).toEqual({ resource: 'https://database.windows.net', clientId: null })
})

test.each([
  ['mysql', 'db.abc.eu-west-1.rds.amazonaws.com', 3306, 'eu-west-1'],
  ['postgres', 'db.cluster-abc.cn-north-1.rds.amazonaws.com.cn', 5432, 'cn-north-1'],
] as const)('a token of RDS for %s is for host, port, user and region', async (dialect, host, port, region) => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', awsKey.id)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', awsKey.secret)
  const token = await tokensOf({ provider: 'aws' }, { dialect, host, user: 'a', options: {} }, 5000)()
  expect(isRdsToken(token, `${host}:${port}`, 'a', region)).toBe(true)
  expect(regionOf('db.example.org')).toBeUndefined()
})

test('a token that does not come in time is an error that every dialect knows', async () => {
  const server = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  vi.stubEnv('IDENTITY_ENDPOINT', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  vi.stubEnv('IDENTITY_HEADER', 'x')
  const tokens = tokensOf({ provider: 'azure' }, { dialect: 'mysql', host: 'h', options: {} }, 200)
  await expect(tokens()).rejects.toThrow(TokenError)
  await expect(tokens()).rejects.toMatchObject({ code: 'NO_TOKEN' })
})

test('the driver of SQL Server takes the source of tokens', async () => {
  const server = createServer(socket => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const pool = new mssql.ConnectionPool({
    server: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    authentication: tokenAuthentication(async () => 'token'),
  })
  // it came as far as the network, so it has not refused the kind of authentication
  await expect(pool.connect()).rejects.toMatchObject({ code: 'ESOCKET' })
})
