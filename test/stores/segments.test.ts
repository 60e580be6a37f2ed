import { desc } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { noPostings, type Postings, postingKey, rangeOf } from '../../src/search/postings/postings.ts'
import { SegmentBuilder } from '../../src/search/postings/segment-builder.ts'
import { union } from '../../src/search/postings/union.ts'
import { clearTables } from '../../src/stores/sql/clear.ts'
import { lockIndex } from '../../src/stores/sql/search-index/index-position.ts'
import { IndexPostings } from '../../src/stores/sql/search-index/index-postings.ts'
import { removeSegmentsUpTo, SegmentMerges } from '../../src/stores/sql/search-index/segment-merges.ts'
import { writeSegment } from '../../src/stores/sql/search-index/segment-writer.ts'
import type { StoreDatabase } from '../../src/stores/sql/store-database.ts'
import { Random } from '../support/random.ts'
import { engines, type SharedStorage } from '../support/storages.ts'
import { openStoreDatabase } from '../support/store-database.ts'

/** As many terms as make segments whose merge is written in several transactions. */
const many = 30_000

/** What the index should hold: the terms of each version that counts, by its posting key. */
type Expected = Map<number, readonly string[]>

/** One batch of changes, written as the index update writes it. */
async function write(database: StoreDatabase, fill: (builder: SegmentBuilder) => void): Promise<void> {
  const builder = new SegmentBuilder()
  fill(builder)
  const segment = await builder.build()
  await database.transaction(async session => {
    await lockIndex(session, database.tables)
    await writeSegment(session, database.tables, segment)
  })
}

/** Which versions have a term. */
function postingsIn(expected: Expected, hasIt: (term: string) => boolean): Postings {
  const keys = [...expected].filter(([, terms]) => terms.some(hasIt)).map(([key]) => key)
  return union(keys.map(key => [key, key + 1]))
}

/** The same database, with something done before each of its reads or after each of its transactions. */
function watched(
  database: StoreDatabase,
  { beforeSelect, afterTransaction }: { beforeSelect?: () => unknown; afterTransaction?: () => unknown },
): StoreDatabase {
  return {
    dialect: database.dialect,
    tables: database.tables,
    isSerial: database.isSerial,
    canSkipLocked: database.canSkipLocked,
    claimAtOnce: database.claimAtOnce,
    markOf: database.markOf,
    isAnyOf: (...given) => database.isAnyOf(...given),
    isOneOf: (...given) => database.isOneOf(...given),
    byteLength: text => database.byteLength(text),
    parameter: name => database.parameter(name),
    prepare: query => database.prepare(query),
    async select(query) {
      await beforeSelect?.()
      return database.select(query)
    },
    count: (...given) => database.count(...given),
    async transaction(work, options) {
      const result = await database.transaction(work, options)
      await afterTransaction?.()
      return result
    },
    close: () => database.close(),
  }
}

describe.each(engines.filter(({ isThere }) => isThere))('segments on $name', engine => {
  let storage: SharedStorage
  let database: StoreDatabase

  beforeEach(async () => {
    storage = await engine.create()
    database = await openStoreDatabase(storage.dsn)
  })
  afterEach(async () => {
    await database.close()
    await storage.remove()
  })

  /** The same tables as another instance has them. */
  async function otherInstance(): Promise<StoreDatabase> {
    const other = await openStoreDatabase(storage.dsn)
    onTestFinished(() => other.close())
    return other
  }

  async function segmentsThere(): Promise<string[]> {
    const { segments } = database.tables
    const { level, isReady, id } = segments
    const rows = await database.select({ fields: { level, isReady }, from: segments, orderBy: [level, id] })
    return rows.map(row => `${row.level}${row.isReady === 1 ? '' : ' not ready'}`)
  }

  async function pagesThere(): Promise<string[]> {
    const { postings } = database.tables
    const rows = await database.select({ fields: { entries: postings.entries }, from: postings })
    return rows.map(({ entries }) => entries)
  }

  async function expectIndex(expected: Expected, index = new IndexPostings(database)): Promise<void> {
    const terms = [...new Set([...expected.values()].flat()), 'wmissing']
    const some = terms.length > 50 ? [...terms.slice(0, 25), ...terms.slice(-25)] : terms
    const found = await index.of(some.map(text => ({ text, isPrefix: false })))
    for (const text of some)
      expect(found.get(text), text).toEqual(postingsIn(expected, term => term === text))
    const prefixes = await index.of([
      { text: 'wa', isPrefix: true },
      { text: 'w', isPrefix: true },
    ])
    expect(prefixes.get('wa*')).toEqual(postingsIn(expected, term => term.startsWith('wa')))
    expect(prefixes.get('w*')).toEqual(postingsIn(expected, term => term.startsWith('w')))
    const counted = await index.withBeginnings(['fa', 'fb'])
    const values = terms.filter(term => /^f[ab]/.test(term))
    expect([...counted.keys()].sort()).toEqual(values.sort())
    for (const value of values)
      expect(counted.get(value)).toEqual(postingsIn(expected, term => term === value))
  }

  /** Writes segments of many terms, which are long together. */
  async function writeLong(count: number): Promise<Expected> {
    const expected: Expected = new Map()
    for (let at = 0; at < count; at++) {
      const terms = Array.from({ length: many }, (_, word) => `w${at}word${word}`)
      await write(database, builder => builder.put(at + 1, 0, terms.join(' ')))
      expected.set(postingKey(at + 1, 0), terms)
    }
    return expected
  }

  test('nothing is written for nothing', async () => {
    await write(database, () => undefined)
    expect(await segmentsThere()).toEqual([])
    await expectIndex(new Map())
  })

  test('what was written is found, and what was replaced is not', async () => {
    await write(database, builder => {
      builder.put(1, 0, 'wa wab fasales')
      builder.put(1, 1, 'wa wac fasales')
      builder.put(7, 0, 'wa wab fbgold')
    })
    const index = new IndexPostings(database)
    const expected: Expected = new Map([
      [postingKey(1, 0), ['wa', 'wab', 'fasales']],
      [postingKey(1, 1), ['wa', 'wac', 'fasales']],
      [postingKey(7, 0), ['wa', 'wab', 'fbgold']],
    ])
    await expectIndex(expected, index)
    await write(database, builder => {
      builder.replace(rangeOf(1, 0, 1))
      builder.replace(rangeOf(7, 0, 1))
      builder.put(1, 0, 'wb fasales')
    })
    expected.set(postingKey(1, 0), ['wb', 'fasales'])
    expected.delete(postingKey(7, 0))
    await expectIndex(expected, index)
    await expectIndex(expected)
  })

  test('many segments become few, which say the same, and nothing of what counts no more', async () => {
    const random = new Random(17)
    const expected: Expected = new Map()
    const words = [
      'wa',
      'wab',
      'wb',
      'fasales',
      'fbgold',
      'x',
      ...Array.from({ length: 40 }, (_, at) => `w${at}`),
    ]
    for (let batch = 0; batch < 130; batch++)
      await write(database, builder => {
        for (const searchId of new Set([1 + random.below(9), 1 + random.below(9)])) {
          const key = postingKey(searchId, random.below(5))
          const terms = [...new Set([random.of(words), random.of(words), `wbatch${batch}`])]
          if (expected.delete(key)) builder.replace([key, key + 1])
          if (random.below(5) === 0) continue
          builder.put(searchId, key - postingKey(searchId, 0), terms.join(' '))
          expected.set(key, terms)
        }
      })
    const before = await segmentsThere()
    expect(before.length).toBeGreaterThan(100)
    await expectIndex(expected)
    const merges = new SegmentMerges(database)
    await merges.mergeAll()
    const after = await segmentsThere()
    expect(after.length).toBeLessThan(25)
    expect(after.filter(segment => segment.startsWith('0')).length).toBeLessThan(8)
    expect(after).toContain('2')
    await expectIndex(expected)
    const pages = (await pagesThere()).join(' ')
    const batches = [...expected.values()].flat().filter(term => term.startsWith('wbatch'))
    const oldest = Array.from({ length: 64 }, (_, batch) => `wbatch${batch}`)
    const dead = oldest.filter(term => !batches.includes(term))
    expect(dead.length).toBeGreaterThan(20)
    expect(dead.filter(term => pages.includes(`${term}:`)).length).toBeLessThan(dead.length / 2)
    // when all is replaced, all is gone with the next merges
    const all = Array.from({ length: 9 }, (_, at) => rangeOf(at + 1, 0, 5))
    await write(database, builder => builder.replace(union(all)))
    await expectIndex(new Map())
  })

  test('batches begin merges by themselves', async () => {
    const merges = new SegmentMerges(database)
    for (let at = 0; at < 40; at++) {
      await write(database, builder => builder.put(1, at, 'wa'))
      merges.begin()
    }
    await expect.poll(segmentsThere).toContain('1')
    await merges.stop()
    expect((await new IndexPostings(database).of([{ text: 'wa', isPrefix: false }])).get('wa')).toEqual(
      rangeOf(1, 0, 40),
    )
  })

  test('a merge that another instance has begun is left alone, until it counts as given up', async () => {
    for (let at = 0; at < 8; at++) await write(database, builder => builder.put(1, at, 'wa'))
    const { segments, postings } = database.tables
    const id = 1000
    const begun = { level: 1, isReady: 0, directory: '', replaced: '', length: 0 }
    await database.transaction(async session => {
      await session.insertAll(segments, [{ ...begun, begunAt: Date.now(), id }])
      await session.insertAll(postings, [{ id: id * 2 ** 21, entries: 'wlost:1' }])
    })
    const merges = new SegmentMerges(database)
    await merges.mergeAll()
    expect(await segmentsThere()).toEqual([...Array(8).fill('0'), '1 not ready'])
    const longAgo = Date.now() - 3 * 60 * 1000
    await storage.execute(`update contracts_segments set begun_at = ${longAgo} where id = ${id}`)
    await merges.mergeAll()
    expect(await segmentsThere()).toEqual(['1'])
    expect(await pagesThere()).toHaveLength(1)
    expect(await pagesThere()).not.toContain('wlost:1')
  })

  /** Another instance merges all before the read with that number, from 0. */
  async function mergedBeforeRead(number: number): Promise<{ database: StoreDatabase; reads: () => number }> {
    const merges = new SegmentMerges(await otherInstance())
    let reads = 0
    const beforeSelect = async () => {
      if (reads++ === number) await merges.mergeAll()
    }
    return { database: watched(database, { beforeSelect }), reads: () => reads }
  }

  // the first read is of what the segments are, the next one of their pages
  test.each([0, 1])('who reads while segments are merged finds all, before read %i', async number => {
    const expected: Expected = new Map()
    for (let at = 0; at < 8; at++) {
      await write(database, builder => builder.put(1, at, 'wa wab'))
      expected.set(postingKey(1, at), ['wa', 'wab'])
    }
    const merged = await mergedBeforeRead(number)
    const index = new IndexPostings(merged.database)
    const found = await index.of([{ text: 'wab', isPrefix: false }])
    expect(found.get('wab')).toEqual(rangeOf(1, 0, 8))
    expect(await segmentsThere()).toEqual(['1'])
    expect(merged.reads()).toBeGreaterThan(number + 1)
    await expectIndex(expected, index)
  })

  test.each([
    0, 1, 2, 8,
  ])('what another instance merges meanwhile is not merged twice, before read %i', async number => {
    for (let at = 0; at < 8; at++) await write(database, builder => builder.put(1, at, 'wa wab'))
    const merged = await mergedBeforeRead(number)
    await new SegmentMerges(merged.database).mergeAll()
    expect(merged.reads()).toBeGreaterThan(number)
    expect(await segmentsThere()).toEqual(['1'])
    expect(await pagesThere()).toEqual(['wa:1.0-7 wab:1.0-7'])
  })

  test('two instances that merge the same at once leave one merged segment', async () => {
    const expected = await writeLong(8)
    const all = [database, await otherInstance()]
    await Promise.all(all.map(one => new SegmentMerges(one).mergeAll()))
    await new SegmentMerges(database).mergeAll()
    expect(await segmentsThere()).toEqual(['1'])
    await expectIndex(expected)
  })

  test('two instances that write, merge and read at once find all that was written before', async () => {
    const instances = [database, await otherInstance()]
    let written = 0
    const writeOne = (one: StoreDatabase) =>
      one.transaction(async session => {
        await lockIndex(session, one.tables)
        const builder = new SegmentBuilder()
        builder.put(1, written, 'wa wab')
        builder.replace(rangeOf(2, 0, 1))
        builder.put(2, 0, `wlast${written}`)
        await writeSegment(session, one.tables, await builder.build())
        written++
      })
    await writeOne(database)
    const instance = async (one: StoreDatabase) => {
      const merges = new SegmentMerges(one)
      const index = new IndexPostings(one)
      const writing = async () => {
        for (; written < 120; merges.begin()) await writeOne(one)
      }
      const reading = async () => {
        while (written < 120) {
          // the last one may not be committed yet
          const before = Math.max(1, written - 1)
          const found = await index.of([
            { text: 'wab', isPrefix: false },
            { text: 'wlast', isPrefix: true },
          ])
          expect(found.get('wab')).toEqual([postingKey(1, 0), expect.any(Number)])
          expect(found.get('wab')?.[1]).toBeGreaterThanOrEqual(postingKey(1, before))
          expect(found.get('wlast*')).toEqual(rangeOf(2, 0, 1))
          expect((await index.withBeginnings(['wlast'])).size).toBe(1)
        }
      }
      await Promise.all([writing(), reading()])
      await merges.mergeAll()
    }
    await Promise.all(instances.map(instance))
    const found = await new IndexPostings(database).of([{ text: 'wa', isPrefix: false }])
    expect(found.get('wa')).toEqual(rangeOf(1, 0, written))
    expect((await segmentsThere()).length).toBeLessThan(20)
  })

  test('a segment that has lost a page makes searches fail until it is merged', async () => {
    for (let at = 0; at < 7; at++) await write(database, builder => builder.put(1, at, 'wa wab'))
    await write(database, builder => {
      builder.put(1, 7, Array.from({ length: 3000 }, (_, word) => `w${word}`).join(' '))
    })
    const { postings } = database.tables
    const [last] = await database.select({
      fields: { id: postings.id },
      from: postings,
      orderBy: [desc(postings.id)],
      limit: 1,
    })
    await storage.execute(`delete from contracts_postings where id = ${last?.id}`)
    const index = new IndexPostings(database)
    const term = { text: 'w9', isPrefix: true }
    await expect(index.of([term])).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('dc43-registry reindex'),
    })
    await new SegmentMerges(database).mergeAll()
    const found = await index.of([term, { text: 'wab', isPrefix: false }, { text: 'w0', isPrefix: false }])
    expect(found.get('w9*')).toEqual(noPostings)
    expect(found.get('wab')).toEqual(rangeOf(1, 0, 7))
    expect(found.get('w0')).toEqual(rangeOf(1, 7, 8))
  })

  test('a merge that is stopped leaves all that is to be read, and the next one begins anew', async () => {
    const expected = await writeLong(8)
    let stopped: Promise<void> | undefined
    // the first pages are written
    const afterTransaction = () => {
      stopped ??= merges.stop()
    }
    const merges = new SegmentMerges(watched(database, { afterTransaction }))
    await merges.mergeAll()
    await stopped
    expect(await segmentsThere()).toEqual([...Array(8).fill('0'), '1 not ready'])
    await expectIndex(expected)
    merges.begin()
    await new SegmentMerges(database).mergeAll()
    expect(await segmentsThere()).toEqual(['1'])
    await expectIndex(expected)
    expect((await pagesThere()).length).toBeGreaterThan(100)
  })

  test('who stops does not wait until all that is left is taken out', async () => {
    await writeLong(6)
    await database.transaction(session => removeSegmentsUpTo(session, database.tables, 2 ** 31))
    const before = (await pagesThere()).length
    let transactions = 0
    let stopped: Promise<void> | undefined
    const afterTransaction = () => {
      // the first marks what is left
      if (++transactions === 2) stopped = merges.stop()
    }
    const merges = new SegmentMerges(watched(database, { afterTransaction }))
    await merges.mergeAll()
    await stopped
    expect(transactions).toBe(2)
    expect(await segmentsThere()).toEqual(Array(6).fill('0 not ready'))
    expect((await pagesThere()).length).toBeGreaterThan(0)
    expect((await pagesThere()).length).toBeLessThan(before)
    await new SegmentMerges(database).mergeAll()
    expect(await pagesThere()).toEqual([])
  })

  test('a merge of segments that are taken out meanwhile leaves nothing', async () => {
    await writeLong(8)
    let isCleared = false
    const afterTransaction = async () => {
      if (isCleared) return
      isCleared = true
      await clearTables(database)
    }
    await new SegmentMerges(watched(database, { afterTransaction })).mergeAll()
    expect(isCleared).toBe(true)
    expect(await segmentsThere()).toEqual([])
    expect(await pagesThere()).toEqual([])
  })

  test('segments that a rebuild has left are taken out with their pages', async () => {
    await write(database, builder => builder.put(1, 0, 'wold'))
    const { segments } = database.tables
    const [last] = await database.select({ fields: { id: segments.id }, from: segments })
    await write(database, builder => {
      builder.replace(rangeOf(1, 0, 1))
      builder.put(1, 0, 'wnew')
    })
    await database.transaction(async session => {
      await lockIndex(session, database.tables)
      await removeSegmentsUpTo(session, database.tables, last?.id ?? 0)
    })
    await expectIndex(new Map([[postingKey(1, 0), ['wnew']]]))
    await new SegmentMerges(database).mergeAll()
    expect(await segmentsThere()).toEqual(['0'])
    expect(await pagesThere()).toEqual(['wnew:1'])
  })
})
