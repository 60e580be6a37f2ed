import { expect, test } from 'vitest'
import type { QueryUnit, Term } from '../../../../src/search/language/units.ts'
import { postingsOfUnits, termKey, termsOfUnits } from '../../../../src/search/postings/asked.ts'
import { keysIn, postingKey, postingsOfKeys } from '../../../../src/search/postings/postings.ts'
import { Random } from '../../../support/random.ts'
import { AwaitedLoop } from './awaited-loop.ts'

const words = ['wxa', 'wxab', 'wxb', 'wxc', 'wxcd']

function unitOf(alternatives: readonly (readonly Term[])[]): QueryUnit {
  return {
    alternatives: alternatives.map(terms => ({ terms, words: terms, phrases: [], needsOrder: false })),
  }
}

function has(terms: ReadonlySet<string>, { text, isPrefix }: Term): boolean {
  return isPrefix ? [...terms].some(term => term.startsWith(text)) : terms.has(text)
}

test('the versions that have all units are those that have all terms of any alternative of each', async () => {
  const random = new Random(7)
  for (let round = 0; round < 200; round++) {
    const versions = new Map<number, ReadonlySet<string>>()
    for (let at = 0; at < 30; at++) {
      const own = words.filter(() => random.below(2) === 0)
      versions.set(postingKey(random.below(6), random.below(4)), new Set(own))
    }
    const term = (): Term => {
      const text = words[random.below(words.length)] ?? ''
      return { text, isPrefix: random.below(3) === 0 }
    }
    const some = <T>(make: () => T): T[] => Array.from({ length: 1 + random.below(3) }, make)
    const units = some(() => unitOf(some(() => some(term))))
    const found = new Map(
      termsOfUnits(units).map(one => {
        const keys = [...versions].flatMap(([key, terms]) => (has(terms, one) ? key : []))
        return [termKey(one), postingsOfKeys(keys.sort((one, other) => one - other))]
      }),
    )
    const expected = [...versions].flatMap(([key, terms]) => {
      const isHit = units.every(({ alternatives }) =>
        alternatives.some(one => one.terms.every(wanted => has(terms, wanted))),
      )
      return isHit ? key : []
    })
    const hits = await postingsOfUnits(units, found, new AwaitedLoop())
    expect(keysIn(hits)).toEqual(expected.sort((one, other) => one - other))
  }
})

test('others have their turns between lists, which may be long', async () => {
  const term = (text: string): Term => ({ text, isPrefix: false })
  const units = [unitOf([[term('wxa'), term('wxb')], [term('wxc')]]), unitOf([[term('wxd')]])]
  const found = new Map(['wxa', 'wxb', 'wxc', 'wxd'].map(text => [text, postingsOfKeys([1, 2])]))
  const loop = new AwaitedLoop()
  expect(keysIn(await postingsOfUnits(units, found, loop))).toEqual([1, 2])
  expect(loop.shares).toBe(3)
})
