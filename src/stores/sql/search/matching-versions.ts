import { type AnyColumn, and, gt, like, lt, or, type SQL } from 'drizzle-orm'
import { EventLoop } from '../../../concurrency/event-loop.ts'
import { highestVersion } from '../../../domain/version.ts'
import { hasFieldWith } from '../../../search/language/terms.ts'
import { phraseText, type QueryUnit } from '../../../search/language/units.ts'
import { versionsWithTerms } from '../../../search/versions/versions-with-terms.ts'
import type { SearchQuery } from '../../search-query.ts'
import { ofVersions, slicesOf } from '../columns.ts'
import type { FullText } from '../search-index/full-text.ts'
import { fullTextOf } from '../search-index/full-text-of.ts'
import type { StoreDatabase, Tables } from '../store-database.ts'
import { areTested } from '../test-runs/test-states.ts'
import { areJudged, type JudgedBy } from '../validation/conditions.ts'
import type { Candidate } from './candidates.ts'
import { type RankedVersion, rankedVersion, type VersionRow, versionFields } from './version-rows.ts'

/** The versions of a contract that may be hits. */
interface Likely {
  readonly contractId: string
  /** The latest of them. */
  readonly version: string
  /** Undefined when it may be any. */
  readonly versions: ReadonlySet<string> | undefined
  /** Whether they are hits, without a look at them. */
  readonly isSure: boolean
}

/** Whether the terms of a version decide if it is a hit; else its words or more of it are to be looked at. */
export function isDecidedByTerms(query: SearchQuery): boolean {
  return !asksBeyondTerms(query) && !query.units.some(needsOrder)
}

/** Whether a query asks for what no terms tell: one and the same field, a time, how tests stand, or a verdict. */
export function asksBeyondTerms({ field, updatedAfter, updatedBefore, tests, valid }: SearchQuery): boolean {
  return field.length > 0 || [updatedAfter, updatedBefore, tests, valid].some(one => one !== undefined)
}

function needsOrder({ alternatives }: QueryUnit): boolean {
  return alternatives.some(one => one.needsOrder)
}

/** Finds which versions of some contracts are hits. */
export class MatchingVersions {
  readonly #database: StoreDatabase
  readonly #tables: Tables
  readonly #fullText: FullText
  readonly #judgedBy: JudgedBy

  constructor(database: StoreDatabase, judgedBy: JudgedBy) {
    this.#judgedBy = judgedBy
    this.#database = database
    this.#tables = database.tables
    this.#fullText = fullTextOf(database)
  }

  /** Of the versions of some contracts those that are hits, by contract: all, or the latest of them only. */
  async of(query: SearchQuery, candidates: readonly Candidate[]): Promise<Map<string, VersionRow[]>> {
    const found = new Map<string, VersionRow[]>()
    for (const some of slicesOf(candidates))
      for (const [contractId, rows] of await this.#ofSome(query, some)) found.set(contractId, rows)
    return found
  }

  async #ofSome(query: SearchQuery, candidates: readonly Candidate[]): Promise<Map<string, VersionRow[]>> {
    const likely = candidates.flatMap(candidate => likelyVersions(query, candidate) ?? [])
    if (query.versions === 'all') return byContract(await this.#anyOf(query, likely))
    const [sure, others] = [likely.filter(one => one.isSure), likely.filter(one => !one.isSure)]
    const latest = byContract([
      ...(await this.#latestOf(query, sure)),
      ...(await this.#latestOf(query, others)),
    ])
    const rest = others.filter(({ contractId, versions }) => !latest.has(contractId) && versions?.size !== 1)
    return new Map([...latest, ...byContract(await this.#anyOf(query, rest))])
  }

  /** Their hits by name: versions of which the index is sure are not looked at. */
  async named(query: SearchQuery, candidates: readonly Candidate[]): Promise<Map<string, RankedVersion[]>> {
    const loop = new EventLoop()
    const found = new Map<string, RankedVersion[]>()
    const unsure: Candidate[] = []
    for (const candidate of candidates) {
      if (loop.isHeld) await loop.share()
      const versions = sureVersions(query, likelyVersions(query, candidate))
      if (versions) found.set(candidate.contractId, versions.map(rankedVersion))
      else unsure.push(candidate)
    }
    for (const [contractId, rows] of await this.of(query, unsure)) found.set(contractId, rows)
    return found
  }

  /** How many hits there are in some contracts. */
  async count(query: SearchQuery, candidates: readonly Candidate[]): Promise<number> {
    const found = [...(await this.named(query, candidates)).values()]
    if (query.versions === 'latest') return found.filter(versions => versions.length > 0).length
    return found.reduce((sum, versions) => sum + versions.length, 0)
  }

  #latestOf(query: SearchQuery, likely: readonly Likely[]): Promise<VersionRow[]> {
    const { texts } = this.#tables
    return this.#rows(query, likely, ofVersions(this.#database, texts, likely))
  }

  async #anyOf(query: SearchQuery, likely: readonly Likely[]): Promise<VersionRow[]> {
    const contractIds = likely.map(({ contractId }) => contractId)
    const versions = new Map(likely.map(one => [one.contractId, one.versions]))
    const areTheirs = this.#database.isOneOf(this.#tables.texts.contractId, contractIds)
    const rows = await this.#rows(query, likely, areTheirs)
    return rows.filter(({ contractId, version }) => versions.get(contractId)?.has(version) ?? true)
  }

  /** The rows of those of some versions that are hits. */
  async #rows(
    query: SearchQuery,
    likely: readonly Likely[],
    areThese: SQL | undefined,
  ): Promise<VersionRow[]> {
    if (likely.length === 0) return []
    const { texts } = this.#tables
    const isAboutField = query.field.length > 0
    const isSure = likely.every(one => one.isSure)
    const rows = await this.#database.select({
      fields: { ...versionFields(this.#tables), ...(isAboutField && { terms: texts.terms }) },
      from: texts,
      where: isSure ? areThese : and(areThese, ...this.#conditions(query)),
    })
    return isAboutField ? rows.filter(({ terms }) => hasFieldWith(query.field, terms ?? '')) : rows
  }

  #conditions(query: SearchQuery): (SQL | undefined)[] {
    const { updatedAt } = this.#tables.texts
    return [
      ...query.units.map(unit => this.#hasUnit(unit)),
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
    const contains = this.#fullText.contains ?? isLike
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

/** The versions of a contract that are hits; undefined when they are to be looked at. */
function sureVersions(query: SearchQuery, likely: Likely | undefined): readonly string[] | undefined {
  if (!likely) return []
  if (!likely.isSure) return undefined
  return query.versions === 'latest' ? [likely.version] : likely.versions && [...likely.versions]
}

/** Undefined when no version can be a hit. */
function likelyVersions(query: SearchQuery, candidate: Candidate): Likely | undefined {
  const { contractId, version, versions, partialTerms, latestTerms } = candidate
  const isDecided = isDecidedByTerms(query)
  if (!versions || typeof partialTerms !== 'string')
    return { contractId, version, versions: undefined, isSure: isDecided && versions === undefined }
  const having = versionsWithTerms({ versions, partialTerms, latestTerms }, query.units)
  const latest = having.versions.includes(version) ? version : highestVersion(having.versions)
  if (latest === undefined) return undefined
  const isSure = isDecided && having.isSure
  return { contractId, version: latest, versions: new Set(having.versions), isSure }
}

function byContract(rows: readonly VersionRow[]): Map<string, VersionRow[]> {
  return Map.groupBy(rows, ({ contractId }) => contractId)
}
