import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openConnection } from '../../src/sql/sqlite/connection.ts'
import { SnapshotCache } from '../../src/sql/sqlite/snapshot-cache.ts'
import { tempFolder } from '../support/temp-folder.ts'

function cacheOn() {
  const file = join(tempFolder(), 'cache.db')
  const writer = openConnection(file)
  writer.pragma('journal_mode = wal')
  writer.exec('create table t (x); insert into t values (1)')
  const statements: unknown[] = []
  const reader = new Database(file, { readonly: true, verbose: text => statements.push(text) })
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  const cache = new SnapshotCache(reader)
  const statement = reader.prepare('select x from t')
  return {
    writer,
    read: (key: string) => cache.rows(key, () => statement.all() as Record<string, unknown>[]),
    asked: () => statements.filter(text => text === 'select x from t').length,
    looks: () => statements.filter(text => text === 'pragma data_version').length,
  }
}

test('an answer is kept until another connection commits', async () => {
  const { writer, read, asked } = cacheOn()
  const first = await read('a')
  expect(first).toEqual([{ x: 1 }])
  expect(await read('a')).toBe(first)
  expect(asked()).toBe(1)
  writer.exec('begin; update t set x = 2')
  expect(await read('a')).toEqual([{ x: 1 }])
  writer.exec('commit')
  expect(await read('a')).toEqual([{ x: 2 }])
  expect(asked()).toBe(2)
})

test('questions of one turn share a look at the file, which is older than none of them', async () => {
  const { writer, read, asked, looks } = cacheOn()
  await read('a')
  const before = read('a')
  writer.exec('update t set x = 2')
  const after = read('a')
  expect(await Promise.all([before, after])).toEqual([[{ x: 2 }], [{ x: 2 }]])
  expect(looks()).toBe(2)
  expect(asked()).toBe(2)
})

test('many questions of one request share a look of their own, and do not wait for those of others', async () => {
  const { writer, read, looks } = cacheOn()
  let isTurnOver = false
  setImmediate(() => {
    isTurnOver = true
  })
  const answers = Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(read))
  writer.exec('update t set x = 2')
  expect(await answers).toEqual(Array(8).fill([{ x: 2 }]))
  expect([isTurnOver, looks()]).toEqual([false, 1])
  await Promise.all(['a', 'b'].map(read))
  expect([isTurnOver, looks()]).toEqual([true, 2])
})

test('an answer of several rows is asked for anew each time', async () => {
  const { writer, read, asked } = cacheOn()
  writer.exec('insert into t values (2)')
  expect(await read('a')).toHaveLength(2)
  expect(await read('a')).toHaveLength(2)
  expect(asked()).toBe(2)
})

test('what is kept stays within its bounds', async () => {
  const { writer, read, asked } = cacheOn()
  writer.prepare('update t set x = ?').run('x'.repeat(20 * 1024 * 1024))
  await read('a')
  await read('b')
  await read('a')
  expect(asked()).toBe(3)
})
