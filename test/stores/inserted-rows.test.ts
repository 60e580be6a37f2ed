import { asc, getColumns } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FieldRow, TextRow } from '../../src/stores/sql/search-index/tables.ts'
import type { StoreDatabase } from '../../src/stores/sql/store-database.ts'
import { storeDatabases } from '../support/store-databases.ts'

/** Texts in which a dialect may see more than characters. */
const texts = [
  '',
  ' ',
  'null',
  'NULL',
  '\\N',
  '{}',
  '{"a","b"}',
  '(1,2)',
  `it's "quoted", \\'twice\\'`,
  '?:name$1@p1%s',
  'a\tb\r\nc',
  ...Array.from({ length: 31 }, (_, at) => String.fromCharCode(at + 1)),
  'ends with \u0001',
  '\u0001\u0002',
  '\u0002',
  'Größe, 大きさ, حجم',
  '\u007f\u0085\u2028\ufeff\uffff',
  '\u{1f600}\u{10ffff}',
]

for (const { name, isThere, open } of storeDatabases)
  describe.skipIf(!isThere)(`rows that are inserted together on ${name}`, () => {
    let database: StoreDatabase
    let drop: () => Promise<void>

    beforeAll(async () => {
      ;({ database, drop } = await open())
    })
    afterAll(() => drop?.())

    /** Inserts rows and reads them, in the order of one column, in a transaction that is undone. */
    async function inserted<Row extends object>(
      table: 'texts' | 'fields',
      rows: readonly Row[],
    ): Promise<unknown[]> {
      const into = database.tables[table]
      const order = table === 'texts' ? database.tables.texts.postingKey : database.tables.fields.position
      let found: unknown[] = []
      const work = database.transaction(async session => {
        await session.insertAll(into, rows as never)
        found = await session.select({ fields: getColumns(into), from: into, orderBy: [asc(order)] })
        throw new Error('undone')
      })
      await expect(work).rejects.toThrow('undone')
      return found
    }

    test('hold every text as it was', async () => {
      const rows = texts.map((text, at) => textRow(at, { owner: text, terms: 'word', labels: text }))
      expect(await inserted('texts', rows)).toEqual(rows)
    })

    test('hold a text that all of them have, or the only one', async () => {
      for (const text of texts) {
        const rows = [0, 1].map(at => textRow(at, { owner: text, labels: text }))
        expect(await inserted('texts', rows)).toEqual(rows)
        expect(await inserted('texts', rows.slice(1))).toEqual(rows.slice(1))
      }
    })

    test('hold what is absent, some of a column or all of it', async () => {
      const rows = [0, 1, 2].map(at => textRow(at, { status: null, owner: at === 1 ? 'team' : null }))
      expect(await inserted('texts', rows)).toEqual(rows)
    })

    test('hold numbers and times to their limits', async () => {
      const rows = [
        textRow(0, { releaseRank: -32_768, postingKey: -Number.MAX_SAFE_INTEGER, updatedAt: new Date(0) }),
        textRow(1, { releaseRank: 32_767, updatedAt: new Date('2026-02-28T23:59:59.999Z') }),
        textRow(2, { postingKey: Number.MAX_SAFE_INTEGER, updatedAt: new Date('9999-12-31T23:59:59.999Z') }),
      ]
      expect(await inserted('texts', rows)).toEqual(rows)
    })

    test('hold long texts', async () => {
      const rows = [0, 1, 2].map(at =>
        textRow(at, { terms: `word${at} `.repeat(50_000), labels: 'é'.repeat(at) }),
      )
      expect(await inserted('texts', rows)).toEqual(rows)
    })

    test('may be more than one statement has', async () => {
      const rows = Array.from({ length: 2500 }, (_, at) => fieldRow(at))
      expect(await inserted('fields', rows)).toEqual(rows)
    })

    test.skipIf(name === 'SQLite')('are refused where one is too long for its column, not cut', async () => {
      const work = database.transaction(session => {
        const rows = [textRow(0, {}), textRow(1, { owner: 'x'.repeat(256) })]
        return session.insertAll(database.tables.texts, rows)
      })
      await expect(work).rejects.toMatchObject({ fault: 'too-long' })
    })
  })

function textRow(at: number, own: Partial<TextRow>): TextRow & Record<string, unknown> {
  return {
    contractId: 'orders',
    version: `1.0.${at}`,
    releaseRank: 1,
    sortKey: '1',
    updatedAt: new Date('2026-01-02T03:04:05.006Z'),
    status: 'active',
    owner: null,
    domain: null,
    terms: '',
    labels: '[]',
    postingKey: at,
    ...own,
  }
}

function fieldRow(position: number): FieldRow {
  return {
    contractId: 'orders',
    position,
    pointer: `/schema/0/properties/${position}`,
    path: `orders.größe_${position}`,
    name: `größe_${position}`,
    nameKey: `groesse${position}`,
    physicalNameKey: position % 3 === 0 ? 'other' : null,
    logicalType: 'string',
    logicalTypeKey: 'string',
    physicalType: position % 2 === 0 ? 'varchar(10)' : null,
    physicalTypeKey: null,
    physicalBaseKey: null,
    classification: null,
    classificationKey: null,
    isRequired: position % 2,
    isPrimaryKey: 0,
    isCritical: 1,
  }
}
