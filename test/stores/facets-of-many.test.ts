import { expect, test } from 'vitest'
import { fill } from '../../bench/search/fill.ts'
import { searchOf } from '../../src/http/parameters/search-request.ts'
import type { SearchHit } from '../../src/stores/search-query.ts'
import { openStoreOf } from '../support/open-store.ts'
import { tempFolder } from '../support/temp-folder.ts'

const everything = { versions: 'latest', sort: 'relevance', limit: 200, offset: 0, scope: undefined } as const

test('of many hits as of few, facets count each once', async () => {
  const dsn = `sqlite:///${tempFolder()}/many.db`
  await fill(dsn, { contracts: 3000, versions: 1 }, () => undefined)
  const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn })
  const query = searchOf({ q: 'order' }, { ...everything, after: undefined })
  const hits: SearchHit[] = []
  for (let after = query.after; ; ) {
    const page = await store.search({ ...query, after })
    hits.push(...page.hits)
    after = page.next
    if (!after) break
  }
  expect(hits.length).toBeGreaterThan(2000)
  expect(await store.countHits(query, 10_000)).toEqual({ count: hits.length, isExact: true })
  const states = await store.versions(hits)
  const documents = states.map(
    ({ json }) => JSON.parse(json) as { status: string; domain: string; tags: string[] },
  )
  const facets = await store.facets(query, ['status', 'domain', 'tag'])
  const countsOf = (name: 'status' | 'domain' | 'tag') => {
    return Object.fromEntries((facets.get(name) ?? []).map(({ value, count }) => [value, count]))
  }
  expect(countsOf('status')).toEqual(tally(documents.map(({ status }) => status)))
  expect(countsOf('domain')).toEqual(tally(documents.map(({ domain }) => domain)))
  const tags = tally(documents.flatMap(document => document.tags))
  for (const [tag, count] of Object.entries(tags))
    expect(countsOf('tag')[tag], tag).toBeGreaterThanOrEqual(count)
  await store.close()
})

function tally(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
