import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { liveServers } from '../support/live-servers.ts'
import { isGiven, startForOutages } from '../support/servers/outages.ts'
import type { TestServer } from '../support/servers/process.ts'
import { type Service, startService } from '../support/service.ts'
import { ask, expectUnavailable, publishTo, readFrom, untilReady } from '../support/service-requests.ts'
import { runSql } from '../support/sql-session.ts'

/**
 * Seconds for a connection of the pool, a statement and a new connection. After the latter two and one more, an answer
 * is no longer waited for.
 */
const limits = {
  DC43_CONTRACT_STORE_QUEUE_TIMEOUT: '1',
  DC43_CONTRACT_STORE_STATEMENT_TIMEOUT: '1',
  DC43_CONTRACT_STORE_CONNECT_TIMEOUT: '1',
}
const deadline = 3000

/** What two cores may need on top of a deadline. */
const slack = 1500

for (const { name, createOn } of liveServers) {
  describe.skipIf(!existsSync('/proc/self/stat'))(`a ${name} that is frozen`, () => {
    let server: TestServer | undefined

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
      const settings = { DC43_CONTRACT_STORE_DSN: database.dsn, ...limits, ...env }
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

    test('every request is answered 503 in time, and all is well when it goes on', async () => {
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
        for (const answer of answers) {
          expectUnavailable(answer)
          // some wait for a connection, for a second at most, before they wait for an answer
          expect(answer.milliseconds).toBeLessThan(1000 + deadline + slack)
        }
        expect((await ask(service, '/health')).status).toBe(200)
      }
      running().thaw()
      await untilReady(service)
      const reads = await Promise.all(
        Array.from({ length: 15 }, (_, at) => readFrom(service, 'a', `${at}.0.0`)),
      )
      expect(reads.map(answer => answer.status)).toEqual(reads.map(() => 200))
      expect((await publishTo(service, 'b', '1.0.0')).status).toBe(204)
      expect(service.process.exitCode).toBeNull()
    })

    test('before a connection was opened: 503 in time, and all is well when it goes on', async () => {
      const service = await startOnNewDatabase({ DC43_CONTRACT_STORE_IDLE_TIMEOUT: '1' })
      await delay(2500)
      freeze()
      const answers = await Promise.all([readFrom(service, 'a', '1.0.0'), publishTo(service, 'a', '1.0.0')])
      for (const answer of answers) {
        expectUnavailable(answer)
        expect(answer.milliseconds).toBeLessThan(deadline + slack)
      }
      running().thaw()
      await untilReady(service)
      expect((await publishTo(service, 'a', '1.0.0')).status).toBe(204)
    })

    if (name === 'PostgreSQL' && !isGiven(name)) {
      test('on one connection: the write that was answered 503 does not undo a later one when it goes on', async () => {
        const service = await startOnNewDatabase({ DC43_CONTRACT_STORE_POOL_SIZE: '1' })
        const status = async () => JSON.parse((await readFrom(service, 'a', '1.0.0')).text).status as string
        for (let round = 0; round < 3; round++) {
          await publishAtLast(service, 'a', '1.0.0', 'first')
          const backends = await connectionsOfServices()
          onTestFinished(() => signalEach(backends, 'SIGCONT'))
          signalEach(backends, 'SIGSTOP')
          const late = await Promise.all(
            backends.map(() => publishTo(service, 'a', '1.0.0', { status: 'late' })),
          )
          const refused = late.filter(({ status }) => status !== 204)
          expect(refused.length).toBeGreaterThan(0)
          for (const answer of refused) expectUnavailable(answer)
          await publishAtLast(service, 'a', '1.0.0', 'new')
          signalEach(backends, 'SIGCONT')
          // what they were asked before is done or given up
          await expect.poll(() => atWork(backends)).toEqual([])
          expect(await status()).toBe('new')
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

/** Publishes a version, again where a busy machine takes longer than the service waits. */
async function publishAtLast(service: Service, id: string, version: string, status = 'draft'): Promise<void> {
  await expect.poll(async () => (await publishTo(service, id, version, { status })).status).toBe(204)
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
