import { type AnyColumn, and, gt, like, lt, or, type SQL, sql } from 'drizzle-orm'
import { hasFieldWith } from '../../../search/language/terms.ts'
import { phraseText, type QueryUnit } from '../../../search/language/units.ts'
import { highestOfEach, keysIn, noPostings, postingKey } from '../../../search/postings/postings.ts'
import type { SearchQuery } from '../../search-query.ts'
import { ofVersions, slicesOf } from '../columns.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { areTested } from '../test-runs/test-states.ts'
import { areJudged, type JudgedBy } from '../validation/conditions.ts'
import type { Candidate } from './candidates.ts'
import { type NamedVersion, type VersionRow, versionFields } from './version-rows.ts'

/** Up to how many versions are named one by one; of more all versions of their contracts are read. */
const namedVersions = 500

/** Whether the terms of a version decide if it is a hit; else its words or more of it are to be looked at. */
export function isDecidedByTerms(query: SearchQuery): boolean {
  return !asksBeyondTerms(query) && !query.units.some(needsOrder)
}

/** Whether a query asks for what no terms tell: one and the same field, a time, how tests stand, or a verdict. */
function asksBeyondTerms({ field, updatedAfter, updatedBefore, tests, valid }: SearchQuery): boolean {
  return field.length > 0 || [updatedAfter, updatedBefore, tests, valid].some(one => one !== undefined)
}

function needsOrder({ alternatives }: QueryUnit): boolean {
  return alternatives.some(one => one.needsOrder)
}

/** Finds which versions of some contracts are hits. */
export class MatchingVersions {
  readonly #database: StoreDatabase
  readonly #tables: Tables
  readonly #judgedBy: JudgedBy

  constructor(database: StoreDatabase, judgedBy: JudgedBy) {
    this.#judgedBy = judgedBy
    this.#database = database
    this.#tables = database.tables
  }

  /** Of the versions of some contracts those that are hits, by contract: all, or the latest of them at least. */
  async of(query: SearchQuery, candidates: readonly Candidate[]): Promise<Map<string, VersionRow[]>> {
    const found = new Map<string, VersionRow[]>()
    for (const some of slicesOf(candidates))
      for (const [contractId, rows] of await this.#ofSome(query, some)) found.set(contractId, rows)
    return found
  }

  async #ofSome(query: SearchQuery, candidates: readonly Candidate[]): Promise<Map<string, VersionRow[]>> {
    if (query.versions === 'all') return byContract(await this.#anyOf(query, candidates))
    const latest = byContract(await this.#highestOf(query, candidates))
    // where the terms decide and the order is known, the highest is there, unless it was deleted meanwhile
    const rest = candidates.filter(one => !latest.has(one.contractId))
    return new Map([...latest, ...byContract(await this.#anyOf(query, rest))])
  }

  /** Their hits by name: where the index is sure, no version is looked at. */
  async named(query: SearchQuery, candidates: readonly Candidate[]): Promise<Map<string, NamedVersion[]>> {
    const isSure = query.versions === 'latest' && isDecidedByTerms(query)
    const found = new Map<string, NamedVersion[]>()
    const others: Candidate[] = []
    for (const candidate of candidates) {
      if (isSure && isLatestLikely(candidate)) found.set(candidate.contractId, [candidate])
      else others.push(candidate)
    }
    for (const [contractId, rows] of await this.of(query, others)) found.set(contractId, rows)
    return found
  }

  /** How many hits there are in some contracts. */
  async count(query: SearchQuery, candidates: readonly Candidate[]): Promise<number> {
    const found = [...(await this.named(query, candidates)).values()]
    if (query.versions === 'latest') return found.filter(versions => versions.length > 0).length
    return found.reduce((sum, versions) => sum + versions.length, 0)
  }

  /** Of the highest version of each contract that may be a hit those that are, where it is known which that is. */
  #highestOf(query: SearchQuery, candidates: readonly Candidate[]): Promise<VersionRow[]> {
    const { texts } = this.#tables
    const isAsked = candidates.some(one => one.versions !== undefined)
    if (!isAsked) return this.#rows(query, candidates, ofVersions(this.#database, texts, candidates))
    const keys = candidates.flatMap(one =>
      one.isOrdered ? keysIn(highestOfEach(one.versions ?? noPostings)) : [],
    )
    return this.#rows(query, keys, this.#database.isOneOf(texts.postingKey, keys))
  }

  /** Of all versions of some contracts that may be hits those that are. */
  async #anyOf(query: SearchQuery, candidates: readonly Candidate[]): Promise<VersionRow[]> {
    const { texts } = this.#tables
    const contractIds = candidates.map(({ contractId }) => contractId)
    const areTheirs = this.#database.isOneOf(texts.contractId, contractIds)
    if (candidates.some(one => one.versions === undefined)) return this.#rows(query, candidates, areTheirs)
    const keys = candidates.flatMap(one => keysIn(one.versions ?? noPostings))
    if (keys.length <= namedVersions)
      return this.#rows(query, keys, this.#database.isOneOf(texts.postingKey, keys))
    const isLikely = new Set(keys)
    const rows = await this.#rows(query, keys, areTheirs)
    return rows.filter(row => isLikely.has(row.postingKey))
  }

  /** The rows of those of some versions that are hits. */
  async #rows(query: SearchQuery, wanted: readonly unknown[], areThese: SQL): Promise<VersionRow[]> {
    if (wanted.length === 0) return []
    const { texts } = this.#tables
    const isAboutField = query.field.length > 0
    const rows = await this.#database.select({
      fields: { ...versionFields(this.#tables), ...(isAboutField && { terms: texts.terms }) },
      from: texts,
      where: and(areThese, ...this.#conditions(query)),
    })
    return isAboutField ? rows.filter(({ terms }) => hasFieldWith(query.field, terms ?? '')) : rows
  }

  /** What the index does not decide. */
  #conditions(query: SearchQuery): (SQL | undefined)[] {
    const { updatedAt } = this.#tables.texts
    return [
      ...query.units.filter(needsOrder).map(unit => this.#hasUnit(unit)),
      query.updatedAfter && gt(updatedAt, query.updatedAfter),
      query.updatedBefore && lt(updatedAt, query.updatedBefore),
      query.tests && areTested(this.#tables, query.tests),
      query.valid === undefined
        ? undefined
        : areJudged(this.#tables, { judgedBy: this.#judgedBy, valid: query.valid }),
    ]
  }

  #hasUnit({ alternatives }: QueryUnit): SQL | undefined {
    const { terms } = this.#tables.texts
    const contains = this.#database.dialect === 'postgres' ? isPartOf : isLike
    return or(
      ...alternatives.map(({ phrases }) => {
        return and(...phrases.map(phrase => contains(terms, phraseText(phrase))))
      }),
    )
  }
}

/** Tokens have no letter that is a wildcard to LIKE. */
function isLike(text: AnyColumn, part: string): SQL {
  return like(text, `%${part}%`)
}

/** LIKE of PostgreSQL goes from character to character. */
function isPartOf(text: AnyColumn, part: string): SQL {
  return sql`strpos(${text}, ${part}) > 0`
}

/** Whether the latest version of a contract is among those that may be hits, as the number tells that was given last. */
function isLatestLikely({ id, versions, nextNumber, isOrdered }: Candidate): boolean {
  return versions === undefined || (isOrdered && versions.at(-1) === postingKey(id, nextNumber))
}

function byContract(rows: readonly VersionRow[]): Map<string, VersionRow[]> {
  return Map.groupBy(rows, ({ contractId }) => contractId)
}
