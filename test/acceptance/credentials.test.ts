/** The password of the database and the token change while the service runs, under load. */
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { Load } from '../support/load.ts'
import { notRun } from '../support/not-run.ts'
import { type CheckingServer, checkingServers } from '../support/servers/passwords.ts'
import { runCommand, type Service, startService } from '../support/service.ts'
import { type Answer, publishTo, readFrom, untilLogged, untilReady } from '../support/service-requests.ts'
import { tempFolder } from '../support/temp-folder.ts'

const renewed = 'the connections to the database were renewed'
const refused = 'the credentials could not be renewed, the old ones stay in use'

describe.each(Object.entries(checkingServers))('%s', (name, start) => {
  let database: CheckingServer | undefined
  beforeAll(async () => {
    database = await start()
    if (!database) notRun(`changes of passwords on ${name}`, 'it is not installed')
  })
  afterAll(() => database?.server.stop())

  test('another account in the file is taken without losing a request', async context => {
    if (!database) return context.skip()
    await database.setPassword('first')
    const { service, write } = await startWithFile(database, 'first')
    const load = startLoad(service)
    write(database.second)
    await untilLogged(service, renewed)
    // requests that were under way may still have used the first account
    await load.afresh()
    await database.setPassword('nobody knows')
    await load.afresh()
    expect((await load.stop()).filter(({ status }) => status !== 200 && status !== 204)).toEqual([])
    await database.disconnect()
    expect((await publishTo(service, 'sales.orders', '1.1.0')).status).toBe(204)
  })

  test('a new password in the file is that of all connections from then on', async context => {
    if (!database) return context.skip()
    await database.setPassword('first')
    const { service, write } = await startWithFile(database, 'first')
    await database.setPassword('second')
    write(withPassword(database, 'second'))
    await untilLogged(service, renewed)
    await database.disconnect()
    expect((await readFrom(service, 'sales.orders', '1.0.0')).status).toBe(200)
  })

  test('a file that came before the database knew of it is tried again', async context => {
    if (!database) return context.skip()
    await database.setPassword('first')
    const { service, write } = await startWithFile(database, 'first')
    write(withPassword(database, 'second'))
    await untilLogged(service, refused)
    expect((await publishTo(service, 'sales.orders', '2.0.0')).status).toBe(204)
    await database.setPassword('second')
    await untilLogged(service, renewed)
    expect((await publishTo(service, 'sales.orders', '3.0.0')).status).toBe(204)
    expect(service.stdout().split(refused)).toHaveLength(2)
    expect(service.stdout()).not.toContain('"second"')
  })

  test('a content that is of no use leaves all as it is', async context => {
    if (!database) return context.skip()
    await database.setPassword('first')
    const { service, write } = await startWithFile(database, 'first')
    for (const [content, complaint] of [
      ['hunter2', 'contract_store.dsn is not a database URL'],
      ['', 'holds nothing'],
      ['sqlite:///./other.db', 'names another database'],
    ] as const) {
      write(content)
      service.process.kill('SIGHUP')
      await untilLogged(service, complaint)
      expect((await publishTo(service, 'sales.orders', '4.0.0')).status).toBe(204)
    }
    expect(service.stdout()).toContain(refused)
    expect(service.stdout()).not.toContain('hunter2')
  })

  test('on SIGHUP the file of the configuration is read again', async context => {
    if (!database) return context.skip()
    await database.setPassword('first')
    const cwd = tempFolder()
    const write = (dsn: string) =>
      writeFileSync(join(cwd, 'dc43-service-backends.toml'), `[contract_store]\ndsn = "${dsn}"\n`)
    write(withPassword(database, 'first'))
    const service = await startService({ cwd, env: { DC43_CONTRACT_STORE_DSN: '' } })
    onTestFinished(async () => void (await service.stop()))
    await untilReady(service)
    await database.setPassword('second')
    write(withPassword(database, 'second'))
    service.process.kill('SIGHUP')
    await untilLogged(service, renewed)
    await database.disconnect()
    expect((await publishTo(service, 'sales.orders', '5.0.0')).status).toBe(204)
    expect(await service.stop()).toBe(0)
  })
})

test('a token that is gone does not open the service', async () => {
  const cwd = tempFolder()
  writeFileSync(join(cwd, 'token'), 's3cret\n')
  const service = await startService({ cwd, env: { DC43_BACKEND_TOKEN_FILE: 'token' } })
  onTestFinished(async () => void (await service.stop()))
  writeFileSync(join(cwd, 'token'), '')
  service.process.kill('SIGHUP')
  await untilLogged(service, refused)
  expect((await readFrom(service, 'sales.orders', '1.0.0')).status).toBe(401)
})

test('a secret that cannot be read stops the start with one line', async () => {
  const cwd = tempFolder()
  const env = { DC43_CONTRACT_STORE_DSN_FILE: 'nowhere' }
  expect(await runCommand(['serve'], { cwd, env })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'variable DC43_CONTRACT_STORE_DSN_FILE: contract_store.dsn: the file "nowhere" is not there\n',
  })
})

function withPassword({ dsn }: CheckingServer, password: string): string {
  return dsn.replace('//app@', `//app:${password}@`)
}

/** A service that reads its DSN from a file, and what replaces the file as orchestrators do. */
async function startWithFile(database: CheckingServer, password: string) {
  const cwd = tempFolder()
  const write = (content: string) => {
    writeFileSync(join(cwd, 'new'), `${content}\n`)
    renameSync(join(cwd, 'new'), join(cwd, 'dsn'))
  }
  write(withPassword(database, password))
  const service = await startService({
    cwd,
    env: { DC43_CONTRACT_STORE_DSN: '', DC43_CONTRACT_STORE_DSN_FILE: 'dsn' },
  })
  onTestFinished(async () => void (await service.stop()))
  await untilReady(service)
  expect((await publishTo(service, 'sales.orders', '1.0.0')).status).toBe(204)
  return { service, write }
}

/** Readers and writers that go on until they are stopped. */
function startLoad(service: Service): Load<Answer> {
  return new Load(
    [0, 1, 2, 3].flatMap(worker => [
      () => readFrom(service, 'sales.orders', '1.0.0'),
      (turn: number) => publishTo(service, `sales.load-${worker}`, `1.0.${turn}`),
    ]),
  )
}
