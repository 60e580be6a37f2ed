import { setImmediate } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { Gathered } from '../../../src/concurrency/gathered.ts'
import { majorCollections, makeOld } from '../../support/major-collections.ts'

afterEach(() => void vi.useRealTimers())

/** Questions whose answers are given by hand, in the order in which they were asked. */
function questions({
  most = 10,
  atOnce = 1,
  together = (answers: string[]): (string | Promise<string>)[] => answers,
} = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const asked: { words: readonly string[]; answer: () => void; fail: () => void }[] = []
  const put = (words: readonly string[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<string[]>()
    const round = asked.length + 1
    const answers = words.map(word => `${word}${round}`)
    asked.push({ words, answer: () => resolve(answers), fail: () => reject(new Error(`round ${round}`)) })
    return promise
  }
  const gathered = new Gathered<string, string>({
    keyOf: word => word,
    together: async words => together(await put(words)),
    alone: async word => (await put([`${word} alone `]))[0] ?? '',
    patience: 100,
    ...{ most, atOnce },
  })
  return {
    ask: (...words: string[]) => Promise.all(words.map(word => gathered.ask(word))),
    asked,
    words: () => asked.map(({ words }) => words.join(' ').trim()),
    async late() {
      vi.advanceTimersByTime(100)
      await setImmediate()
      await setImmediate()
    },
  }
}

describe('gathered questions', () => {
  test('of one turn of the event loop are asked together, equal ones once', async () => {
    const { ask, asked, words } = questions()
    const answers = ask('a', 'b', 'a')
    expect(words()).toEqual([])
    await setImmediate()
    asked[0]?.answer()
    expect(await answers).toEqual(['a1', 'b1', 'a1'])
    expect(words()).toEqual(['a b'])
  })

  test('wait for earlier ones, and are asked after they came, also what is under way already', async () => {
    const { ask, asked, words } = questions()
    const first = ask('a')
    await setImmediate()
    const second = ask('a', 'b')
    await setImmediate()
    const third = ask('b', 'c')
    await setImmediate()
    expect(words()).toEqual(['a'])
    asked[0]?.answer()
    expect(await first).toEqual(['a1'])
    await setImmediate()
    expect(words()).toEqual(['a', 'a b c'])
    asked[1]?.answer()
    expect([await second, await third]).toEqual([
      ['a2', 'b2'],
      ['b2', 'c2'],
    ])
  })

  test('are asked some at a time', async () => {
    const { ask, asked, words } = questions({ most: 2, atOnce: 2 })
    const answers = ask('a', 'b', 'c', 'd', 'e')
    await setImmediate()
    expect(words()).toEqual(['a b', 'c d'])
    asked[1]?.answer()
    await setImmediate()
    await setImmediate()
    expect(words()).toEqual(['a b', 'c d', 'e'])
    asked[0]?.answer()
    asked[2]?.answer()
    expect(await answers).toEqual(['a1', 'b1', 'c2', 'd2', 'e3'])
  })

  test('that fail together are asked alone, and only those fail that fail alone', async () => {
    const { ask, asked, words } = questions()
    const [first, second] = [ask('a'), ask('b')]
    await setImmediate()
    asked[0]?.fail()
    await setImmediate()
    expect(words()).toEqual(['a b', 'a alone', 'b alone'])
    asked[1]?.fail()
    asked[2]?.answer()
    await expect(first).rejects.toThrow('round 2')
    expect(await second).toEqual(['b alone 3'])
  })

  test('one alone that fails is not asked again', async () => {
    const { ask, asked, words } = questions()
    const only = ask('a')
    await setImmediate()
    asked[0]?.fail()
    await expect(only).rejects.toThrow('round 1')
    await setImmediate()
    expect(words()).toEqual(['a'])
  })

  test('whose answer is late are asked alone, hold up no other, and take the first answer', async () => {
    const { ask, asked, words, late } = questions()
    const [first, second] = [ask('a'), ask('b')]
    await setImmediate()
    const third = ask('c')
    await late()
    expect(words().sort()).toEqual(['a alone', 'a b', 'b alone', 'c'])
    asked.find(one => one.words[0] === 'b alone ')?.answer()
    asked.find(one => one.words[0] === 'c')?.answer()
    expect((await second)[0]).toMatch(/^b alone \d$/)
    expect((await third)[0]).toMatch(/^c\d$/)
    asked[0]?.answer()
    expect(await first).toEqual(['a1'])
    asked.find(one => one.words[0] === 'a alone ')?.fail()
    await setImmediate()
  })

  test('that are late and then fail are not asked alone twice', async () => {
    const { ask, asked, words, late } = questions()
    const answers = ask('a', 'b')
    await setImmediate()
    await late()
    asked[0]?.fail()
    await setImmediate()
    expect(words()).toEqual(['a b', 'a alone', 'b alone'])
    asked[1]?.answer()
    asked[2]?.answer()
    expect(await answers).toEqual(['a alone 2', 'b alone 3'])
  })

  test('whose answers fail one by one when others were first harm nobody', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    onTestFinished(() => void process.off('unhandledRejection', unhandled))
    const { ask, asked, late } = questions({
      together: answers => answers.map(() => Promise.reject(new Error('too late'))),
    })
    const answers = ask('a', 'b')
    await setImmediate()
    await late()
    asked[1]?.answer()
    asked[2]?.answer()
    expect(await answers).toEqual(['a alone 2', 'b alone 3'])
    asked[0]?.answer()
    await setImmediate()
    await setImmediate()
    expect(unhandled).not.toHaveBeenCalled()
  })

  test('are not late when the answer is there as soon as the event loop gets to it', async () => {
    const { ask, asked, words } = questions()
    const answers = ask('a', 'b')
    await setImmediate()
    vi.advanceTimersByTime(100)
    asked[0]?.answer()
    expect(await answers).toEqual(['a1', 'b1'])
    await setImmediate()
    expect(words()).toEqual(['a b'])
  })
})

const manyQuestions = `
  const { Gathered } = await import(${JSON.stringify(pathToFileURL('src/concurrency/gathered.ts').href)})
  const gathered = new Gathered({
    keyOf: ({ key }) => key,
    together: async questions => questions,
    alone: async question => question,
    ...{ most: 100, atOnce: 2, patience: 60_000 },
  })
  const first = gathered.ask({ key: '' })
  ${makeOld}
  await first
  for (let turn = 0; turn < 2000; turn++) {
    const keys = Array.from({ length: 25 }, (_, at) => String(at))
    await Promise.all(keys.map(key => gathered.ask({ key, data: new Array(500).fill(turn) })))
  }
`

test('questions that were answered are collected by minor collections alone', () => {
  expect(majorCollections(manyQuestions)).toBe(0)
})
