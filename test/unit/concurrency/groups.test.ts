import { expect, onTestFinished, test, vi } from 'vitest'
import { Groups } from '../../../src/concurrency/groups.ts'

const options = { most: 3, atOnce: 1, patience: 250, sizeOf: (item: string) => item.length, largest: 10 }

/** Groups whose work ends when it is told to. */
function startGroups(own: Partial<typeof options> = {}) {
  const begun: { items: readonly string[]; end: (error?: Error) => void }[] = []
  const work = (items: readonly string[]) =>
    new Promise<string[]>((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve(items.map(item => `${item}!`)))
      begun.push({ items, end })
    })
  const groups = new Groups(work, { ...options, ...own })
  return { begun, all: (...items: string[]) => items.map(item => groups.do(item)) }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

test('what is asked for in one turn, or meanwhile, is done together, in order', async () => {
  const { begun, all } = startGroups()
  const first = all('a', 'b')
  await turn()
  const others = all('c', 'd', 'e', 'f')
  await turn()
  expect(begun.map(({ items }) => items)).toEqual([['a', 'b']])
  begun[0]?.end()
  expect(await Promise.all(first)).toEqual(['a!', 'b!'])
  await turn()
  expect(begun[1]?.items).toEqual(['c', 'd', 'e'])
  begun[1]?.end()
  await others[0]
  await turn()
  expect(begun[2]?.items).toEqual(['f'])
  begun[2]?.end()
  expect(await Promise.all(others)).toEqual(['c!', 'd!', 'e!', 'f!'])
})

test('a group is no larger than it may be, unless it is of one', async () => {
  const { begun, all } = startGroups({ atOnce: 9 })
  void all('12345', '12345', '1', '12345678901234', '1')
  await turn()
  expect(begun.map(({ items }) => items)).toEqual([['12345', '12345'], ['1'], ['12345678901234'], ['1']])
})

test('all of a group fail together, and others go on', async () => {
  const { begun, all } = startGroups()
  const first = all('a', 'b')
  await turn()
  begun[0]?.end(new Error('no'))
  expect(await Promise.allSettled(first)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }])
  const second = all('c')
  await turn()
  begun[1]?.end()
  expect(await Promise.all(second)).toEqual(['c!'])
})

test('a group that is late holds up no other', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { begun, all } = startGroups()
  const first = all('a')
  await turn()
  const second = all('b')
  vi.advanceTimersByTime(249)
  await turn()
  expect(begun).toHaveLength(1)
  vi.advanceTimersByTime(1)
  await turn()
  expect(begun[1]?.items).toEqual(['b'])
  begun[0]?.end()
  begun[1]?.end()
  expect(await Promise.all([...first, ...second])).toEqual(['a!', 'b!'])
  // the late one is not counted twice
  void all('c')
  await turn()
  void all('d')
  await turn()
  expect(begun).toHaveLength(3)
})
