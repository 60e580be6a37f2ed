import { expect, onTestFinished, test, vi } from 'vitest'
import { AscendingTimes, timeAfter } from '../../../src/domain/ascending-time.ts'

test('no two times are the same, and all are those of the clock where it has gone on', () => {
  vi.useFakeTimers({ now: 5000 })
  onTestFinished(() => void vi.useRealTimers())
  const times = new AscendingTimes()
  const taken = [times.next(), times.next(), times.next()]
  vi.setSystemTime(6000)
  taken.push(times.next())
  // a clock that is set back
  vi.setSystemTime(5990)
  taken.push(times.next())
  expect(taken.map(time => time.getTime())).toEqual([5000, 5001, 5002, 6000, 6001])
})

test('a time is not far ahead of the clock', () => {
  expect(timeAfter(5999, 5000)).toBe(6000)
  expect(timeAfter(6000, 5000)).toBe(6000)
  expect(timeAfter(4000, 5000)).toBe(5000)
})
