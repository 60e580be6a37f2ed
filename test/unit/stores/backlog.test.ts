import { expect, test } from 'vitest'
import { Backlog } from '../../../src/stores/sql/search-index/backlog.ts'

const million = 1024 * 1024

test('what waits is counted by events and by how long their documents are', () => {
  const backlog = new Backlog()
  backlog.add({ events: 500, length: 0 })
  expect(backlog.exceeds(0.5)).toBe(true)
  expect(backlog.exceeds(1)).toBe(false)
  backlog.add({ events: 1, length: 0 })
  expect(backlog.exceeds(1)).toBe(true)
  backlog.note(backlog.written, 0)
  expect(backlog.events).toBe(0)
  backlog.add({ events: 8, length: 4 * million })
  expect(backlog.exceeds(1)).toBe(false)
  backlog.add({ events: 2, length: million })
  expect(backlog.exceeds(1)).toBe(true)
  // five of ten events have half of what their documents have
  backlog.note(backlog.written, 5)
  expect(backlog.events).toBe(5)
  expect(backlog.exceeds(0.625)).toBe(false)
  expect(backlog.exceeds(0.624)).toBe(true)
})

test('what was written since, and what is known already, changes nothing', () => {
  const backlog = new Backlog()
  backlog.add({ events: 10, length: 100 })
  const { written } = backlog
  backlog.add({ events: 5, length: 50 })
  backlog.note(written, 2)
  expect(backlog.events).toBe(7)
  backlog.note(written, 6)
  expect(backlog.events).toBe(7)
})

test('whoever waits is let go when no more waits than may, or nobody goes on', async () => {
  const backlog = new Backlog()
  const gone: string[] = []
  const wait = (name: string) => backlog.shrunk().then(() => gone.push(name))
  backlog.add({ events: 600, length: 0 })
  const first = wait('first')
  backlog.note(backlog.written, 501)
  await Promise.resolve()
  expect(gone).toEqual([])
  backlog.note(backlog.written, 500)
  await first
  const second = wait('second')
  backlog.release()
  await second
  expect(gone).toEqual(['first', 'second'])
})
