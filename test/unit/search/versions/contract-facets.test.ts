import { expect, test } from 'vitest'
import { ContractFacets, noFacets, versionFacets } from '../../../../src/search/versions/contract-facets.ts'

const draft = { status: 'draft', owner: 'crm', domain: null, tags: ['gold', 'pii'] }
const active = { ...draft, status: 'active' }

/** What is kept after some changes. */
function keptAfter(change: (facets: ContractFacets) => void, kept = noFacets): string {
  const facets = new ContractFacets(kept)
  change(facets)
  return facets.serialized()
}

test('the values of each version are kept, and equal ones once', () => {
  let kept = noFacets
  for (const version of ['1', '2', '3'])
    kept = keptAfter(facets => facets.put(version, version === '2' ? active : draft), kept)
  expect(kept.split('\n')).toEqual([
    '["1","3"]\t["draft","crm",null,["gold","pii"]]',
    '["2"]\t["active","crm",null,["gold","pii"]]',
  ])
  const values = ['1', '2', '3', '4'].map(version => versionFacets(kept, [version])?.[0])
  expect(values).toEqual([draft, active, draft, undefined])
  expect(versionFacets(kept, ['1', '2', '3'])).toEqual([draft, active, draft])
  expect(versionFacets(kept, ['1', '4'])).toBeUndefined()
})

test('a version that is written again has its new values only', () => {
  const kept = keptAfter(facets => {
    facets.put('1', draft)
    facets.put('1', active)
  })
  expect(versionFacets(kept, ['1'])).toEqual([active])
  expect(kept).not.toContain('draft')
})

test('a version that is deleted has none', () => {
  const both = keptAfter(facets => {
    facets.put('1', draft)
    facets.put('2', draft)
  })
  const one = keptAfter(facets => facets.remove('1'), both)
  expect([versionFacets(one, ['1']), versionFacets(one, ['2'])]).toEqual([undefined, [draft]])
  expect(keptAfter(facets => facets.remove('2'), one)).toBe(noFacets)
})

test('a version is not taken for a value, and neither does any break a line', () => {
  const strange = { status: '1.0', owner: '"2.0"', domain: 'a\tb\nc', tags: ['","2.0"', '\\"3.0'] }
  const versions = ['2.0', 'a","b', '2.0"', 'tab\t', 'line\n']
  const kept = keptAfter(facets => {
    for (const version of versions) facets.put(version, strange)
    facets.put('4.0', draft)
  })
  for (const version of versions) expect(versionFacets(kept, [version])).toEqual([strange])
  for (const version of ['1.0', 'b', '3.0', '0', 'a', 'draft'])
    expect(versionFacets(kept, [version])).toBeUndefined()
  expect(versionFacets(kept, ['4.0'])).toEqual([draft])
})

test('no more is taken of a version than what hits are counted by', () => {
  const kept = keptAfter(facets => facets.put('1', { ...draft, more: 'x' } as typeof draft))
  expect(versionFacets(kept, ['1'])).toEqual([draft])
})

test('values that are too long are not kept, and those of later versions are', () => {
  const tags = Array.from({ length: 3000 }, (_, at) => `tag ${at}`)
  const first = keptAfter(facets => facets.put('1', { ...draft, tags }))
  expect(first).toBe(noFacets)
  const next = keptAfter(facets => facets.put('2', draft), first)
  expect([versionFacets(next, ['1']), versionFacets(next, ['2'])]).toEqual([undefined, [draft]])
})
