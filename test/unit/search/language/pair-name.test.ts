import { expect, test } from 'vitest'
import { pairName } from '../../../../src/search/language/pair-name.ts'

test('200,000 pairs of similar words have as many names, which depend on the order and on where a word ends', () => {
  const names = new Set<string>()
  for (let first = 0; first < 400; first++)
    for (let second = 0; second < 500; second++) names.add(pairName(`wxcolumn${first}`, `wx${second}`))
  expect(names.size).toBe(200_000)
  expect(pairName('wxa', 'wxb')).toMatch(/^[a-z2-7]{10}$/)
  expect(pairName('wxa', 'wxb')).not.toBe(pairName('wxb', 'wxa'))
  expect(pairName('wxa', 'wxwxb')).not.toBe(pairName('wxawx', 'wxb'))
})

test('a pair has the name that indexes have it by', () => {
  expect(pairName('wxorder', 'wxnumber')).toBe('bywupi3mx2')
})

test('each half of a name is as rarely shared as chance would have it', () => {
  const halves = [new Set<string>(), new Set<string>()]
  for (let at = 0; at < 20_000; at++) {
    const name = pairName(`wx${at % 100}`, `wxw${Math.floor(at / 100)}`)
    halves[0]?.add(name.slice(0, 5))
    halves[1]?.add(name.slice(5))
  }
  // of 20,000 names in 2^25 about six
  for (const half of halves) expect(half.size).toBeGreaterThan(20_000 - 30)
})
