import { maxNumber, type Postings, postingKey } from '../../../../src/search/postings/postings.ts'
import type { Random } from '../../../support/random.ts'

const highestId = 2 ** 28 - 1
const fewIds = [0, 1, 2, 3, 7, highestId - 1, highestId]
const manyIds = Array.from({ length: 200 }, (_, at) => at * 3)

/** The keys of a set of versions: the model of postings. */
export type Keys = Set<number>

/** Versions of contracts that are near each other, or far, with the lowest and the highest numbers there can be. */
export function randomKeys(random: Random): Keys {
  const ids = random.below(2) === 0 ? fewIds : manyIds
  const keys = new Set<number>()
  for (let ranges = random.below(random.of([2, 12, 120])); ranges > 0; ranges--) {
    const id = random.of(ids)
    const first = random.of([0, 0, 1, random.below(12), maxNumber - random.below(3)])
    const last = Math.min(first + random.below(random.of([1, 5])), maxNumber)
    for (let number = first; number <= last; number++) keys.add(postingKey(id, number))
  }
  return keys
}

/** The postings that have these keys: ranges of neighbours, none of them beyond its contract. */
export function postingsOfSet(keys: Iterable<number>): Postings {
  const postings: number[] = []
  for (const key of [...keys].sort((one, other) => one - other)) {
    if (postings.at(-1) === key && key % 2 ** 24 !== 0) postings[postings.length - 1] = key + 1
    else postings.push(key, key + 1)
  }
  return postings
}
