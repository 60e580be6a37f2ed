import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { Present } from '../../../../src/http/edge/present.ts'
import { majorCollections, makeOld } from '../../../support/major-collections.ts'

test('what is there is in the order in which it came', () => {
  const present = new Present<string>()
  const [a, b, c] = ['a', 'b', 'c'].map(value => present.add(value))
  expect([...present, present.size]).toEqual(['a', 'b', 'c', 3])
  if (b) present.remove(b)
  expect([...present, present.size]).toEqual(['a', 'c', 2])
  if (a) present.remove(a)
  const d = present.add('d')
  expect([...present, present.size]).toEqual(['c', 'd', 2])
  present.remove(d)
  if (c) present.remove(c)
  expect([...present, present.size]).toEqual([0])
  present.add('e')
  expect([...present, present.size]).toEqual(['e', 1])
})

const comingAndGoing = `
  const { Present } = await import(${JSON.stringify(pathToFileURL('src/http/edge/present.ts').href)})
  const present = new Present()
  const places = [present.add({})]
  ${makeOld}
  for (let at = 0; at < 50_000; at++) {
    places.push(present.add(new Array(500).fill(at)))
    if (places.length > 50) present.remove(places.shift())
  }
`

test('what has gone is collected by minor collections alone', () => {
  expect(majorCollections(comingAndGoing)).toBe(0)
})
