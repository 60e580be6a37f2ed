import { expect, test } from 'vitest'
import { SharedRuns, sharedRuns } from '../../../src/concurrency/single-flight.ts'

/** Work whose runs end when the test says so. */
function controlled() {
  const runs: PromiseWithResolvers<string>[] = []
  const run = sharedRuns(() => {
    const one = Promise.withResolvers<string>()
    runs.push(one)
    return one.promise
  })
  return { runs, run }
}

test('those who ask while a run is under way share the next one', async () => {
  const { runs, run } = controlled()
  const first = run()
  const [second, third] = [run(), run()]
  expect(runs).toHaveLength(1)
  runs[0]?.resolve('one')
  expect(await first).toBe('one')
  expect(runs).toHaveLength(2)
  runs[1]?.resolve('two')
  expect(await Promise.all([second, third])).toEqual(['two', 'two'])
})

test('a run that fails does not keep the next one from its work', async () => {
  const { runs, run } = controlled()
  const first = run()
  const second = run()
  runs[0]?.reject(new Error('no'))
  await expect(first).rejects.toThrow('no')
  runs[1]?.resolve('two')
  expect(await second).toBe('two')
  const third = run()
  runs[2]?.resolve('three')
  expect(await third).toBe('three')
})

test('there is never more than one at a time', async () => {
  let [under, most] = [0, 0]
  const run = sharedRuns(async () => {
    under++
    most = Math.max(most, under)
    await Promise.resolve()
    under--
  })
  await Promise.all(
    Array.from({ length: 50 }, async (_, at) => {
      for (let turn = 0; turn < at % 7; turn++) await Promise.resolve()
      await run()
      await run()
    }),
  )
  expect(most).toBe(1)
})

test('work of another kind does not wait', async () => {
  const runs = new SharedRuns<string>()
  const never = new Promise<string>(() => undefined)
  void runs.run('slow', () => never)
  expect(await runs.run('quick', async () => 'one')).toBe('one')
  expect(await runs.run('quick', async () => 'two')).toBe('two')
})
