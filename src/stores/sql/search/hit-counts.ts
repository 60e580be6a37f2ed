import { and, count, gte, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import { ownerMark } from '../../../search/catalogue/facet-labels.ts'
import type { Alternative, QueryUnit } from '../../../search/language/units.ts'
import type { Facet, FacetName, SearchQuery, SearchTotal } from '../../search-query.ts'
import { ofVersions, slicesOf } from '../columns.ts'
import { inScope } from '../scope.ts'
import {
  type FullText,
  type PlannerHint,
  plannerHint,
  type TermCondition,
} from '../search-index/full-text.ts'
import { fullTextOf } from '../search-index/full-text-of.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import type { JudgedBy } from '../validation/conditions.ts'
import type { Budget, Candidate, Candidates, Condition } from './candidates.ts'
import { FacetCounts } from './facet-counts.ts'
import { areHitsIndexed, IndexedFacets } from './indexed-facets.ts'
import { asksBeyondTerms, MatchingVersions } from './matching-versions.ts'
import { type VersionRow, versionsOf } from './version-rows.ts'

/**
 * How many contracts are looked at together: mostly there are few, for which MariaDB would go through all contracts where it
 * is to expect thousands; and of many, some databases look for all of them again for each chunk.
 */
const chunks = { first: 100, last: 2000 }

/**
 * Counts the hits of a search. Of latest versions the full-text index tells in one pass whether they have all words; what
 * it cannot decide, and what only older versions have, is looked for as on the pages of hits.
 */
export class HitCounts {
  readonly #database: StoreDatabase
  readonly #tables: Tables
  readonly #fullText: FullText
  readonly #candidates: Candidates
  readonly #matching: MatchingVersions
  readonly #indexed: IndexedFacets

  constructor(database: StoreDatabase, judgedBy: JudgedBy, candidates: Candidates) {
    this.#database = database
    this.#tables = database.tables
    this.#fullText = fullTextOf(database)
    this.#candidates = candidates
    this.#matching = new MatchingVersions(database, judgedBy)
    this.#indexed = new IndexedFacets(database)
  }

  /**
   * How many hits there are in all, counted up to `most`; and of no more contracts than that the words of all versions
   * are read, for there may be a million with the words of a phrase that next to none has.
   */
  async total(query: SearchQuery, most: number): Promise<SearchTotal> {
    const sure = sureUnits(query)
    const beyond = { count: most, isExact: false }
    const [only, ...others] = query.units
    const isAlone = sure && only && others.length === 0 && only.alternatives.every(isSingleTerm)
    // a single term need not be in the same version as another
    const words: TermCondition | undefined = isAlone ? { scope: 'any', units: [only] } : inLatest(sure)
    let count = sure ? await this.#count(words, query, most) : 0
    if (count > most) return beyond
    if (isAlone) return { count, isExact: true }
    const budget = { left: most }
    for await (const candidates of this.#undecided(query, sure, budget)) {
      count += await this.#matching.count(query, candidates)
      if (count > most) return beyond
    }
    return { count, isExact: budget.left > 0 }
  }

  /** How many hits have each value of each facet. */
  async facets(query: SearchQuery, names: readonly FacetName[]): Promise<Map<FacetName, Facet>> {
    const counts = new FacetCounts(names)
    const sure = sureUnits(query)
    const words = inLatest(sure)
    const decided = { words, hint: await plannerHint(this.#database, this.#fullText, words) }
    // none depends on another, and a server has several processors
    await Promise.all([
      sure && this.#addGroups(query, decided, counts),
      sure && this.#addLabels(query, decided, counts, labelsFor(names)),
      this.#addUndecided(sure, query, names, counts),
    ])
    return counts.sorted()
  }

  /** The contracts that may have hits, but for those whose latest version has the units by which the index decides. */
  async *#undecided(
    query: SearchQuery,
    sure: Units | undefined,
    budget?: Budget,
  ): AsyncGenerator<readonly Candidate[]> {
    const condition = undecidedOf(query, sure)
    if (!condition) return
    for await (const { candidates } of this.#candidates.chunks(condition, byId(query), chunks, budget))
      yield candidates
  }

  /** How many contracts fulfil a condition, as the index knows; up to one more than `most`. */
  async #count(words: TermCondition | undefined, query: SearchQuery, most: number): Promise<number> {
    const { search } = this.#tables
    const isScoped = inScope(search, query.scope) !== undefined
    const counted = words && !isScoped ? this.#fullText.countable?.(words) : undefined
    const { from, where } = counted ?? { from: search, where: this.#condition(query, { words }) }
    return this.#database.count(from, where, most + 1)
  }

  #condition(query: SearchQuery, { words, hint }: Decided): SQL | undefined {
    return and(words && this.#fullText.matches(words, hint), inScope(this.#tables.search, query.scope))
  }

  /** The hits that the index decides on: all but tags are counted in one pass. */
  async #addGroups(query: SearchQuery, decided: Decided, counts: FacetCounts): Promise<void> {
    const { search } = this.#tables
    const { status, owner, domain } = search
    const groups = await this.#database.select({
      fields: { status, owner, domain, total: count() },
      from: search,
      where: this.#condition(query, decided),
      groupBy: [status, owner, domain],
    })
    for (const group of groups) counts.add(group, Number(group.total))
  }

  /** The tags and further owners of these hits. */
  async #addLabels(
    query: SearchQuery,
    decided: Decided,
    counts: FacetCounts,
    wanted: WantedLabels,
  ): Promise<void> {
    if (wanted === 'none') return
    const { tags } = this.#tables
    const rows = await this.#database.select({
      fields: { tag: tags.tag, total: count() },
      from: tags,
      where: and(this.#areWanted(wanted), this.#hasTagsOf(query, decided)),
      groupBy: [tags.tag],
    })
    for (const { tag, total } of rows) counts.addLabel(tag, Number(total))
  }

  /** Few versions have further owners, so that it pays not to read the tags of all. */
  #areWanted(wanted: WantedLabels): SQL | undefined {
    const { tag } = this.#tables.tags
    return wanted === 'owners' ? and(gte(tag, ownerMark), lt(tag, behindOwners)) : undefined
  }

  /** Is true of the tags of the latest versions that are hits. */
  #hasTagsOf(query: SearchQuery, decided: Decided): SQL {
    const { search, tags } = this.#tables
    const { words, hint } = decided
    const isScoped = inScope(search, query.scope) !== undefined
    const among = words && !isScoped && this.#fullText.hasIdIn(tags.searchId, words, hint)
    const condition = this.#condition(query, decided)
    const inSearch =
      condition && sql`${tags.searchId} in (select ${search.id} from ${search} where ${condition})`
    return and(isNotNull(tags.searchId), among || inSearch) as SQL
  }

  /** Counts the hits that the index does not decide on. */
  async #addUndecided(
    sure: Units | undefined,
    query: SearchQuery,
    names: readonly FacetName[],
    counts: FacetCounts,
  ): Promise<void> {
    for await (const candidates of this.#uncounted(sure, query, counts)) {
      const matching = await this.#matching.of(query, candidates)
      const versions = candidates.flatMap(candidate => versionsOf(candidate, matching, query, undefined))
      await this.#addVersions(versions, counts, names)
    }
  }

  /** The contracts whose hits the index cannot count; those of the others are counted. */
  async *#uncounted(
    sure: Units | undefined,
    query: SearchQuery,
    counts: FacetCounts,
  ): AsyncGenerator<readonly Candidate[]> {
    const condition = undecidedOf(query, sure)
    if (!condition) return
    if (!areHitsIndexed(query)) return yield* this.#undecided(query, sure)
    const ids = await this.#indexed.add(condition, query, counts)
    for (const some of slicesOf(ids)) yield await this.#candidates.ofIds(some, byId(query))
  }

  async #addVersions(
    versions: readonly VersionRow[],
    counts: FacetCounts,
    names: readonly FacetName[],
  ): Promise<void> {
    for (const { status, owner, domain } of versions) counts.add({ status, owner, domain }, 1)
    const wanted = labelsFor(names)
    if (wanted === 'none') return
    const { tags } = this.#tables
    for (const some of slicesOf(versions)) {
      const rows = await this.#database.select({
        fields: { tag: tags.tag },
        from: tags,
        where: and(this.#areWanted(wanted), ofVersions(this.#database, tags, some)),
      })
      for (const { tag } of rows) counts.addLabel(tag, 1)
    }
  }
}

/** Which of the labels of versions are counted. */
type WantedLabels = 'none' | 'owners' | 'all'

function labelsFor(names: readonly FacetName[]): WantedLabels {
  if (names.includes('tag')) return 'all'
  return names.includes('owner') ? 'owners' : 'none'
}

/** The first text behind all that begin with the mark of an owner. */
const behindOwners = String.fromCharCode(ownerMark.charCodeAt(0) + 1)

type Units = readonly QueryUnit[]

/** What the contracts have that may have hits, but for those whose latest version has what the index decides by. */
function undecidedOf(query: SearchQuery, sure: Units | undefined): Condition | undefined {
  const units = query.units
  if (sure && units.length === 0) return undefined
  return { units, without: sure && { scope: 'latest', units: sure } }
}

/** The query from its first hit on, in the order of the index and whatever the relevance. */
function byId(query: SearchQuery): SearchQuery {
  return { ...query, sort: 'relevance', after: undefined, offset: 0 }
}

/** What decides that a latest version is a hit, besides the scope. */
interface Decided {
  readonly words: TermCondition | undefined
  readonly hint?: PlannerHint | undefined
}

/**
 * What makes a contract a hit whose latest version has it, as the index alone can tell: the alternatives of each unit in
 * which no words must stand side by side. Undefined where there is no such thing.
 */
function sureUnits(query: SearchQuery): Units | undefined {
  if (query.versions !== 'latest' || asksBeyondTerms(query)) return undefined
  const units = query.units.map(unit => ({
    alternatives: unit.alternatives.filter(one => !one.needsOrder),
  }))
  return units.every(unit => unit.alternatives.length > 0) ? units : undefined
}

function isSingleTerm({ terms }: Alternative): boolean {
  return terms.length === 1
}

function inLatest(units: Units | undefined): TermCondition | undefined {
  return units && units.length > 0 ? { scope: 'latest', units } : undefined
}
