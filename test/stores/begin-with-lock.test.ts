import postgres, { type Sql } from 'postgres'
import { describe, expect, onTestFinished, test } from 'vitest'
import { TransactionClient } from '../../src/sql/postgres/transaction-client.ts'
import { postgresServer } from '../support/live-servers.ts'

/** A client on a database with an empty table; `begin` is what it says in the place of BEGIN. */
async function clientOn(begin: string) {
  const database = await postgresServer.create()
  const client = postgres(database.dsn, { max: 1, fetch_types: false, onnotice: () => undefined })
  onTestFinished(async () => {
    await client.end()
    await database.drop()
  })
  await client.unsafe('create table written (step int)')
  const transactions = new TransactionClient(saying(client, begin))
  const write = (step: number) =>
    transactions.asClient().unsafe('insert into written values ($1) returning step', [step])
  return { client, transactions, write }
}

/** The driver's client, with another word for BEGIN. */
function saying(client: Sql, begin: string): Sql {
  const reserve = async () => {
    const session = await client.reserve()
    const unsafe: Sql['unsafe'] = (text, ...others) =>
      session.unsafe(text === 'begin' ? begin : text, ...others)
    return { unsafe, release: () => session.release() }
  }
  return new Proxy(client, {
    get: (own, name) => (name === 'reserve' ? reserve : Reflect.get(own, name)),
  })
}

describe.skipIf(!postgresServer.isThere)('a transaction that sends its first statements with BEGIN', () => {
  test('is one transaction', async () => {
    const { client, transactions, write } = await clientOn('begin')
    const work = async () => {
      await Promise.all([write(1), write(2)])
      throw new Error('undone')
    }
    await expect(transactions.run(work, { startsWithLock: true })).rejects.toThrow('undone')
    expect(await client.unsafe('select step from written')).toEqual([])
    await transactions.run(() => Promise.all([write(3), write(4)]), { startsWithLock: true })
    expect((await client.unsafe('select step from written')).map(row => row.step)).toEqual([3, 4])
  })

  test('writes nothing after them when it could not begin, and leaves the connection to others', async () => {
    const { client, transactions, write } = await clientOn('begin nonsense')
    const work = async () => {
      await write(1)
      await write(2)
    }
    await expect(transactions.run(work, { startsWithLock: true })).rejects.toThrow('nonsense')
    expect((await client.unsafe('select step from written')).map(row => row.step)).toEqual([1])
    // others wait until it has begun
    await expect(transactions.run(() => write(3), {})).rejects.toThrow('nonsense')
    expect((await client.unsafe('select step from written')).map(row => row.step)).toEqual([1])
  })
  test('fails with a statement for which nobody has waited, and leaves nothing', async () => {
    const { client, transactions, write } = await clientOn('begin')
    const work = async () => {
      await write(1)
      write(2 ** 40).catch(() => undefined)
    }
    await expect(transactions.run(work, {})).rejects.toThrow('out of range')
    expect(await client.unsafe('select step from written')).toEqual([])
    await transactions.run(() => write(3), {})
    expect((await client.unsafe('select step from written')).map(row => row.step)).toEqual([3])
  })
})
