import type { Postings } from '../../../../src/search/postings/postings.ts'
import { postingKey } from '../../../../src/search/postings/postings.ts'
import type { SegmentBuilder } from '../../../../src/search/postings/segment-builder.ts'
import type { Random } from '../../../support/random.ts'
import { type Keys, postingsOfSet } from './random-postings.ts'

/** The versions that have each term: the model of a segment. */
export type TermKeys = Map<string, Keys>

/** Terms that begin like others, some of them beyond what is compared at once; few of them, or many. */
export function randomTerm(random: Random): string {
  const beginning = random.of(['wx', 'wx', 'fn', 'wxbeginning', 'wxbeginninglonger'])
  return beginning + random.text(['a', 'b', 'z', '0', '9', 'abcdefgh'], random.of([1, 3, 7]))
}

/** Puts random terms of random versions, in any order, into a segment. */
export function putRandomly(random: Random, builder: SegmentBuilder, versions: number): TermKeys {
  const model: TermKeys = new Map()
  const put = new Set<number>()
  for (let left = versions; left > 0; left--) {
    const [id, number] = [random.below(random.of([3, 40])), random.below(random.of([4, 300]))]
    const key = postingKey(id, number)
    if (put.has(key)) continue
    put.add(key)
    const terms = Array.from({ length: random.below(random.of([3, 60])) }, () => randomTerm(random))
    builder.put(id, number, [...terms, 'aa'].join(' '))
    for (const term of [...terms, 'aa']) model.set(term, (model.get(term) ?? new Set()).add(key))
  }
  return model
}

/** The terms of a model in their order, with their postings. */
export function sortedPostings(model: TermKeys): [term: string, postings: Postings][] {
  const terms = [...model]
    .filter(([, keys]) => keys.size > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return terms.map(([term, keys]) => [term, postingsOfSet(keys)])
}
