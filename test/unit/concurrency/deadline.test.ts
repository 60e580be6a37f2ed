import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { withDeadline } from '../../../src/concurrency/deadline.ts'

const never = () => new Promise<string>(() => undefined)

test('gives the result of work that is in time', async () => {
  expect(await withDeadline(Promise.resolve('done'), 10_000, () => 'late')).toBe('done')
  await expect(withDeadline(Promise.reject(new Error('fault')), 10_000, () => 'late')).rejects.toThrow(
    'fault',
  )
})

test('gives another result, or throws, when the work is late', async () => {
  expect(await withDeadline(never(), 1, () => 'late')).toBe('late')
  const late = withDeadline(never(), 1, () => {
    throw new Error('too late')
  })
  await expect(late).rejects.toThrow('too late')
})

test('drops what comes later, be it an error', async () => {
  const faults: unknown[] = []
  const note = (fault: unknown) => faults.push(fault)
  process.on('unhandledRejection', note)
  let fail = (_: Error): void => undefined
  const work = new Promise<string>((_, reject) => {
    fail = reject
  })
  expect(await withDeadline(work, 1, () => 'late')).toBe('late')
  fail(new Error('fault'))
  await delay(10)
  process.off('unhandledRejection', note)
  expect(faults).toEqual([])
})

test('leaves no timer behind', async () => {
  const timers = () => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
  const before = timers()
  await withDeadline(Promise.resolve(), 10_000, () => undefined)
  expect(timers()).toBe(before)
})
