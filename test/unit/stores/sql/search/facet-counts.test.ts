import { expect, test } from 'vitest'
import { facetNames } from '../../../../../src/stores/search-query.ts'
import { FacetCounts } from '../../../../../src/stores/sql/search/facet-counts.ts'

test('values that a filter takes for equal are one, in their most frequent spelling', () => {
  const counts = new FacetCounts(facetNames)
  counts.add({ status: 'Active', owner: 'Zoë', domain: 'Sales' }, 2)
  counts.add({ status: 'ACTIVE', owner: 'zoe', domain: 'sales' }, 3)
  counts.add({ status: 'active', owner: 'Data  Team', domain: null }, 2)
  counts.addLabel('Größe', 1)
  counts.addLabel('GROSSE', 2)
  expect(Object.fromEntries(counts.sorted())).toEqual({
    status: [{ value: 'ACTIVE', count: 7 }],
    domain: [
      { value: 'sales', count: 5 },
      { value: null, count: 2 },
    ],
    owner: [
      { value: 'zoe', count: 5 },
      { value: 'Data  Team', count: 2 },
    ],
    tag: [{ value: 'GROSSE', count: 3 }],
  })
})

test('of spellings that are as frequent, the first in the order of code points is shown, whichever came first', () => {
  for (const statuses of [
    ['active', 'Active', 'ACTIVE'],
    ['ACTIVE', 'active', 'Active'],
  ]) {
    const counts = new FacetCounts(['status'])
    for (const status of statuses) counts.add({ status }, 2)
    expect(counts.sorted().get('status')).toEqual([{ value: 'ACTIVE', count: 6 }])
  }
})

test('a status that says there is none is none, and an owner of that name is one', () => {
  const counts = new FacetCounts(['status', 'owner'])
  counts.add({ status: 'None', owner: 'none' }, 2)
  counts.add({ status: null, owner: null }, 1)
  expect(Object.fromEntries(counts.sorted())).toEqual({
    status: [{ value: null, count: 3 }],
    owner: [
      { value: 'none', count: 2 },
      { value: null, count: 1 },
    ],
  })
})

test('a further owner counts for the owner and not as a tag', () => {
  const counts = new FacetCounts(['owner', 'tag'])
  counts.addHit({ status: null, owner: 'crm', domain: null, labels: ['gold', ' alice'] })
  expect(Object.fromEntries(counts.sorted())).toEqual({
    owner: [
      { value: 'alice', count: 1 },
      { value: 'crm', count: 1 },
    ],
    tag: [{ value: 'gold', count: 1 }],
  })
})
