import { describe, expect, onTestFinished, test } from 'vitest'
import { mysqlServer, postgresServer } from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { somebody } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { openSession } from '../support/sql-session.ts'

describe.each([postgresServer, mysqlServer])('on $name', ({ isThere, create }) => {
  test.skipIf(!isThere)(
    'nobody fails because somebody else makes a contract that is made together with theirs',
    async () => {
      const database = await create()
      onTestFinished(() => database.drop())
      const store = await openStoreOf({
        DC43_CONTRACT_STORE_DSN: database.dsn,
        DC43_CONTRACT_STORE_STATEMENT_TIMEOUT: '3',
      })
      onTestFinished(() => store.close())
      const maker = await openSession(database.dsn)
      onTestFinished(() => maker.close())
      await maker.run('begin')
      await maker.run(`insert into contracts_locks (contract_id, clock) values ('held', 1)`)
      const all = Promise.withResolvers<void>()
      let asked = 0
      const publishTogether = (contractId: string) => {
        const version = jsonVersion(contractId, '1.0.0')
        const decide = async () => {
          if (++asked === 3) all.resolve()
          await all.promise
          return { operation: 'publish', version } as const
        }
        return store.change(version, decide, somebody)
      }
      const [held, ...others] = ['held', 'one', 'two'].map(publishTogether)
      const outcomes = await Promise.all(others)
      expect(outcomes.map(({ after }) => after?.revision)).toEqual([1, 1])
      await maker.run('rollback')
      expect((await held)?.after?.revision).toBe(1)
    },
  )
})
