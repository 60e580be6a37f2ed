import { expect, test } from 'vitest'
import {
  contractIdsIn,
  countContracts,
  countVersions,
  difference,
  highestOfEach,
  intersection,
  keysIn,
  maxNumber,
  noPostings,
  numberOf,
  ofContract,
  ofContractsIn,
  ofContractsNotIn,
  postingKey,
  postingsOfKeys,
  rangeOf,
  searchIdOf,
} from '../../../../src/search/postings/postings.ts'
import { union, unionInTurns } from '../../../../src/search/postings/union.ts'
import { Random } from '../../../support/random.ts'
import { AwaitedLoop } from './awaited-loop.ts'
import { type Keys, postingsOfSet, randomKeys } from './random-postings.ts'

const highestId = 2 ** 28 - 1

function eachRandomly(rounds: number, check: (random: Random) => void): void {
  const random = new Random(7)
  for (let round = 0; round < rounds; round++) check(random)
}

/** The keys of each contract, by its id and in their order. */
function byContract(keys: Keys): Map<number, number[]> {
  const sorted = [...keys].sort((one, other) => one - other)
  return Map.groupBy(sorted, key => Math.floor(key / 2 ** 24))
}

test.each([
  [0, 0],
  [0, maxNumber],
  [1, 0],
  [highestId, 0],
  [highestId, maxNumber],
])('the key of contract %i, number %i has both', (id, number) => {
  const key = postingKey(id, number)
  expect([searchIdOf(key), numberOf(key)]).toEqual([id, number])
  expect(Number.isSafeInteger(key + 1)).toBe(true)
})

test('a range has the numbers from the first to below its end', () => {
  expect(keysIn(rangeOf(5, 2, 5)).map(numberOf)).toEqual([2, 3, 4])
  expect(rangeOf(5, 2, 2)).toEqual(noPostings)
  expect(rangeOf(5, 2, 1)).toEqual(noPostings)
  expect(countVersions(rangeOf(highestId, 0, maxNumber + 1))).toBe(2 ** 24)
})

test('while many lists are joined, others have their turns', async () => {
  const random = new Random(3)
  for (const count of [0, 1, 2, 3, 50]) {
    const lists = Array.from({ length: count }, () => postingsOfSet(randomKeys(random)))
    const loop = new AwaitedLoop()
    expect(await unionInTurns(lists, loop)).toEqual(union(lists))
    const given = lists.filter(list => list.length > 0).length
    expect(loop.shares).toBe(Math.max(0, given - 1))
  }
})

test('ranges side by side become one, except of two contracts', () => {
  expect(union([rangeOf(5, 0, 2), rangeOf(5, 2, 4)])).toEqual(rangeOf(5, 0, 4))
  expect(union([rangeOf(5, 2, 4), rangeOf(5, 0, 2), rangeOf(5, 1, 3)])).toEqual(rangeOf(5, 0, 4))
  const whole = union([rangeOf(5, 0, maxNumber + 1), rangeOf(6, 0, 1)])
  expect(whole).toEqual([...rangeOf(5, 0, maxNumber + 1), ...rangeOf(6, 0, 1)])
  expect(countContracts(whole)).toBe(2)
  expect(highestOfEach(whole)).toEqual(postingsOfSet([postingKey(5, maxNumber), postingKey(6, 0)]))
})

test('keys in order, some of them twice, become ranges', () => {
  eachRandomly(300, random => {
    const keys = [...randomKeys(random)].sort((one, other) => one - other)
    expect(postingsOfKeys(keys.flatMap(key => (random.below(3) === 0 ? [key, key] : key)))).toEqual(
      postingsOfSet(keys),
    )
  })
  const border = [postingKey(5, maxNumber - 1), postingKey(5, maxNumber), postingKey(6, 0), postingKey(6, 1)]
  expect(postingsOfKeys(border)).toEqual([...rangeOf(5, maxNumber - 1, maxNumber + 1), ...rangeOf(6, 0, 2)])
})

test('of nothing there is nothing', () => {
  const some = rangeOf(3, 0, 4)
  expect(union([])).toEqual([])
  expect(union([[], [], []])).toEqual([])
  expect(union([[], some, []])).toEqual(some)
  for (const of of [intersection, ofContractsIn]) {
    expect(of([], some)).toEqual([])
    expect(of(some, [])).toEqual([])
  }
  for (const of of [difference, ofContractsNotIn]) {
    expect(of([], some)).toEqual([])
    expect(of(some, [])).toEqual(some)
  }
  expect(highestOfEach([])).toEqual([])
  expect([countVersions([]), countContracts([])]).toEqual([0, 0])
  expect(contractIdsIn([], -1, 9)).toEqual([])
  expect(ofContract([], 0)).toEqual([])
  expect(keysIn([])).toEqual([])
})

test('the union of random lists has what any of them has', () => {
  eachRandomly(400, random => {
    const lists = Array.from({ length: random.below(random.of([4, 30])) }, () => randomKeys(random))
    expect(union(lists.map(postingsOfSet))).toEqual(postingsOfSet(new Set(lists.flatMap(keys => [...keys]))))
  })
})

test('what random lists have both, and one without the other', () => {
  eachRandomly(1500, random => {
    const [one, other] = [randomKeys(random), randomKeys(random)]
    const [first, second] = [postingsOfSet(one), postingsOfSet(other)]
    expect(intersection(first, second)).toEqual(postingsOfSet([...one].filter(key => other.has(key))))
    expect(difference(first, second)).toEqual(postingsOfSet([...one].filter(key => !other.has(key))))
  })
})

test('the versions of contracts that another list has, and has not', () => {
  eachRandomly(1500, random => {
    const [one, other] = [randomKeys(random), randomKeys(random)]
    const contracts = byContract(other)
    const having = (isIn: boolean) =>
      [...one].filter(key => contracts.has(Math.floor(key / 2 ** 24)) === isIn)
    expect(ofContractsIn(postingsOfSet(one), postingsOfSet(other))).toEqual(postingsOfSet(having(true)))
    expect(ofContractsNotIn(postingsOfSet(one), postingsOfSet(other))).toEqual(postingsOfSet(having(false)))
  })
})

test('what is asked of one list', () => {
  eachRandomly(500, random => {
    const keys = randomKeys(random)
    const postings = postingsOfSet(keys)
    const contracts = byContract(keys)
    expect(countVersions(postings)).toBe(keys.size)
    expect(countContracts(postings)).toBe(contracts.size)
    const highest = [...contracts.values()].flatMap(own => own.slice(-1))
    expect(highestOfEach(postings)).toEqual(postingsOfSet(highest))
    for (const id of [...contracts.keys(), 4, highestId + 1]) {
      const own = contracts.get(id) ?? []
      expect(ofContract(postings, id)).toEqual(postingsOfSet(own))
      expect(keysIn(ofContract(postings, id))).toEqual(own)
    }
    const above = random.of([-1, 0, 3, random.below(600), highestId - 1, highestId])
    const most = random.of([0, 1, 5, 1000])
    expect(contractIdsIn(postings, above, most)).toEqual(
      [...contracts.keys()].filter(id => id > above).slice(0, most),
    )
  })
})
