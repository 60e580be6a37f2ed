import { existsSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { countConnections } from '../support/end-connections.ts'
import { liveServers } from '../support/live-servers.ts'
import { isGiven, startForOutages } from '../support/servers/outages.ts'
import type { TestServer } from '../support/servers/process.ts'
import { type Service, startService } from '../support/service.ts'
import {
  ask,
  expectUnavailable,
  publishAtLast,
  publishTo,
  readFrom,
  untilReady,
} from '../support/service-requests.ts'
import { runSql } from '../support/sql-session.ts'
import { until } from '../support/until.ts'

/** Seconds for a connection of the pool, a statement and a new connection. */
const limits = {
  DC43_CONTRACT_STORE_QUEUE_TIMEOUT: '1',
  DC43_CONTRACT_STORE_STATEMENT_TIMEOUT: '1',
  DC43_CONTRACT_STORE_CONNECT_TIMEOUT: '1',
}

/** What the log says of an answer that is no longer waited for, which is after the latter two and one more. */
const late = 'the server has not answered for 3 s'

for (const { name, createOn } of liveServers) {
  describe.skipIf(!existsSync('/proc/self/stat'))(`a ${name} that is frozen`, () => {
    let server: TestServer | undefined
    let dsn: string

    beforeAll(async () => {
      server = await startForOutages(name)
    })
    beforeEach(({ skip }) => skip(server === undefined, 'the server is not installed'))
    afterAll(() => server?.stop())

    function running(): TestServer {
      if (!server) throw new Error('these tests are skipped without a server')
      return server
    }

    /** A service on an empty database. */
    async function startOnNewDatabase(env: Record<string, string> = {}): Promise<Service> {
      const database = await createOn(running().dsn)
      onTestFinished(() => database.drop())
      dsn = database.dsn
      const settings = { DC43_CONTRACT_STORE_DSN: dsn, ...limits, ...env }
      const service = await startService({ env: settings })
      onTestFinished(async () => void (await service.stop()))
      await untilReady(service)
      return service
    }

    /** Freezes the server, until the end of the test at the latest. */
    function freeze(): void {
      onTestFinished(() => running().thaw())
      running().freeze()
    }

    // as long as it is frozen, what is answered at all was given up by the service
    test('every request is answered 503, and all is well when it goes on', async () => {
      const service = await startOnNewDatabase()
      await Promise.all(Array.from({ length: 15 }, (_, at) => publishAtLast(service, 'a', `${at}.0.0`)))
      freeze()
      for (let round = 0; round < 2; round++) {
        const answers = await Promise.all([
          ...Array.from({ length: 20 }, (_, at) => readFrom(service, 'a', `${at % 15}.0.0`)),
          ...Array.from({ length: 10 }, (_, at) => publishTo(service, 'b', `${at}.0.0`)),
          ask(service, '/contracts'),
          ask(service, '/health/ready'),
        ])
        for (const answer of answers) expectUnavailable(answer)
        expect((await ask(service, '/health')).status).toBe(200)
      }
      expect(service.stdout()).toContain(late)
      expect(service.stdout()).toContain('no connection of the pool was free for 1 s')
      running().thaw()
      await untilReady(service)
      const statuses = async () => {
        const reads = Array.from({ length: 15 }, (_, at) => readFrom(service, 'a', `${at}.0.0`))
        return new Set((await Promise.all(reads)).map(answer => answer.status))
      }
      await expect.poll(statuses).toEqual(new Set([200]))
      await publishAtLast(service, 'b', '1.0.0')
      expect(service.process.exitCode).toBeNull()
    })

    test('before a connection was opened: 503, and all is well when it goes on', async () => {
      const service = await startOnNewDatabase({ DC43_CONTRACT_STORE_IDLE_TIMEOUT: '1' })
      await until(async () => (await countConnections(dsn)) === 0 || 'connections are open')
      freeze()
      const answers = await Promise.all([readFrom(service, 'a', '1.0.0'), publishTo(service, 'a', '1.0.0')])
      for (const answer of answers) expectUnavailable(answer)
      running().thaw()
      await untilReady(service)
      await publishAtLast(service, 'a', '1.0.0')
    })

    if (name === 'PostgreSQL' && !isGiven(name)) {
      test('on one connection: the write that was answered 503 does not undo a later one when it goes on', async () => {
        const service = await startOnNewDatabase({ DC43_CONTRACT_STORE_POOL_SIZE: '1' })
        const status = async () => JSON.parse((await readFrom(service, 'a', '1.0.0')).text).status as string
        for (let round = 0; round < 3; round++) {
          await publishAtLast(service, 'a', '1.0.0', { status: 'first' })
          const backends = await connectionsOfServices()
          onTestFinished(() => signalEach(backends, 'SIGCONT'))
          signalEach(backends, 'SIGSTOP')
          const late = await Promise.all(
            backends.map(() => publishTo(service, 'a', '1.0.0', { status: 'late' })),
          )
          const refused = late.filter(({ status }) => status !== 204)
          expect(refused.length).toBeGreaterThan(0)
          for (const answer of refused) expectUnavailable(answer)
          await publishAtLast(service, 'a', '1.0.0', { status: 'new' })
          signalEach(backends, 'SIGCONT')
          // what they were asked before is done or given up
          await expect.poll(() => atWork(backends)).toEqual([])
          // a busy machine may first take longer than the service waits
          await expect.poll(status).toBe('new')
        }
      })
    }

    async function connectionsOfServices(): Promise<number[]> {
      const query = `select pid from pg_stat_activity where application_name = 'dc43-registry'`
      const rows = await runSql(`${running().dsn}/postgres`, query)
      return rows.map(row => Number(row.pid))
    }

    /** Which of some connections have something to do. */
    async function atWork(pids: readonly number[]): Promise<unknown[]> {
      const query = `select pid, state from pg_stat_activity where pid in (${pids.join()}) and state <> 'idle'`
      return runSql(`${running().dsn}/postgres`, query)
    }
  })
}

function signalEach(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal)
    } catch {
      // it ended meanwhile
    }
  }
}
