import { setImmediate } from 'node:timers/promises'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { BestEffort } from '../../../../src/stores/sql/best-effort.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
})

test('a read waits for a moment, and the work goes on without it', async () => {
  const bestEffort = new BestEffort(100)
  const held = Promise.withResolvers<boolean>()
  let begun = 0
  const work = () => {
    begun++
    return held.promise
  }
  const outcomes: boolean[] = []
  const read = () => bestEffort.run('a', work).then(isDone => outcomes.push(isDone))
  const reads = [read(), read()]
  for (let time = 0; time < 100; time += 10) {
    expect(outcomes).toEqual([])
    vi.advanceTimersByTime(10)
    await setImmediate()
  }
  await Promise.all(reads)
  expect(outcomes).toEqual([false, false])
  const late = read()
  held.resolve(true)
  await late
  expect([outcomes.at(-1), begun]).toEqual([true, 1])
})

test('a process that others kept from running is no storage that others hold', async () => {
  const bestEffort = new BestEffort(100)
  const work = async () => {
    await setImmediate()
    // the time is over before this process gets to anything
    vi.advanceTimersByTime(1000)
    await setImmediate()
    return true
  }
  expect(await bestEffort.run('a', work)).toBe(true)
})
