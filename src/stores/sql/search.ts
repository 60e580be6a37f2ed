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

/** How many more contracts may be looked at. */
interface Effort {
  left: number
}

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

  /**
   * How many hits there are in all, counted up to `most`; and of no more contracts than that the words of all versions
   * are read, for there may be a million with the words of a phrase that next to none has.
   */
  async total(query: SearchQuery, most: number): Promise<SearchTotal> {
    const sure = sureUnits(query)
    let count = sure ? await this.#countLatest(sure, query, most) : 0
    if (count > most) return { count: most, isExact: false }
    const effort = { left: most }
    for await (const _ of this.#undecided(query, sure, effort)) {
      if (++count > most) return { count: most, isExact: false }
    }
    return { count, isExact: effort.left > 0 }
  }

  /** How many hits have each value of each facet. */
  async facets(query: SearchQuery, names: readonly FacetName[]): Promise<Map<FacetName, Facet>> {
    const counts = new FacetCounts(names)
    const sure = sureUnits(query)
    if (sure) await this.#addGroups(sure, query, names, counts)
    let versions: VersionRow[] = []
    for await (const { row } of this.#undecided(query, sure)) {
      if (versions.push(row) < lastChunk) continue
      await this.#addVersions(versions, counts)
      versions = []
    }
    await this.#addVersions(versions, counts)
    return counts.sorted()
  }

  /** The hits whose latest version does not have the units by which the index decides. */
  #undecided(query: SearchQuery, sure: Units | undefined, effort?: Effort): AsyncGenerator<Found> {
    // in the order of the index, without a look at how relevant they are
    const all = { ...query, sort: 'relevance', after: undefined, offset: 0 } as const
    const units = unitsOf(query)
    if (!sure) return this.#foundIn([{ units, score: 0 }], all, lastChunk, effort)
    if (units.length === 0) return nothing()
    const without = { scope: 'latest', units: sure } as const
    const isOlder = !units.some(needsOrder)
    return this.#foundIn([{ units, without, score: 0, isOlder }], all, lastChunk, effort)
  }

  /** How many contracts are hits because of their latest version, as the index knows. */
  async #countLatest(sure: Units, query: SearchQuery, most: number): Promise<number> {
    const { search } = this.#tables
    const isScoped = inScope(search, query.scope) !== undefined
    const words = inLatest(sure)
    const counted = words && !isScoped ? this.#database.fullText.countable?.(words) : undefined
    const { from, where } = counted ?? { from: search, where: this.#latestCondition(sure, query) }
    return this.#database.count(from, where, most + 1)
  }

  #latestCondition(sure: Units, query: SearchQuery, reach?: Reach): SQL | undefined {
    const words = inLatest(sure)
    return and(
      words && this.#database.fullText.matches(words, reach),
      inScope(this.#tables.search, query.scope),
    )
  }

  /** Whether many contracts fulfil a condition, as far as that can be told quickly and makes a difference. */
  async #reachOf(words: TermCondition | undefined): Promise<Reach | undefined> {
    const countable = words && this.#database.fullText.countable?.(words)
    if (!countable) return undefined
    const { from, where } = countable
    return (await this.#database.count(from, where, manyHits)) === manyHits ? 'many' : undefined
  }

  /** The hits that the index decides on: all but tags are counted in one pass. */
  async #addGroups(
    sure: Units,
    query: SearchQuery,
    names: readonly FacetName[],
    counts: FacetCounts,
  ): Promise<void> {
    const { search, tags } = this.#tables
    const { status, owner, domain } = search
    const reach = await this.#reachOf(inLatest(sure))
    const groups = await this.#database.select({
      fields: { status, owner, domain, total: count() },
      from: search,
      where: this.#latestCondition(sure, query, reach),
      groupBy: [status, owner, domain],
    })
    for (const group of groups) counts.add(group, Number(group.total))
    if (!names.includes('tag')) return
    const rows = await this.#database.select({
      fields: { tag: tags.tag, total: count() },
      from: tags,
      where: this.#hasTagsOf(sure, query),
      groupBy: [tags.tag],
    })
    for (const row of rows) counts.add(row, Number(row.total))
  }

  /** Is true of the tags of the latest versions that are hits. */
  #hasTagsOf(sure: Units, query: SearchQuery): SQL {
    const { search, tags } = this.#tables
    const words = inLatest(sure)
    const isScoped = inScope(search, query.scope) !== undefined
    const among = words && !isScoped && this.#database.fullText.hasIdIn?.(tags.searchId, words)
    if (among) return among
    const condition = this.#latestCondition(sure, query)
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

  async *#foundIn(
    tiers: readonly Tier[],
    query: SearchQuery,
    chunk: number,
    effort?: Effort,
  ): AsyncGenerator<Found> {
    const start = query.after?.tier ?? 0
    for (const [tier, sequence] of tiers.entries()) {
      if (tier < start) continue
      const after = tier === start ? query.after : undefined
      for await (const [candidate, row] of this.#foundAfter(sequence, { ...query, after }, chunk, effort)) {
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
  async *#foundAfter(
    tier: Tier,
    query: SearchQuery,
    chunk: number,
    effort?: Effort,
  ): AsyncGenerator<[Candidate, VersionRow]> {
    let after = query.after
    for (let size = chunk; ; size = Math.min(size * 2, lastChunk)) {
      const candidates = await this.#candidates(tier, query, after, size)
      const matching = await this.#matching(query, candidates, tier.isOlder ?? false)
      for (const candidate of candidates) {
        for (const row of versionsOf(candidate, matching, query, after)) yield [candidate, row]
      }
      const last = candidates.at(-1)
      if (!last || candidates.length < size) return
      if (effort) {
        effort.left -= candidates.length
        if (effort.left <= 0) return
      }
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

  async #candidates(
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
    const words = units.length > 0 ? { scope: 'any' as const, units, without } : undefined
    const window = { above: idBefore(query.sort, after), most: limit }
    const reach = query.sort === 'relevance' && !others ? window : await this.#reachOf(words)
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

type Units = readonly QueryUnit[]

/**
 * What makes a contract a hit whose latest version has it, as the index alone can tell: the alternatives of each unit in
 * which no words must stand side by side. Undefined where there is no such thing.
 */
function sureUnits(query: SearchQuery): Units | undefined {
  const isPlain = query.field.length === 0 && !query.updatedAfter && !query.updatedBefore
  if (query.versions !== 'latest' || !isPlain) return undefined
  const units = unitsOf(query).map(unit => ({
    alternatives: unit.alternatives.filter(one => !one.needsOrder),
  }))
  return units.every(unit => unit.alternatives.length > 0) ? units : undefined
}

function needsOrder(unit: QueryUnit): boolean {
  return unit.alternatives.some(one => one.needsOrder)
}

function inLatest(units: Units): TermCondition | undefined {
  return units.length > 0 ? { scope: 'latest', units } : undefined
}

function unitsOf({ words, filters }: SearchQuery): QueryUnit[] {
  return [...words, ...filters]
}

async function* nothing(): AsyncGenerator<never> {}
