import { and, count, gt, inArray, isNotNull, like, lt, or, type SQL, sql } from 'drizzle-orm'
import { versionKey } from '../../domain/identity.ts'
import { hasFieldWith } from '../../domain/search/terms.ts'
import { asClass, type QueryUnit } from '../../domain/search/units.ts'
import type {
  Facet,
  FacetName,
  SearchHit,
  SearchPage,
  SearchPosition,
  SearchQuery,
  SearchTotal,
} from '../search-query.ts'
import { ofVersion } from './columns.ts'
import type { SqlDatabase } from './database.ts'
import { FacetCounts } from './facet-counts.ts'
import type { Reach, TermCondition } from './full-text.ts'
import { inScope } from './scope.ts'
import {
  type Candidate,
  candidateFields,
  idBefore,
  keysOf,
  orderOf,
  restOf,
  type VersionRow,
  versionFields,
  versionsOf,
} from './search-order.ts'
import type { Tables } from './tables.ts'

/** How many contracts are looked at together, at first and at most. */
const firstChunk = 50
const lastChunk = 500

/** Of how many hits on they are counted by going through an index of all contracts instead of from hit to hit. */
const manyHits = 2000

/** A hit with what goes on behind it, and what it is counted by. */
interface Found {
  readonly hit: SearchHit
  readonly position: SearchPosition
  readonly row: VersionRow
}

/** One sequence of contracts among which hits are looked for; the more relevant ones come first. */
interface Tier extends Pick<TermCondition, 'units' | 'without'> {
  readonly score: number
  /** Whether no latest version is a hit. */
  readonly isOlder?: boolean
}

/**
 * Searches in two steps. The database's full-text index knows contracts: which words their latest version has, and
 * which any of their versions has or had. From it come candidates, in the order of the hits and a chunk at a time;
 * then the words of their versions decide. So a page costs little however many contracts there are, and every database
 * finds the same.
 */
export class Search {
  readonly #database: SqlDatabase
  readonly #tables: Tables

  constructor(database: SqlDatabase) {
    this.#database = database
    this.#tables = database.tables
  }

  /** One page of hits. */
  async page(query: SearchQuery): Promise<SearchPage> {
    const page: Found[] = []
    let toSkip = query.offset
    for await (const found of this.#found(query, firstChunk)) {
      if (toSkip-- > 0) continue
      // one hit more than asked for tells that there is a next page
      if (page.length === query.limit)
        return { hits: page.map(({ hit }) => hit), next: page.at(-1)?.position }
      page.push(found)
    }
    return { hits: page.map(({ hit }) => hit), next: undefined }
  }

  /** How many hits there are in all, counted up to `most`. */
  async total(query: SearchQuery, most: number): Promise<SearchTotal> {
    const counted = isDecided(query) ? await this.#countLatest(query, most) : 0
    let count = counted
    if (count <= most) for await (const _ of this.#undecided(query)) if (++count > most) break
    return count > most ? { count: most, isExact: false } : { count, isExact: true }
  }

  /** How many hits have each value of each facet. */
  async facets(query: SearchQuery, names: readonly FacetName[]): Promise<Map<FacetName, Facet>> {
    const counts = new FacetCounts(names)
    if (isDecided(query)) await this.#addGroups(query, names, counts)
    let versions: VersionRow[] = []
    for await (const { row } of this.#undecided(query)) {
      if (versions.push(row) < lastChunk) continue
      await this.#addVersions(versions, counts)
      versions = []
    }
    await this.#addVersions(versions, counts)
    return counts.sorted()
  }

  /** Hits that the index alone does not decide on: all of them, or those whose words are only in older versions. */
  #undecided(query: SearchQuery): AsyncGenerator<Found> {
    // in the order of the index, without a look at how relevant they are
    const all = { ...query, sort: 'relevance', after: undefined, offset: 0 } as const
    const units = unitsOf(query)
    if (!isDecided(query)) return this.#foundIn([{ units, score: 0 }], all, lastChunk)
    if (units.length === 0) return nothing()
    const without = { scope: 'latest', units } as const
    return this.#foundIn([{ units, without, score: 0, isOlder: true }], all, lastChunk)
  }

  /** How many contracts are hits because of their latest version, as the index knows. */
  async #countLatest(query: SearchQuery, most: number): Promise<number> {
    const { search } = this.#tables
    const isScoped = inScope(search, query.scope) !== undefined
    const words = latestWords(query)
    const counted = words && !isScoped ? this.#database.fullText.countable?.(words) : undefined
    const { from, where } = counted ?? { from: search, where: this.#latestCondition(query) }
    return this.#database.count(from, where, most + 1)
  }

  #latestCondition(query: SearchQuery, reach?: Reach): SQL | undefined {
    const words = latestWords(query)
    return and(
      words && this.#database.fullText.matches(words, reach),
      inScope(this.#tables.search, query.scope),
    )
  }

  /** The hits that the index decides on: all but tags are counted in one pass. */
  async #addGroups(query: SearchQuery, names: readonly FacetName[], counts: FacetCounts): Promise<void> {
    const { search, tags } = this.#tables
    const { status, owner, domain } = search
    const areMany = (await this.#countLatest(query, manyHits)) > manyHits
    const groups = await this.#database.select({
      fields: { status, owner, domain, total: count() },
      from: search,
      where: this.#latestCondition(query, areMany ? 'many' : undefined),
      groupBy: [status, owner, domain],
    })
    for (const group of groups) counts.add(group, Number(group.total))
    if (!names.includes('tag')) return
    const rows = await this.#database.select({
      fields: { tag: tags.tag, total: count() },
      from: tags,
      where: this.#hasTagsOf(query),
      groupBy: [tags.tag],
    })
    for (const row of rows) counts.add(row, Number(row.total))
  }

  /** Is true of the tags of the latest versions that are hits. */
  #hasTagsOf(query: SearchQuery): SQL {
    const { search, tags } = this.#tables
    const words = latestWords(query)
    const isScoped = inScope(search, query.scope) !== undefined
    const among = words && !isScoped && this.#database.fullText.hasIdIn?.(tags.searchId, words)
    if (among) return among
    const condition = this.#latestCondition(query)
    if (!condition) return isNotNull(tags.searchId)
    return sql`${tags.searchId} in (select ${search.id} from ${search} where ${condition})`
  }

  async #addVersions(versions: readonly VersionRow[], counts: FacetCounts): Promise<void> {
    for (const { status, owner, domain } of versions) counts.add({ status, owner, domain }, 1)
    if (versions.length === 0) return
    const { contractId, version, tag } = this.#tables.tags
    const wanted = new Set(versions.map(row => versionKey(row)))
    const rows = await this.#database.select({
      fields: { contractId, version, tag },
      from: this.#tables.tags,
      where: inArray(contractId, [...new Set(versions.map(row => row.contractId))]),
    })
    for (const row of rows) if (wanted.has(versionKey(row))) counts.add({ tag: row.tag }, 1)
  }

  #found(query: SearchQuery, chunk: number): AsyncGenerator<Found> {
    return this.#foundIn(this.#tiers(query), query, chunk)
  }

  async *#foundIn(tiers: readonly Tier[], query: SearchQuery, chunk: number): AsyncGenerator<Found> {
    const start = query.after?.tier ?? 0
    for (const [tier, sequence] of tiers.entries()) {
      if (tier < start) continue
      const after = tier === start ? query.after : undefined
      for await (const [candidate, row] of this.#foundAfter(sequence, { ...query, after }, chunk)) {
        const version = query.versions === 'all' ? row.version : undefined
        const hit = {
          contractId: row.contractId,
          version: row.version,
          score: sequence.score,
          updatedAt: row.updatedAt,
        }
        yield { hit, position: { keys: keysOf(candidate, query), tier, version }, row }
      }
    }
  }

  /** The hits among the contracts of a condition, behind the position of the query. */
  async *#foundAfter(tier: Tier, query: SearchQuery, chunk: number): AsyncGenerator<[Candidate, VersionRow]> {
    let after = query.after
    for (let size = chunk; ; size = Math.min(size * 2, lastChunk)) {
      const candidates = await this.#candidates(tier, query, after, size)
      const matching = await this.#matching(query, candidates, tier.isOlder ?? false)
      for (const candidate of candidates) {
        for (const row of versionsOf(candidate, matching, query, after)) yield [candidate, row]
      }
      const last = candidates.at(-1)
      if (!last || candidates.length < size) return
      after = { keys: keysOf(last, query), tier: 0, version: undefined }
    }
  }

  #tiers(query: SearchQuery): Tier[] {
    const units = unitsOf(query)
    if (query.sort !== 'relevance' || query.words.length === 0) return [{ units, score: 1 }]
    const inClass = (name: 'tx' | 'kx') => query.words.map(unit => asClass(unit, name))
    const [inTitle, inKeywords] = [inClass('tx'), inClass('kx')]
    return [
      { units: [...units, ...inTitle], score: 3 },
      { units: [...units, ...inKeywords], without: { scope: 'any', units: inTitle }, score: 2 },
      { units, without: { scope: 'any', units: inKeywords }, score: 1 },
    ]
  }

  #candidates(
    { units, without }: Tier,
    query: SearchQuery,
    after: SearchPosition | undefined,
    limit: number,
  ): Promise<Candidate[]> {
    const { search } = this.#tables
    const others = and(
      inScope(search, query.scope),
      query.updatedAfter && gt(search.updatedAt, query.updatedAfter),
    )
    const above = query.sort === 'relevance' && !others ? idBefore(after) : undefined
    const reach = above === undefined ? undefined : { above, most: limit }
    const words = units.length > 0 ? { scope: 'any' as const, units, without } : undefined
    return this.#database.select({
      fields: candidateFields(this.#tables),
      from: search,
      where: and(
        words && this.#database.fullText.matches(words, reach),
        others,
        after && restOf(search, query.sort, after),
      ),
      orderBy: orderOf(search, query.sort),
      limit,
    })
  }

  /**
   * Of the versions of some contracts those that fulfil everything. Where the latest such version is enough, the others
   * are looked at only of contracts whose latest version is not one; with `isOlder` that is known of all.
   */
  async #matching(
    query: SearchQuery,
    candidates: readonly Candidate[],
    isOlder: boolean,
  ): Promise<Map<string, VersionRow[]>> {
    const { texts } = this.#tables
    if (query.versions === 'all')
      return byContract(await this.#versionsIn(query, candidates, contractIs(texts, candidates)))
    const isLatest = or(...candidates.map(candidate => ofVersion(texts, candidate)))
    const latest = byContract(isOlder ? [] : await this.#versionsIn(query, candidates, isLatest))
    const others = candidates.filter(({ contractId }) => !latest.has(contractId))
    const older = byContract(await this.#versionsIn(query, others, contractIs(texts, others)))
    return new Map([...latest, ...older])
  }

  async #versionsIn(
    query: SearchQuery,
    candidates: readonly Candidate[],
    condition: SQL | undefined,
  ): Promise<VersionRow[]> {
    if (candidates.length === 0) return []
    const { texts } = this.#tables
    const isAboutField = query.field.length > 0
    const rows = await this.#database.select({
      fields: { ...versionFields(this.#tables), ...(isAboutField && { terms: texts.terms }) },
      from: texts,
      where: and(
        condition,
        ...unitsOf(query).map(unit => this.#hasUnit(unit)),
        query.updatedAfter && gt(texts.updatedAt, query.updatedAfter),
        query.updatedBefore && lt(texts.updatedAt, query.updatedBefore),
      ),
    })
    return isAboutField ? rows.filter(({ terms }) => hasFieldWith(query.field, terms ?? '')) : rows
  }

  #hasUnit({ alternatives }: QueryUnit): SQL | undefined {
    const { terms } = this.#tables.texts
    const contains = this.#database.fullText.contains ?? like
    return or(
      ...alternatives.map(({ patterns }) => and(...patterns.map(pattern => contains(terms, pattern)))),
    )
  }
}

function contractIs({ contractId }: Tables['texts'], candidates: readonly Candidate[]): SQL {
  const ids = candidates.map(candidate => candidate.contractId)
  return inArray(contractId, ids)
}

function byContract(rows: readonly VersionRow[]): Map<string, VersionRow[]> {
  return Map.groupBy(rows, ({ contractId }) => contractId)
}

/** Whether the index alone can tell that the latest version of a contract is a hit. */
function isDecided(query: SearchQuery): boolean {
  const needsOrder = unitsOf(query).some(unit => unit.alternatives.some(one => one.needsOrder))
  const isPlain = query.field.length === 0 && !query.updatedAfter && !query.updatedBefore
  return query.versions === 'latest' && isPlain && !needsOrder
}

/** What the latest version of a hit has, if anything is asked for. */
function latestWords(query: SearchQuery): TermCondition | undefined {
  const units = unitsOf(query)
  return units.length > 0 ? { scope: 'latest', units } : undefined
}

function unitsOf({ words, filters }: SearchQuery): QueryUnit[] {
  return [...words, ...filters]
}

async function* nothing(): AsyncGenerator<never> {}
