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
  expect(begun).toBe(1)
  const late = read()
  held.resolve(true)
  await late
  expect([outcomes.at(-1), begun]).toEqual([true, 2])
})

test('a read is not content with work that was begun before it asked', async () => {
  const bestEffort = new BestEffort(100)
  let written = 0
  const first = Promise.withResolvers<void>()
  const seen: number[] = []
  const work = async () => {
    seen.push(written)
    if (seen.length === 1) await first.promise
    return true
  }
  const early = bestEffort.run('a', work)
  written = 1
  const late = [bestEffort.run('a', work), bestEffort.run('a', work)]
  first.resolve()
  expect(await Promise.all([early, ...late])).toEqual([true, true, true])
  expect(seen).toEqual([0, 1])
  expect(await bestEffort.run('a', work)).toBe(true)
  await bestEffort.settle()
  expect(seen).toEqual([0, 1, 1])
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
