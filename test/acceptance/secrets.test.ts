/** All that the service prints, at the most talkative log level, is searched for the secrets it was given. */
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { runCommand, startService } from '../support/service.ts'
import { type Answer, ask, logOf, untilLogged } from '../support/service-requests.ts'
import { startTelltaleServer } from '../support/telltale-server.ts'
import { tempFolder } from '../support/temp-folder.ts'

const password = 'hush p@ss/"word'
const secrets = {
  token: 'hush-the-token',
  laterToken: 'hush-the-later-token',
  dashboard: 'hush-the-dashboard',
  otlpHeader: 'hush-otlp-header',
  otlpUser: 'hush-otlp-user',
  aws: 'hush-aws-secret',
  awsSession: 'hush-aws-session',
  identity: 'hush-identity-header',
  jwks: 'hush-key-of-jwks',
  wrong: 'hush-wrong-token',
  workspace: 'hush-token-of-workspace',
  client: 'hush-secret-of-client',
}

const env = {
  DC43_SERVER_LOG_LEVEL: 'trace',
  DC43_CONTRACT_STORE_LOG_SQL: 'true',
  DASHBOARD_TOKEN: secrets.dashboard,
  OTEL_LOG_LEVEL: 'all',
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://${secrets.otlpUser}:${secrets.otlpUser}@127.0.0.1:1`,
  OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${secrets.otlpHeader},x-key=${secrets.otlpHeader}`,
  OTEL_EXPORTER_OTLP_TIMEOUT: '300',
  OTEL_BSP_SCHEDULE_DELAY: '100',
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: secrets.aws,
  AWS_SESSION_TOKEN: secrets.awsSession,
  IDENTITY_ENDPOINT: 'http://127.0.0.1:1/token',
  IDENTITY_HEADER: secrets.identity,
}

const configFile = (issuer: string) => `
[[auth.tokens]]
name = "dashboard"
role = "reader"
token_variable = "DASHBOARD_TOKEN"

[auth.oidc]
issuer = "${issuer}"
audience = "dc43-registry"
jwks_uri = "${issuer}/keys?key=${secrets.jwks}"
role_mapping = { readers = "reader" }
`

function folder(issuer = 'http://127.0.0.1:1'): string {
  const cwd = tempFolder()
  writeFileSync(join(cwd, 'dc43-service-backends.toml'), configFile(issuer))
  writeFileSync(join(cwd, 'token'), secrets.token)
  return cwd
}

/** No line may have a part of a secret that tells it, in whatever way it is written. */
function expectSilence(printed: string): void {
  const lines = printed.split('\n').filter(line => /hush|p@ss|p%40ss/i.test(line))
  expect(lines).toEqual([])
}

/** A token of the right form that nobody has signed. */
const unsigned = [{ alg: 'RS256', kid: secrets.wrong }, { sub: secrets.wrong }]
  .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.')

/** An issuer that has no keys for anybody. */
async function startKeylessIssuer(): Promise<string> {
  const server = createServer((_, reply) => void reply.writeHead(404).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe('a service on SQLite', () => {
  test('prints none of its tokens, nor any of a caller', async () => {
    const cwd = folder(await startKeylessIssuer())
    const service = await startService({ cwd, env: { ...env, DC43_BACKEND_TOKEN_FILE: 'token' } })
    onTestFinished(async () => void (await service.stop()))
    const statuses = async (...asked: Promise<Answer>[]) =>
      (await Promise.all(asked)).map(({ status }) => status)
    const { token, dashboard, wrong } = secrets
    expect(
      await statuses(
        ask(service, '/contracts', bearer(token)),
        ask(service, '/contracts', bearer(dashboard)),
        ask(service, `/contracts?token=${token}`),
        ask(service, '/contracts', bearer(wrong)),
        ask(service, '/contracts', { headers: { 'x-api-key': wrong, authorization: `Bearer ${token}` } }),
        ask(service, '/contracts', { headers: { authorization: `Basic ${wrong}`, cookie: wrong } }),
        ask(service, `/contracts?token=${wrong}`, bearer(`${unsigned}.${wrong}`)),
        ask(service, `/contracts/${token}/latest`, bearer(token)),
        ask(service, `/contracts/a/versions/1`, { method: 'PUT', body: `{"${wrong}`, ...bearer(token) }),
      ),
    ).toEqual([200, 200, 401, 401, 400, 401, 503, 404, 415])
    writeFileSync(join(cwd, 'token'), secrets.laterToken)
    service.process.kill('SIGHUP')
    await untilLogged(service, 'the tokens were renewed')
    const { status } = await ask(service, `/contracts/${secrets.laterToken}`, bearer(secrets.laterToken))
    expect(status).toBe(404)
    writeFileSync(join(cwd, 'token'), `${secrets.wrong} ${secrets.wrong}`)
    service.process.kill('SIGHUP')
    await untilLogged(service, 'could not be renewed')
    expect(await service.stop()).toBe(0)
    expectSilence(service.stdout() + service.stderr())
    expect(logOf(service).filter(line => line.msg === 'request').length).toBeGreaterThan(9)
    for (const msg of ['SQL statement', 'the keys of the issuer cannot be fetched'])
      expect(logOf(service).some(line => line.msg === msg)).toBe(true)
  })
})

describe('a service whose database server repeats the password', () => {
  const dsnOf = (port: number) =>
    `postgresql://hushed:${encodeURIComponent(password)}@127.0.0.1:${port}/d?sslmode=disable`

  test.each(['28P01', '57P03'])('(%s) does not print it', async code => {
    const server = await startTelltaleServer(code)
    onTestFinished(() => server.stop())
    const more = { DC43_CONTRACT_STORE_DSN: dsnOf(server.port), DC43_CONTRACT_STORE_START_TIMEOUT: '1' }
    for (const command of ['serve', 'migrate', 'reindex']) {
      const {
        code: exit,
        stdout,
        stderr,
      } = await runCommand([command], {
        cwd: folder(),
        env: { ...env, ...more, DC43_BACKEND_TOKEN_FILE: 'token', DC43_SERVER_PORT: '0' },
      })
      expect(exit).toBe(2)
      expect(stderr).toContain('no entry for ***')
      expectSilence((stdout + stderr).replaceAll('hushed', 'user'))
    }
    expect(server.heard).toContain(password)
  })
})

/** A workspace of Databricks that says what it was asked with. */
async function startTelltaleWorkspace(token: string): Promise<string> {
  const server = createServer(({ url, headers }, reply) => {
    if (url === '/oidc/v1/token' && token !== '')
      return void reply.end(JSON.stringify({ access_token: token }))
    reply.writeHead(403).end(JSON.stringify({ message: `not for ${headers.authorization}` }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a service whose workspace repeats what signs in to it', () => {
  const client = { DATABRICKS_CLIENT_ID: 'client', DATABRICKS_CLIENT_SECRET: secrets.client }

  test.each([
    ['a token', { DATABRICKS_TOKEN: secrets.workspace }, ''],
    ['a client', client, ''],
    ['a token of a client', client, secrets.workspace],
  ])('does not print it: %s', async (_, signIn, token) => {
    const warehouse = {
      DC43_CONTRACT_STORE_TYPE: 'delta',
      DC43_CONTRACT_STORE_TABLE: 'main.governance.contracts',
      DATABRICKS_HOST: await startTelltaleWorkspace(token),
      DATABRICKS_WAREHOUSE_ID: 'w',
    }
    const { code, stdout, stderr } = await runCommand(['serve'], {
      cwd: folder(),
      env: {
        ...env,
        ...warehouse,
        ...signIn,
        DC43_BACKEND_TOKEN_FILE: 'token',
        DC43_SERVER_PORT: '0',
      },
    })
    expect(code).toBe(2)
    expect(stderr).toMatch(/contract_store.workspace_url: .*HTTP 403|gave no token for the client/)
    expectSilence(stdout + stderr)
    expect(stdout + stderr).not.toContain(Buffer.from(`client:${secrets.client}`).toString('base64'))
  })
})

describe('check-config', () => {
  test.each([
    'postgresql://u:hush%40hush@h/d?sslkey=hush',
    'mysql://u:hush@h/d?ssl_key=hush',
    'mssql://u:hush@h/d?ClientSecret=hush&accessToken=hush',
    'mssql://?odbc_connect=Server%3Dh%3BUID%3Du%3BPWD%3Dhush%3BDatabase%3Dd',
    'sqlserver://h:1433;database=d;user=u;password={hush};keyStoreSecret=hush',
  ])('shows no secret of %s', async dsn => {
    const cwd = folder()
    const given = { ...env, DC43_CONTRACT_STORE_DSN: dsn, DC43_BACKEND_TOKEN: secrets.token }
    const { code, stdout, stderr } = await runCommand(['check-config'], { cwd, env: given })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expectSilence(stdout)
  })

  test.each<Record<string, string>>([
    { DC43_CONTRACT_STORE_IDENTITY: 'azure client_secret=hush' },
    { DC43_CONTRACT_STORE_IDENTITY: 'hush' },
    { DC43_CONTRACT_STORE_DSN: 'postgresql://u:hush@ho st/d' },
    { DC43_BACKEND_TOKEN: 'hush hush' },
    { DASHBOARD_TOKEN: 'hush hush' },
    { DC43_SERVER_PORT: 'postgresql://u:hush@h/d' },
  ])('shows nothing of what may be a secret and is wrong: %s', async wrong => {
    const dsn = 'postgresql://u@localhost/d'
    const { code, stderr } = await runCommand(['check-config'], {
      cwd: folder(),
      env: { ...env, DC43_CONTRACT_STORE_DSN: dsn, ...wrong },
    })
    expect(code).toBe(2)
    expect(stderr).toContain(Object.keys(wrong)[0])
    expectSilence(stderr)
  })
})
