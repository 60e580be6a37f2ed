/** Databases that are signed in to with tokens of a cloud. The clouds are played; the databases are real. */
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { endConnections } from '../support/end-connections.ts'
import { type IdentityEndpoint, startIdentityEndpoint } from '../support/identity-endpoint.ts'
import { notRun } from '../support/not-run.ts'
import { awsKey, isRdsToken, startRdsGate } from '../support/rds.ts'
import { type CheckingServer, checkingServers } from '../support/servers/passwords.ts'
import { type Service, startService } from '../support/service.ts'
import {
  expectUnavailable,
  logOf,
  publishAtLast,
  publishTo,
  readFrom,
  untilReady,
} from '../support/service-requests.ts'
import { until } from '../support/until.ts'

const client = '00000000-0000-4000-8000-000000000001'

describe.each(Object.entries(checkingServers))('the managed identity of Azure, on %s', (name, start) => {
  let database: CheckingServer | undefined
  let endpoint: IdentityEndpoint
  beforeAll(async () => {
    database = await start()
    endpoint = await startIdentityEndpoint()
    if (!database) notRun(`managed identity on ${name}`, 'it is not installed')
  })
  afterAll(async () => {
    await endpoint.stop()
    await database?.server.stop()
  })

  const serve = async ({ dsn }: CheckingServer, env: Record<string, string> = {}): Promise<Service> => {
    const identity = {
      DC43_CONTRACT_STORE_IDENTITY: `azure client_id=${client}`,
      // the service gives up before the SDK does, and asks again
      DC43_CONTRACT_STORE_CONNECT_TIMEOUT: '5',
    }
    const service = await startService({
      env: { DC43_CONTRACT_STORE_DSN: dsn, ...identity, ...endpoint.env, ...env },
    })
    onTestFinished(async () => void (await service.stop()))
    return service
  }

  test('each new connection has a token of its own', async context => {
    if (!database) return context.skip()
    endpoint.token = 'token-1'
    await database.setPassword('token-1')
    const service = await serve(database)
    await untilReady(service)
    expect((await publishTo(service, 'sales.orders', '1.0.0')).status).toBe(204)

    for (const token of ['token-2', 'token-3']) {
      endpoint.token = token
      await database.setPassword(token)
      await database.disconnect()
      const answers = await Promise.all([1, 2, 3].map(() => readFrom(service, 'sales.orders', '1.0.0')))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    }
    expect(new Set(endpoint.asked.map(({ resource }) => resource))).toEqual(
      new Set(['https://ossrdbms-aad.database.windows.net']),
    )
    expect(new Set(endpoint.asked.map(({ clientId }) => clientId))).toEqual(new Set([client]))
    expect(await service.stop()).toBe(0)
    expect(service.stdout() + service.stderr()).not.toMatch(/token-\d|endpoint-secret/)
  })

  test('without a token the answer is 503, and all is well again when there is one', async context => {
    if (!database) return context.skip()
    endpoint.token = 'token-1'
    await database.setPassword('token-1')
    const service = await serve(database)
    await untilReady(service)
    expect((await publishTo(service, 'sales.orders', '1.0.0')).status).toBe(204)

    endpoint.token = undefined
    await database.disconnect()
    await until(
      async () =>
        (await readFrom(service, 'sales.orders', '1.0.0')).status !== 200 || 'it is still connected',
    )
    // more than there are connections: none of them may be lost for good
    for (let turn = 0; turn < 15; turn++) expectUnavailable(await readFrom(service, 'sales.orders', '1.0.0'))
    expect(logOf(service).some(line => JSON.stringify(line).includes('no token for the database'))).toBe(true)

    endpoint.token = 'token-1'
    await untilReady(service)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => readFrom(service, 'sales.orders', '1.0.0')),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  })

  // the SDK waits longer after each time that it got none, for half a minute in all
  test('a start without a token waits for one', async context => {
    if (!database) return context.skip()
    endpoint.token = undefined
    await database.setPassword('token-1')
    const service = await serve(database)
    endpoint.token = 'token-1'
    await untilReady(service)
    expect(service.stdout()).toContain('no token for the database')
  })
})

describe('RDS', () => {
  let database: CheckingServer | undefined
  beforeAll(async () => {
    database = await checkingServers.PostgreSQL?.()
    if (!database) notRun('tokens of RDS', 'PostgreSQL is not installed')
  })
  afterAll(() => database?.server.stop())

  test('each new connection is signed for with the credentials of the environment', async context => {
    if (!database) return context.skip()
    const admin = new URL(database.admin)
    const host = () => `127.0.0.1:${gate.port}`
    const gate = await startRdsGate(Number(admin.port), token =>
      isRdsToken(token, host(), 'postgres', 'eu-west-3'),
    )
    onTestFinished(() => gate.stop())
    const service = await startService({
      env: {
        DC43_CONTRACT_STORE_DSN: `postgresql://postgres@${host()}/app`,
        DC43_CONTRACT_STORE_IDENTITY: 'aws region=eu-west-3',
        AWS_ACCESS_KEY_ID: awsKey.id,
        AWS_SECRET_ACCESS_KEY: awsKey.secret,
      },
    })
    onTestFinished(async () => void (await service.stop()))
    await untilReady(service)
    expect((await publishTo(service, 'sales.orders', '1.0.0')).status).toBe(204)
    const before = gate.given.length
    await delay(1100)
    await endConnections(`${database.server.dsn}/app`)
    await until(async () => {
      await publishTo(service, 'sales.orders', '1.0.0')
      return gate.given.length > before || 'the connection is still there'
    })
    await publishAtLast(service, 'sales.orders', '1.0.0')
    // tokens have the second in which they were made
    expect(new Set(gate.given).size).toBeGreaterThan(1)
    expect(isRdsToken(gate.given[0] ?? '', host(), 'somebody', 'eu-west-3')).toBe(false)
    expect(service.stdout() + service.stderr()).not.toMatch(/X-Amz-Signature|wJalrX/)
  })
})
