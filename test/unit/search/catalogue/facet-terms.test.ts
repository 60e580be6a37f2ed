import { expect, test } from 'vitest'
import { ownerMark } from '../../../../src/search/catalogue/facet-labels.ts'
import { facetBeginning, facetTermsOf, facetValueOf } from '../../../../src/search/catalogue/facet-terms.ts'
import type { FacetName } from '../../../../src/stores/search-query.ts'

const odd = [
  'Zoë & Zürich',
  'zzz',
  'z',
  'Größe  ',
  '数据 😀',
  '"quoted"\n',
  'a:b,c.d-e f',
  'x'.repeat(255),
  '',
]

function valuesOf(name: FacetName, terms: readonly string[]): (string | null)[] {
  return terms.filter(term => term.startsWith(facetBeginning(name))).map(facetValueOf)
}

test('every value comes back as it is spelled, whatever is in it', () => {
  for (const text of odd) {
    const terms = facetTermsOf({ status: text, owner: text, domain: text, labels: [text, ownerMark + text] })
    expect(terms.every(term => /^[a-z0-9]+$/.test(term))).toBe(true)
    expect(valuesOf('status', terms)).toEqual([text])
    expect(valuesOf('domain', terms)).toEqual([text])
    expect(valuesOf('owner', terms)).toEqual([text, text])
    expect(valuesOf('tag', terms)).toEqual([text])
  }
})

test('what a version has no value of is told, but for tags', () => {
  const terms = facetTermsOf({ status: null, owner: null, domain: null, labels: [] })
  expect(valuesOf('status', terms)).toEqual([null])
  expect(valuesOf('owner', terms)).toEqual([null])
  expect(valuesOf('domain', terms)).toEqual([null])
  expect(valuesOf('tag', terms)).toEqual([])
})
