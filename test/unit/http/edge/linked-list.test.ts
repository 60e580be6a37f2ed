import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { LinkedList } from '../../../../src/http/edge/linked-list.ts'
import { majorCollections, makeOld } from '../../../support/major-collections.ts'

test('what is there is in the order in which it came', () => {
  const list = new LinkedList<string>()
  const [a, b, c] = ['a', 'b', 'c'].map(value => list.add(value))
  expect([...list, list.size]).toEqual(['a', 'b', 'c', 3])
  if (b) list.remove(b)
  expect([...list, list.size]).toEqual(['a', 'c', 2])
  if (a) list.remove(a)
  const d = list.add('d')
  expect([...list, list.size]).toEqual(['c', 'd', 2])
  list.remove(d)
  if (c) list.remove(c)
  expect([...list, list.size]).toEqual([0])
  list.add('e')
  expect([...list, list.size]).toEqual(['e', 1])
})

const comingAndGoing = `
  const { LinkedList } = await import(${JSON.stringify(pathToFileURL('src/http/edge/linked-list.ts').href)})
  const list = new LinkedList()
  const nodes = [list.add({})]
  ${makeOld}
  for (let at = 0; at < 50_000; at++) {
    nodes.push(list.add(new Array(500).fill(at)))
    if (nodes.length > 50) list.remove(nodes.shift())
  }
`

test('what has gone is collected by minor collections alone', () => {
  expect(majorCollections(comingAndGoing)).toBe(0)
})
