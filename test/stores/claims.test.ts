import { asc, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ClaimDatabase, claim } from '../../src/sql/claims.ts'
import type { Claim, SqlDatabase } from '../../src/sql/database.ts'
import type { StoreDatabase } from '../../src/stores/sql/store-database.ts'
import { storeDatabases } from '../support/store-databases.ts'

/** Each database that can leave out what others have locked, as it is, and without the one statement of its dialect. */
const ways = storeDatabases
  .filter(({ name }) => !['SQLite', 'SQL Server'].includes(name))
  .flatMap(({ name, isThere, open }) => {
    const inTransaction = async () => {
      const { database, drop } = await open()
      const { isOneOf } = database
      const transaction: SqlDatabase['transaction'] = (...asked) => database.transaction(...asked)
      return { database, drop, claims: { claimAtOnce: undefined, isOneOf, transaction } }
    }
    const asItIs = async () => {
      const { database, drop } = await open()
      return { database, drop, claims: database }
    }
    const own = { name: `${name}, by a transaction`, isThere, open: inTransaction }
    return name === 'PostgreSQL' ? [{ name: `${name}, by a statement`, isThere, open: asItIs }, own] : [own]
  })

for (const { name, isThere, open } of ways)
  describe.skipIf(!isThere)(`claims on ${name}`, () => {
    let database: StoreDatabase
    let claims: ClaimDatabase
    let drop: () => Promise<void>

    beforeAll(async () => {
      ;({ database, claims, drop } = await open())
    })
    afterAll(() => drop?.())

    const rowOf = (contractId: string, members: object = {}) => {
      const row = { contractId, version: '1.0.0', revision: 1, json: '{}', fingerprint: 'f', digest: 'd' }
      return { ...row, status: null, ...members }
    }

    /** Claims contracts, with a row of revisions for each. */
    const claimed = async (wanted: readonly Claim[], rows = wanted.map(({ key }) => rowOf(key))) => {
      const inserts = [{ table: database.tables.revisions, rows }]
      const asked = {
        table: database.tables.locks,
        members: ['contractId', 'clock'] as const,
        claims: wanted,
      }
      const { keys, isUnanswered } = await claim(claims, { ...asked, inserts })
      expect(isUnanswered).toBe(false)
      return [...keys].sort()
    }
    const clocks = async (...ids: string[]) => {
      const { contractId, clock } = database.tables.locks
      const where = inArray(contractId, ids)
      const rows = await database.select({
        fields: { contractId, clock },
        from: database.tables.locks,
        where,
      })
      return Object.fromEntries(rows.map(row => [row.contractId, Number(row.clock)]))
    }
    const written = async (...ids: string[]) => {
      const { revisions } = database.tables
      const rows = await database.select({
        fields: { contractId: revisions.contractId },
        from: revisions,
        where: inArray(revisions.contractId, ids),
        orderBy: [asc(revisions.contractId)],
      })
      return rows.map(({ contractId }) => contractId)
    }

    test('make what was not there, move what is as it was seen, and leave the rest', async () => {
      const first = ['a', 'b', 'c'].map((key, at) => ({ key, seen: undefined, clock: 10 + at }))
      expect(await claimed(first)).toEqual(['a', 'b', 'c'])
      expect(await clocks('a', 'b', 'c', 'd')).toEqual({ a: 10, b: 11, c: 12 })
      const then = [
        { key: 'd', seen: undefined, clock: 20 },
        { key: 'a', seen: 10, clock: 21 },
        { key: 'b', seen: 10, clock: 22 },
        { key: 'never', seen: 5, clock: 23 },
      ]
      const rows = then.map(({ key }) => rowOf(key, { revision: 2 }))
      expect(await claimed(then, rows)).toEqual(['a', 'd'])
      expect(await clocks('a', 'b', 'c', 'd', 'never')).toEqual({ a: 21, b: 11, c: 12, d: 20 })
      expect(await written('a', 'b', 'd', 'never')).toEqual(['a', 'a', 'b', 'd'])
    })

    test('write nothing of a contract that was made in between', async () => {
      expect(await claimed([{ key: 'made', seen: undefined, clock: 10 }])).toEqual(['made'])
      const again = [{ key: 'made', seen: undefined, clock: 20 }]
      expect(await claimed(again, [rowOf('made', { revision: 2 })])).toEqual([])
      expect(await clocks('made')).toEqual({ made: 10 })
      expect(await written('made')).toEqual(['made'])
    })

    test('leave out what somebody has locked, without waiting', async () => {
      const both = ['free', 'locked'].map(key => ({ key, seen: undefined, clock: 10 }))
      expect(await claimed(both)).toEqual(['free', 'locked'])
      const { locks } = database.tables
      await database.transaction(async session => {
        await session.update(locks, { clock: 15 }, eq(locks.contractId, 'locked'))
        const next = both.map(({ key }) => ({ key, seen: 10, clock: 20 }))
        const rows = both.map(({ key }) => rowOf(key, { revision: 2 }))
        expect(await claimed(next, rows)).toEqual(['free'])
      })
      expect(await clocks('free', 'locked')).toEqual({ free: 20, locked: 15 })
    })

    test('write nothing at all where a row cannot be written', async () => {
      const both = ['good', 'spoilt'].map(key => ({ key, seen: undefined, clock: 10 }))
      for (const members of [{ fingerprint: 'x'.repeat(65) }, { contractId: 'good' }]) {
        expect(await claimed(both, [rowOf('good'), rowOf('spoilt', members)])).toEqual([])
        expect(await clocks('good', 'spoilt')).toEqual({})
        expect(await written('good', 'spoilt')).toEqual([])
      }
    })

    test('hold every text, byte and time as it was', async () => {
      const texts = [
        ...[
          '',
          ' ',
          'null',
          '\\N',
          '\\x00',
          '{"a":"\\u0000"}',
          `it's "quoted"`,
          '$1 ?:name@p1%s',
          '\t\r\n\u0001\u001f',
        ],
        ...['Größe 大きさ', '\u2028\ufeff\uffff', '\u{1f600}\u{10ffff}'],
      ]
      const { revisions, history } = database.tables
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at))
      const row = (json: string, at: number) => {
        return { ...rowOf('texts', { json, version: `${at}` }), source: at % 2 ? bytes : Buffer.alloc(0) }
      }
      const event = { contractId: 'texts', version: '1', revision: 1, operation: 'create', name: 'n' }
      const at = new Date('2026-02-28T23:59:59.987Z')
      await claim(claims, {
        ...{ table: database.tables.locks, members: ['contractId', 'clock'] },
        claims: [{ key: 'texts', seen: undefined, clock: Number.MAX_SAFE_INTEGER }],
        inserts: [
          { table: revisions, rows: texts.map(row) },
          { table: history, rows: [{ ...event, occurredAt: at, sunset: null, reason: texts.join('') }] },
        ],
      })
      const { json, source, version } = revisions
      const found = await database.select({
        fields: { json, source, version },
        from: revisions,
        where: eq(revisions.contractId, 'texts'),
      })
      const wanted = texts.map((text, at) => ({ json: text, source: row(text, at).source, version: `${at}` }))
      expect(found.toSorted((a, b) => Number(a.version) - Number(b.version))).toEqual(wanted)
      const { occurredAt, reason, sunset, sequence } = history
      const events = { fields: { occurredAt, reason, sunset, sequence }, from: history }
      expect(await database.select(events)).toEqual([
        { occurredAt: at, reason: texts.join(''), sunset: null, sequence: null },
      ])
      expect(await clocks('texts')).toEqual({ texts: Number.MAX_SAFE_INTEGER })
    })

    test('of many who want the same in several orders one gets each, and nobody fails for long', async () => {
      const keys = Array.from({ length: 20 }, (_, at) => `k${at}`)
      const want = (round: number, writer: number) => {
        const own = writer % 2 ? keys.toReversed() : keys
        const wanted = own.map(key => ({ key, seen: round === 0 ? undefined : round, clock: round + 1 }))
        const rows = own.map(key => rowOf(key, { version: `${round}` }))
        return claimed(wanted, rows)
      }
      for (let round = 0; round < 4; round++) {
        const got = await Promise.all(Array.from({ length: 6 }, (_, writer) => want(round, writer)))
        const all = got.flat()
        expect(new Set(all).size).toBe(all.length)
        // whom others kept from some got none of these, and tries again
        for (let tries = 0; all.length < keys.length && tries < 10; tries++) {
          const missing = keys.filter(key => !all.includes(key))
          const wanted = missing.map(key => ({ key, seen: round || undefined, clock: round + 1 }))
          all.push(
            ...(await claimed(
              wanted,
              missing.map(key => rowOf(key, { version: `${round}` })),
            )),
          )
        }
        expect(all.toSorted()).toEqual(keys.toSorted())
      }
      expect(await written('k3')).toHaveLength(4)
    })
  })
