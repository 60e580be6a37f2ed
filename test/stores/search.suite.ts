import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readStored } from '../../src/domain/contract-version.ts'
import { scopeOf } from '../../src/domain/scope.ts'
import { compareVersions, versionOrder } from '../../src/domain/version.ts'
import { fieldConditionOf, searchOf } from '../../src/http/parameters/search-request.ts'
import { maxCountedLength } from '../../src/search/catalogue/facet-labels.ts'
import type { IndexedVersion } from '../../src/search/catalogue/indexed-version.ts'
import { catalogueOf } from '../../src/search/catalogue/read-catalogue.ts'
import { fieldTermsOf, termsOf } from '../../src/search/catalogue/terms.ts'
import { type FieldFilters, filterTerms, statusKeyOf } from '../../src/search/language/filters.ts'
import { matchesTerms } from '../../src/search/language/terms.ts'
import { keyOf } from '../../src/search/language/words.ts'
import { type FacetName, facetNames, type SearchQuery } from '../../src/stores/search-query.ts'
import type { ContractStore } from '../../src/stores/store.ts'
import { restoreVersion } from '../../src/workers/indexed-documents.ts'
import { publish } from '../support/publish.ts'
import { searchCorpus } from '../support/search-corpus.ts'
import type { Storage } from './contract-store.suite.ts'

type Wanted = Parameters<typeof searchOf>[0]

const everything = {
  versions: 'latest',
  sort: 'relevance',
  limit: 200,
  offset: 0,
  after: undefined,
  scope: undefined,
} as const

const queries: Wanted[] = [
  {},
  { q: 'order' },
  { q: 'ORDER customer' },
  { q: 'customerId' },
  { q: 'customer_id' },
  { q: 'customerid' },
  { q: 'customer' },
  { q: 'cust*' },
  { q: 'a' },
  { q: 'the of a x' },
  { q: 'naive strasse' },
  { q: '"order customer"' },
  { q: '"customer order email"' },
  { q: '"order customer" "customer email"' },
  { q: 'order_customer_em*' },
  { q: '"refund of" status' },
  { q: 'cust* ord* em*' },
  { q: 'customer_id', status: ['draft', 'active'], field_name: ['e*', 'cust*'] },
  { q: 'größe' },
  { q: 'nothing here' },
  { q: "'; drop table contracts; --" },
  { q: '100% _ \\ %order%' },
  { field_name: 'customer-id' },
  { field_name: 'cust*' },
  { field_type: 'varchar' },
  { field_type: 'VARCHAR(10)' },
  { classification: 'pii', field_name: 'email' },
  { field_name: ['email', 'sku'], field_type: 'string', classification: ['pii', 'public'] },
  { owner: 'TEAM COMMERCE' },
  { domain: 'operations' },
  { tag: 'GOLD' },
  { tag: ['raw', 'pii'], status: 'active' },
  { status: 'none' },
  { status: ['draft', 'deprecated'], q: 'refund' },
  { q: 'order', owner: 'data', classification: 'pii' },
]

/** The orders beside that by relevance. */
const orders = ['id', 'name', 'updated'] as const

/** The promises of searching, tested on any store against what the words of each version say. */
export function testSearch(createStorage: () => Promise<Storage>): void {
  let storage: Storage
  let store: ContractStore
  const corpus = searchCorpus(120)
  let all: IndexedVersion[] = corpus

  beforeAll(async () => {
    storage = await createStorage()
    store = await storage.open()
    for (const version of corpus) await publish(store, version)
    // some contracts lose their latest version, some change it, so that older words must be forgotten or found again
    const lost = corpus.filter((_, index) => index % 9 === 0)
    for (const version of lost) await store.change(version, async () => ({ operation: 'delete' }), author)
    all = corpus.filter(version => !lost.includes(version))
    // others are written anew with other words, whether they are the latest or not
    const changed = searchCorpus(120, 99)
    all = await Promise.all(
      all.map(async (version, index) => {
        const other = changed[index]
        if (index % 7 !== 5 || !other) return version
        const { contractId, version: number } = version
        const replacement = restoreVersion(other, { contractId, version: number })
        await publish(store, replacement)
        return replacement
      }),
    )
  })
  afterAll(async () => {
    await store?.close()
    await storage?.remove()
  })
  const author = { caller: 'somebody', reason: undefined, requestId: undefined }

  const nameOf = ({ contractId, version }: { contractId: string; version: string }) =>
    `${contractId}@${version}`

  const words = new Map<IndexedVersion, ReturnType<typeof wordsOf>>()

  /** What a version offers to a search, which is read once: every test asks for it. */
  function wordsIn(version: IndexedVersion) {
    const read = words.get(version) ?? wordsOf(version)
    words.set(version, read)
    return read
  }

  /** The versions that a search must find, by their words. */
  function expected(query: SearchQuery): IndexedVersion[] {
    const matching = all.filter(version => {
      const { terms, fields } = wordsIn(version)
      const hasField = query.field.length === 0 || fields.some(field => matchesTerms(query.field, field))
      return matchesTerms(query.units, terms) && hasField
    })
    if (query.versions === 'all') return matching
    const byContract = Map.groupBy(matching, version => version.contractId)
    return [...byContract.values()].flatMap(versions => versions.sort(latestFirst).slice(0, 1))
  }

  /** The contracts of which there is one version. */
  function singleVersions() {
    const byContract = Map.groupBy(all, ({ contractId }) => contractId)
    return scopeOf([...byContract].flatMap(([id, { length }]) => (length === 1 ? [id] : [])))
  }

  async function found(query: SearchQuery): Promise<string[]> {
    const names: string[] = []
    for (let after = query.after; ; ) {
      const page = await store.search({ ...query, after })
      names.push(...page.hits.map(nameOf))
      if (!page.next) return names
      after = page.next
    }
  }

  /** Expects the same hits in pages of a few as in whole ones, and from within. */
  async function expectPages(query: SearchQuery): Promise<void> {
    const whole = await found(query)
    // several pages, be it of two hits or of fifty
    const limit = Math.max(2, Math.floor(whole.length / 4))
    expect(await found({ ...query, limit }), query.sort).toEqual(whole)
    const { hits } = await store.search({ ...query, offset: 3, limit: 5 })
    expect(hits.map(nameOf)).toEqual(whole.slice(3, 8))
  }

  test.each(orders)('everything is had a few at a time by %s', async sort => {
    for (const versions of ['latest', 'all'] as const)
      await expectPages(searchOf({}, { ...everything, versions, sort }))
  })

  describe.each(queries)('a search for %j', wanted => {
    test.each(['latest', 'all'] as const)('finds of %s versions what has the words', async versions => {
      const query = searchOf(wanted, { ...everything, versions })
      const names = expected(query).map(nameOf)
      expect((await found(query)).sort()).toEqual(names.sort())
      expect(await store.countHits(query, 10_000)).toEqual({ count: names.length, isExact: true })
    })

    test.each([
      'latest',
      'all',
    ] as const)('gives the same hits a few at a time, of %s versions', async versions => {
      const query = searchOf(wanted, { ...everything, versions })
      await expectPages(query)
      // of the other orders one, in turn
      await expectPages({ ...query, sort: orders[queries.indexOf(wanted) % orders.length] ?? 'id' })
    })

    test.each([
      ['latest', undefined],
      ['latest', new Date(0)],
      ['all', undefined],
    ] as const)('is counted by facets, of %s versions written after %s', async (versions, updatedAfter) => {
      const query = { ...searchOf(wanted, { ...everything, versions }), updatedAfter }
      const hits = expected(query).map(version => wordsIn(version).catalogue)
      const values: Record<FacetName, (string | null)[][]> = {
        status: hits.map(({ status }) => [statusKeyOf(status) === 'none' ? null : (status ?? null)]),
        owner: hits.map(({ owners }) => (owners.length > 0 ? [...owners] : [null])),
        domain: hits.map(({ domain }) => [domain ?? null]),
        tag: hits.map(({ tags, elementTags }) => [...tags, ...elementTags]),
      }
      const together = await store.facets(query, facetNames)
      for (const [name, list] of Object.entries(values) as [FacetName, (string | null)[][]][]) {
        // each value once for a version
        const keys = list.flatMap(some => [
          ...new Set(some.map(value => value && keyOf(value.slice(0, maxCountedLength)))),
        ])
        const counts = [...Map.groupBy(keys, key => key)].map(([value, same]) => {
          return { value, count: same.length }
        })
        const alone = (await store.facets(query, [name])).get(name) ?? []
        const facet = alone.map(({ value, count }) => ({ value: value && keyOf(value), count }))
        expect(byValue(facet), name).toEqual(byValue(counts))
        expect(together.get(name), name).toEqual(alone)
      }
    })
  })

  // what is found and what is counted is compared above with what has to be: a part of the searches shows that both agree
  describe.each(queries.filter((_, at) => at % 3 === 0))('what is counted in a search for %j', wanted => {
    test.each([
      'latest',
      'all',
    ] as const)('has as many hits as its facets count, of %s versions', async versions => {
      // where a contract has several versions, another one of them is the latest hit when a filter is added
      const scope = versions === 'latest' ? singleVersions() : undefined
      const page = { ...everything, versions, scope }
      const facets = await store.facets(searchOf(wanted, page), facetNames)
      // a filter that is there already would have another value as an alternative, and there is none for no owner
      const counted = [...facets].flatMap(([name, facet]) => {
        if (wanted[name] !== undefined) return []
        return facet.filter(one => one.value !== null || name === 'status').map(one => ({ name, ...one }))
      })
      for (const { name, value, count } of counted) {
        const total = await store.countHits(searchOf({ ...wanted, [name]: value ?? 'none' }, page), 10_000)
        expect([name, value, total.count]).toEqual([name, value, count])
      }
    })
  })

  test('more hits than are counted are a lower bound', async () => {
    const query = searchOf({}, everything)
    expect(await store.countHits(query, 10)).toEqual({ count: 10, isExact: false })
    expect(await store.countHits(searchOf({}, { ...everything, versions: 'all' }), 10)).toEqual({
      count: 10,
      isExact: false,
    })
  })

  test('hits are within a scope', async () => {
    const scope = scopeOf(['sales.*', all[0]?.contractId ?? ''])
    const query = searchOf({ q: 'order' }, { ...everything, scope })
    const names = expected(query).filter(({ contractId }) => {
      return contractId.startsWith('sales.') || contractId === all[0]?.contractId
    })
    expect((await found(query)).sort()).toEqual(names.map(nameOf).sort())
  })

  test('hits that match in the name come before others', async () => {
    const { hits } = await store.search(searchOf({ q: 'refund' }, everything))
    const scores = hits.map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(new Set(scores).size).toBeGreaterThan(1)
  })

  test('the field catalogue has the fields of latest versions, by name', async () => {
    const latest = [...Map.groupBy(all, ({ contractId }) => contractId).values()]
    const fields = latest.flatMap(versions => {
      const version = versions.toSorted(latestFirst)[0]
      if (!version) return []
      const catalogue = catalogueOf(readStored(version.json), version)
      return catalogue.fields.map(field => `${nameOf(version)} ${field.pointer} ${field.name}`)
    })
    const listed: string[] = []
    const condition = { names: [], types: [], classifications: [] }
    for (let after: Awaited<ReturnType<ContractStore['fields']>>['next']; ; ) {
      const page = await store.fields({ condition, filters: [], scope: undefined, limit: 50, after })
      listed.push(...page.fields.map(field => `${nameOf(field)} ${field.pointer} ${field.name}`))
      after = page.next
      if (!after) break
    }
    expect(listed.toSorted()).toEqual(fields.toSorted())
  })

  test.each<FieldFilters>([
    { field_name: ['customerId'] },
    { field_name: ['cust*', 'email', 'c*'] },
    { field_type: ['varchar'] },
    { field_type: ['VARCHAR(20)', 'integer'] },
    { classification: ['pii', 'public'] },
    { field_name: ['e*'], classification: ['pii'] },
    { field_name: ['sku'], field_type: ['bigint'], classification: ['public'] },
    { field_name: ['nothing'] },
    { field_type: ['nothing'] },
  ])('the field catalogue for %j has each field that satisfies it once', async filters => {
    const latest = [...Map.groupBy(all, ({ contractId }) => contractId).values()]
    const fields = latest.flatMap(versions => {
      const version = versions.toSorted(latestFirst)[0]
      const catalogue = version && catalogueOf(readStored(version.json), version)
      const matching =
        catalogue?.fields.filter(field => matchesTerms(filterTerms(filters), fieldTermsOf(field))) ?? []
      return matching.map(field => `${version && nameOf(version)} ${field.pointer}`)
    })
    const query = { condition: fieldConditionOf(filters), filters: filterTerms(filters) }
    const listed: string[] = []
    for (let after: Awaited<ReturnType<ContractStore['fields']>>['next']; ; ) {
      const page = await store.fields({ ...query, scope: undefined, limit: 7, after })
      listed.push(...page.fields.map(field => `${nameOf(field)} ${field.pointer}`))
      after = page.next
      if (!after) break
    }
    expect(listed.toSorted()).toEqual(fields.toSorted())
  })

  test('the list of contracts has those that have a version', async () => {
    const ids = [...new Set(all.map(({ contractId }) => contractId))].sort()
    expect(await store.listContracts({ limit: undefined, offset: 0 })).toEqual({
      contractIds: ids,
      total: ids.length,
    })
  })
}

function wordsOf(version: IndexedVersion) {
  const catalogue = catalogueOf(readStored(version.json), version)
  return { catalogue, terms: termsOf(catalogue), fields: catalogue.fields.map(field => fieldTermsOf(field)) }
}

function latestFirst(a: IndexedVersion, b: IndexedVersion): number {
  const rank = (version: IndexedVersion) => versionOrder(version.version).releaseRank
  return rank(b) - rank(a) || compareVersions(b.version, a.version)
}

function byValue(facet: readonly { value: string | null; count: number }[]) {
  return [...facet].sort((a, b) => ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
}
