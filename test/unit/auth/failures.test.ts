import { expect, test } from 'vitest'
import { Failures } from '../../../src/auth/failures.ts'

/** Has an address fail so often at a time, and gives what the last failure was answered with. */
function fail(failures: Failures, address: string, times: number, now: number): number | undefined {
  let wait: number | undefined
  for (let count = 0; count < times; count++) wait = failures.add(address, now)
  return wait
}

test('a hundred failures a minute are allowed, and then one every 600 milliseconds', () => {
  const failures = new Failures()
  expect(fail(failures, '1.2.3.4', 100, 0)).toBeUndefined()
  expect(failures.add('1.2.3.4', 0)).toBe(1)
  expect(failures.add('1.2.3.4', 599)).toBe(1)
  expect(failures.add('1.2.3.4', 600)).toBeUndefined()
  expect(failures.add('1.2.3.4', 600)).toBe(1)
  expect(fail(failures, '1.2.3.4', 100, 120_000)).toBeUndefined()
  expect(failures.add('1.2.3.4', 120_000)).toBe(1)
})

test.each([
  ['1.2.3.4', '1.2.3.5', false],
  ['1.2.3.4', '::ffff:1.2.3.4', true],
  ['2001:db8::1', '2001:db8::2', true],
  ['2001:db8:0:0:1::', '2001:db8::ffff', true],
  ['2001:db8:0:1::1', '2001:db8::1', false],
  ['::1', '::2', true],
])('%s and %s share their failures: %s', (first, second, share) => {
  const failures = new Failures()
  fail(failures, first, 100, 0)
  expect(failures.add(second, 0) !== undefined).toBe(share)
})

test('so many addresses are remembered that memory stays small', () => {
  const failures = new Failures()
  fail(failures, 'first', 101, 0)
  for (let count = 0; count < 9_999; count++) failures.add(`other ${count}`, 0)
  expect(failures.add('first', 0)).toBe(1)
  // having failed last, it is not the one that is forgotten
  failures.add('one more', 0)
  expect(failures.add('first', 0)).toBe(1)
  expect(fail(failures, 'other 0', 100, 0)).toBeUndefined()
})
