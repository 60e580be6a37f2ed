import { sql } from 'drizzle-orm'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ServerDsn } from '../../src/config/dsn/dsn.ts'
import { parseDsn } from '../../src/config/dsn/parse.ts'
import { TokenError, type TokenSource } from '../../src/sql/identity/token-source.ts'
import { connectMssql } from '../../src/sql/mssql/connect.ts'
import { storeTables } from '../../src/stores/sql/store-database.ts'
import { openStoreOf } from '../support/open-store.ts'
import { patience } from '../support/patient.ts'
import { type StatementAnswer, TdsServer } from '../support/tds/server.ts'
import type { TdsError } from '../support/tds/tokens.ts'

const loginFailed = { number: 18456, message: `Login failed for user 'app'.` }
const denied = { number: 262, message: `CREATE TABLE permission denied in database 'contracts'.` }

function refusal(number: number): TdsError {
  return { number, message: `Refused with ${number}.` }
}

/** What the service uses of a server, without a store on it. */
function connectTo(server: TdsServer, tokens?: TokenSource) {
  const connected = connectMssql({
    dsn: parseDsn(server.dsn) as ServerDsn,
    tokens,
    table: 'contracts',
    schema: undefined,
    poolSize: 4,
    queueTimeout: patience,
    connectTimeout: patience,
    statementTimeout: patience,
    idleTimeout: 60_000,
    applicationName: 'test',
    logger: undefined,
    observer: undefined,
  })
  onTestFinished(() => connected.close())
  return connected
}

function open(server: TdsServer, startTimeout: number) {
  return openStoreOf({
    DC43_CONTRACT_STORE_DSN: server.dsn,
    DC43_CONTRACT_STORE_START_TIMEOUT: String(startTimeout),
  })
}

describe('a refused login', () => {
  test('is waited for while its reason passes, and counts as forbidden when there is no other', async () => {
    const passing = [
      ...[233, 997, 1204, 1205, 1222, 4060, 4221, 10060, 10928, 10929, 40143, 40197, 40501, 40540, 40613],
      ...[42108, 42109, 49918, 49919, 49920],
    ]
    const faults = await Promise.all(
      [...passing, 18456, 18470].map(async number => {
        const server = await TdsServer.start(() => [refusal(number), loginFailed])
        const connected = connectTo(server)
        const error = await connected.database(storeTables).catch(error => error)
        return [number, connected.faultOf(error)]
      }),
    )
    const waitedFor = faults.filter(([, fault]) => /^(connection-lost|busy|conflict)$/.test(String(fault)))
    expect(waitedFor.map(([number]) => number)).toEqual(passing)
    expect(faults.slice(passing.length)).toEqual([
      [18456, 'forbidden'],
      [18470, 'forbidden'],
    ])
  })

  test('is no reason to end while a database resumes', async () => {
    // more than the driver tries by itself
    const server = await TdsServer.start(
      count => (count <= 5 ? [refusal(40613), loginFailed] : 'welcome'),
      () => denied,
    )
    await expect(open(server, 300)).rejects.toThrow(denied.message)
    expect(server.logins).toBeGreaterThan(5)
  })

  test('ends the start with its reason when that has not passed in time', async () => {
    const server = await TdsServer.start(() => [refusal(4060), loginFailed])
    await expect(open(server, 1)).rejects.toThrow('the database could not be used (Refused with 4060.)')
  })

  test('ends the start at once when the password is wrong', async () => {
    const server = await TdsServer.start(() => [loginFailed])
    await expect(open(server, 60)).rejects.toThrow(loginFailed.message)
    expect(server.logins).toBeLessThanOrEqual(2)
  })

  test('that passed while the driver tried again is forgotten', async () => {
    const server = await TdsServer.start(count => (count === 1 ? [refusal(40613)] : [loginFailed]))
    await expect(open(server, 60)).rejects.toThrow(loginFailed.message)
  })
})

describe('at the start the service warns of a database', () => {
  const isOnText = 'is_read_committed_snapshot_on'

  /** Opens a store on a server that has no tables and takes every change; what was warned of. */
  async function warningsOf(isOn: StatementAnswer): Promise<string[]> {
    const server = await TdsServer.start(
      () => 'welcome',
      text => {
        if (text.includes(isOnText)) return isOn
        return text.includes('sp_getapplock') ? [{ taken: 0 }] : []
      },
    )
    const warnings: string[] = []
    const log = { info: () => undefined, warn: (_: object, message: string) => void warnings.push(message) }
    const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: server.dsn }, log)
    await store.close()
    expect(server.statements.filter(text => text.includes(isOnText))).toHaveLength(1)
    return warnings
  }

  test('whose readers wait for writers', async () => {
    expect(await warningsOf([{ is_on: 0 }])).toEqual([
      expect.stringContaining('ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON'),
    ])
  })

  test('and not of one whose readers do not, or that cannot be asked', async () => {
    expect(await warningsOf([{ is_on: 1 }])).toEqual([])
    expect(await warningsOf([])).toEqual([])
    expect(await warningsOf({ number: 33557097, message: 'it is not known here' })).toEqual([])
  })
})

test('a login for which there is no token is waited for', async () => {
  const server = await TdsServer.start(() => 'token')
  const connected = connectTo(server, async () => {
    throw new TokenError('no token for the database: nobody answers')
  })
  const error = await connected.database(storeTables).catch(error => error)
  expect(connected.faultOf(error)).toBe('no-token')
})

describe('connections of the pool', () => {
  /** A database whose statements are answered with one row. */
  async function openDatabase() {
    const server = await TdsServer.start(
      () => 'welcome',
      () => [{ value: 7 }],
    )
    const database = await connectTo(server).database(storeTables)
    const read = () => database.select({ fields: { value: sql<number>`7` }, from: database.tables.contracts })
    const readAll = () => Promise.all([read(), read(), read(), read()])
    return { server, database, read, readAll }
  }

  test('are not tried by a statement before each use', async () => {
    const { server, readAll } = await openDatabase()
    await readAll()
    await readAll()
    expect(server.statements).toEqual(Array.from({ length: 8 }, () => 'select 7 from [contracts]'))
  })

  test('that the server ends while they are unused fail no read', async () => {
    const { server, readAll } = await openDatabase()
    for (let round = 0; round < 20; round++) {
      await readAll()
      expect(server.endConnections()).toBeGreaterThan(0)
      expect(await readAll()).toEqual(Array.from({ length: 4 }, () => [{ value: 7 }]))
    }
  })

  test('that the server ends during a read, or during a transaction, fail neither', async () => {
    let ends = 0
    const server = await TdsServer.start(
      () => 'welcome',
      text => {
        if (text.startsWith('select') && ends-- > 0) server.endConnections()
        return [{ value: 7 }]
      },
    )
    const database = await connectTo(server).database(storeTables)
    const query = { fields: { value: sql<number>`7` }, from: database.tables.contracts }
    for (let round = 0; round < 5; round++) {
      ends = 1
      expect(await database.select(query)).toEqual([{ value: 7 }])
      ends = 1
      expect(await database.transaction(session => session.select(query))).toEqual([{ value: 7 }])
    }
    expect(server.statements.filter(text => text === 'commit')).toHaveLength(5)
  })

  test('that are lost between two statements of a transaction fail no transaction', async () => {
    const { server, database } = await openDatabase()
    const query = { fields: { value: sql<number>`7` }, from: database.tables.contracts }
    for (let round = 0; round < 5; round++) {
      let runs = 0
      const work = database.transaction(async session => {
        await session.select(query)
        if (runs++ === 0) {
          server.endConnections()
          await new Promise(resolve => setTimeout(resolve, round * 5))
        }
        return session.select(query)
      })
      expect(await work).toEqual([{ value: 7 }])
      expect(runs).toBe(2)
    }
  })
})
