import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { Semaphore } from '../../src/concurrency/semaphore.ts'
import { openConnection } from '../../src/sql/sqlite/connection.ts'
import { GroupedTransactions } from '../../src/sql/sqlite/grouped-transactions.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** A table of names, the transactions that write it, and what other connections see of it. */
function openNames() {
  const file = `${tempFolder()}/names.db`
  const writer = openConnection(file)
  writer.pragma('journal_mode = wal')
  writer.exec('create table names (name text primary key, filling text)')
  const reader = new Database(file, { readonly: true })
  onTestFinished(() => {
    reader.close()
    writer.close()
  })
  const transactions = new GroupedTransactions(writer, new Semaphore())
  const insert = writer.prepare('insert into names values (?, ?)')
  return {
    writer,
    seen: () => reader.prepare('select name from names order by name').pluck().all(),
    insert: (name: string, filling = '') =>
      transactions.run(async () => {
        insert.run(name, filling)
        return name
      }),
    run: <T>(work: () => Promise<T>) => transactions.run(work),
  }
}

test('transactions that wait are committed together, and nobody is told before', async () => {
  const { insert, run, seen } = openNames()
  const told: string[] = []
  const tell = (name: string) => told.push(name)
  const all = ['a', 'b', 'c'].map(name => insert(name).then(tell))
  // the last of the group: what the others wrote is neither told nor seen yet
  const last = run(async () => ({ told: [...told], seen: seen() }))
  expect(await last).toEqual({ told: [], seen: [] })
  await Promise.all(all)
  expect(told).toEqual(['a', 'b', 'c'])
  expect(seen()).toEqual(['a', 'b', 'c'])
})

test('one that fails is undone alone', async () => {
  const { writer, insert, run, seen } = openNames()
  const failing = run(async () => {
    writer.exec("insert into names values ('lost', '')")
    throw new Error('no')
  })
  const all = [failing, insert('a'), insert('a'), insert('b')]
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  expect(seen()).toEqual(['a', 'b'])
})

test('when there is no more room, what is told to be done is there, and the rest is not', async () => {
  const { writer, insert, seen } = openNames()
  const pages = writer.pragma('page_count', { simple: true }) as number
  writer.pragma(`max_page_count = ${pages + 4}`)
  const names = ['a', 'b', 'c', 'd']
  const all = [insert('a'), insert('b', 'x'.repeat(1_000_000)), insert('c'), insert('d')]
  const outcomes = await Promise.allSettled(all)
  expect(outcomes[1]?.status).toBe('rejected')
  const done = names.filter((_, at) => outcomes[at]?.status === 'fulfilled')
  expect(seen()).toEqual(done)
  expect(await insert('e')).toBe('e')
})

test('what comes after a group that could not begin is done', async () => {
  const { writer, insert, seen } = openNames()
  writer.exec('begin')
  await expect(insert('a')).rejects.toThrow('within a transaction')
  writer.exec('rollback')
  expect(await insert('b')).toBe('b')
  expect(seen()).toEqual(['b'])
})
