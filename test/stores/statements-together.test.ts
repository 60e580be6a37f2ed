import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SqlSession, together } from '../../src/sql/database.ts'
import type { StoreDatabase } from '../../src/stores/sql/store-database.ts'
import { storeDatabases } from '../support/store-databases.ts'

for (const { name, isThere, open } of storeDatabases)
  describe.skipIf(!isThere)(`statements of one transaction on ${name}`, () => {
    let database: StoreDatabase
    let drop: () => Promise<void>

    beforeAll(async () => {
      ;({ database, drop } = await open())
    })
    afterAll(() => drop?.())

    const clockOf = (session: SqlSession, contractId: string) => {
      const { locks } = database.tables
      return session.select({
        fields: { clock: locks.clock },
        from: locks,
        where: eq(locks.contractId, contractId),
      })
    }
    /** The same with a parameter, which is kept as it was built. */
    const clockQuery = () => {
      const { locks } = database.tables
      const where = eq(locks.contractId, database.parameter('contractId'))
      return { fields: { clock: locks.clock }, from: locks, where }
    }
    const setClock = (session: SqlSession, contractId: string, clock: number) =>
      session.update(database.tables.locks, { clock }, eq(database.tables.locks.contractId, contractId))

    test('that are asked together are run in their order, whatever kind they are of', async () => {
      const query = clockQuery()
      const answers = await database.transaction(async session =>
        together(
          session,
          () => session.insertAll(database.tables.locks, [{ contractId: 'a', clock: 1 }]),
          () => clockOf(session, 'a'),
          () => setClock(session, 'a', 2),
          () => clockOf(session, 'a'),
          () => session.insertIfAbsent(database.tables.locks, { contractId: 'a', clock: 3 }),
          () => session.select(query, { contractId: 'a' }),
          () => session.updateEach(database.tables.locks, ['contractId'], [{ contractId: 'a', clock: 4 }]),
          () => session.select(query, { contractId: 'a' }),
          () => session.delete(database.tables.locks, eq(database.tables.locks.contractId, 'a')),
          () => clockOf(session, 'a'),
        ),
      )
      const [, first, ...others] = answers
      expect(first).toEqual([{ clock: 1 }])
      expect(others).toEqual([1, [{ clock: 2 }], false, [{ clock: 2 }], undefined, [{ clock: 4 }], 1, []])
    })

    test('are run in their order however long their values are', async () => {
      const { revisions } = database.tables
      const key = { contractId: 'long', version: '1', revision: 1 }
      const row = { ...key, json: 'x'.repeat(100_000), fingerprint: '', digest: '' }
      const where = eq(revisions.contractId, 'long')
      const read = (session: SqlSession) =>
        session.select({ fields: { json: revisions.json, status: revisions.status }, from: revisions, where })
      const answers = await database.transaction(session =>
        together(
          session,
          () => session.update(revisions, { status: 'none' }, where),
          () => session.insertIfAbsent(revisions, row),
          () => session.update(revisions, { status: 'one' }, where),
          () => read(session),
          () => session.insertIfAbsent(revisions, row),
          () => session.insertIfAbsent(revisions, { ...row, revision: 2, json: 'y' }),
          () => session.insertAll(revisions, [{ ...row, revision: 3 }]),
          () => session.delete(revisions, where),
        ),
      )
      expect(answers).toEqual([0, true, 1, [{ json: row.json, status: 'one' }], false, true, undefined, 3])
    })

    test('are undone when one has failed, even where nobody cares', async () => {
      const tooLong = 'x'.repeat(2000)
      const failing = database.transaction(async session => {
        if (!session.isPipelined) throw new Error('nothing is asked before it is known')
        const written = setClock(session, tooLong, 1)
        await session.insertIfAbsent(database.tables.locks, { contractId: 'd', clock: 1 })
        const refused = session.insertIfAbsent(database.tables.locks, { contractId: tooLong, clock: 1 })
        const behind = session.insertIfAbsent(database.tables.locks, { contractId: 'e', clock: 1 })
        await Promise.allSettled([written, refused, behind])
      })
      await expect(failing).rejects.toThrow()
      const { contractId } = database.tables.locks
      const where = inArray(contractId, ['d', 'e'])
      const left = () => database.select({ fields: { contractId }, from: database.tables.locks, where })
      expect(await left()).toEqual([])
      // the connection goes on to serve others
      await database.transaction(session =>
        session.insertIfAbsent(database.tables.locks, { contractId: 'e', clock: 1 }),
      )
      expect(await left()).toEqual([{ contractId: 'e' }])
    })

    test('give each of some rows its own values, and no others', async () => {
      const { history } = database.tables
      const event = { revision: 1, occurredAt: new Date(0), operation: 'publish', name: 'n' }
      const keys = ["a'b", 'a"b', 'A"B', 'ü 😀'].map(contractId => ({
        contractId,
        version: '1',
        revision: 1,
      }))
      await database.transaction(async session => {
        for (const key of keys) await session.insertIfAbsent(history, { ...event, ...key })
        const numbered = keys.slice(1).map((key, at) => ({ ...key, sequence: 2 ** 40 + at }))
        await session.updateEach(history, ['contractId', 'version', 'revision'], numbered)
      })
      const { contractId, sequence } = history
      const rows = await database.select({ fields: { contractId, sequence }, from: history })
      const numbers = new Map(rows.map(row => [row.contractId, row.sequence && Number(row.sequence)]))
      expect(keys.map(key => numbers.get(key.contractId))).toEqual([null, 2 ** 40, 2 ** 40 + 1, 2 ** 40 + 2])
    })

    test('fail for the first reason, and nothing is written', async () => {
      const failing = database.transaction(session =>
        together(
          session,
          () => session.insertIfAbsent(database.tables.locks, { contractId: 'b', clock: 1 }),
          async () => {
            await setClock(session, 'b', 2)
            throw new Error('this one')
          },
          async () => {
            await clockOf(session, 'b')
            await setClock(session, 'b', 3)
            throw new Error('not this one')
          },
        ),
      )
      await expect(failing).rejects.toThrow(/^this one$/)
      expect(await database.transaction(session => clockOf(session, 'b'))).toEqual([])
    })

    test('and no others are part of it once it has ended, nor of the next one on its connection', async () => {
      const kept: SqlSession[] = []
      const keep = async (session: SqlSession) => void kept.push(session)
      await database.transaction(keep)
      const failing = database.transaction(async session => {
        kept.push(session)
        throw new Error('undone')
      })
      await expect(failing).rejects.toThrow('undone')
      const over = 'a statement was asked for after the end of its transaction'
      const tryAll = async () => {
        for (const session of kept) await expect(setClock(session, 'c', 1)).rejects.toThrow(over)
      }
      await tryAll()
      await database.transaction(tryAll)
    })
  })
