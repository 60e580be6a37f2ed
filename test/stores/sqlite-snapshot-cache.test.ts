import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openConnection } from '../../src/sql/sqlite/connection.ts'
import { SnapshotCache } from '../../src/sql/sqlite/snapshot-cache.ts'
import { tempFolder } from '../support/temp-folder.ts'

function cacheOn() {
  const file = join(tempFolder(), 'cache.db')
  const writer = openConnection(file)
  writer.pragma('journal_mode = wal')
  writer.exec('create table t (x); insert into t values (1)')
  const reader = openConnection(file, { readonly: true })
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  const cache = new SnapshotCache(reader)
  const statement = reader.prepare('select x from t')
  let asked = 0
  const ask = () => {
    asked++
    return statement.all() as Record<string, unknown>[]
  }
  return { writer, read: (key: string) => cache.rows(key, ask), asked: () => asked }
}

test('an answer is kept until another connection commits', () => {
  const { writer, read, asked } = cacheOn()
  expect(read('a')).toEqual([{ x: 1 }])
  expect(read('a')).toBe(read('a'))
  expect(asked()).toBe(1)
  writer.exec('begin; update t set x = 2')
  expect(read('a')).toEqual([{ x: 1 }])
  writer.exec('commit')
  expect(read('a')).toEqual([{ x: 2 }])
  expect(asked()).toBe(2)
})

test('an answer of several rows is asked for anew each time', () => {
  const { writer, read, asked } = cacheOn()
  writer.exec('insert into t values (2)')
  expect(read('a')).toHaveLength(2)
  expect(read('a')).toHaveLength(2)
  expect(asked()).toBe(2)
})

test('what is kept stays within its bounds', () => {
  const { writer, read, asked } = cacheOn()
  writer.prepare('update t set x = ?').run('x'.repeat(20 * 1024 * 1024))
  read('a')
  read('b')
  read('a')
  expect(asked()).toBe(3)
})
