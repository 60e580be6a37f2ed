import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  like,
  lt,
  lte,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { asClass, type QueryUnit } from '../../domain/search/units.ts'
import { compareVersions, versionOrder } from '../../domain/version.ts'
import type {
  Facet,
  FacetName,
  SearchHit,
  SearchPage,
  SearchPosition,
  SearchQuery,
  SearchSort,
  SearchTotal,
} from '../search-query.ts'
import { ofVersion } from './columns.ts'
import type { RowOf, SqlDatabase } from './database.ts'
import { fieldCondition } from './field-catalogue.ts'
import { inScope } from './scope.ts'
import type { Tables } from './tables.ts'

/** How many contracts are looked at together, at first and at most. */
const firstChunk = 50
const lastChunk = 500

type Candidate = RowOf<ReturnType<typeof candidateFields>>
type VersionRow = RowOf<ReturnType<typeof versionFields>>

/** A hit with what goes on behind it, and what it is counted by. */
interface Found {
  readonly hit: SearchHit
  readonly position: SearchPosition
  readonly row: VersionRow
}

/** One sequence of contracts among which hits are looked for; the more relevant ones come first. */
interface Tier {
  readonly condition: SQL | undefined
  readonly score: number
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

  /** How many hits have each value. */
  async facet(query: SearchQuery, name: FacetName): Promise<Facet> {
    const counts = new Map<string | null, number>()
    const add = (value: string | null, more: number) => counts.set(value, (counts.get(value) ?? 0) + more)
    if (isDecided(query)) {
      for (const { value, total } of await this.#groups(query, name)) add(value, Number(total))
    }
    let versions: VersionRow[] = []
    const addVersions = async () => {
      for (const value of await this.#valuesOf(versions, name)) add(value, 1)
      versions = []
    }
    for await (const { row } of this.#undecided(query)) {
      if (versions.push(row) === lastChunk) await addVersions()
    }
    await addVersions()
    const sorted = [...counts].sort(([a, n], [b, m]) => m - n || ((a ?? '') < (b ?? '') ? -1 : 1))
    return sorted.map(([value, count]) => ({ value, count }))
  }

  /** Hits that the index alone does not decide on: all of them, or those whose words are only in older versions. */
  #undecided(query: SearchQuery): AsyncGenerator<Found> {
    const all = { ...query, sort: 'id', after: undefined, offset: 0 } as const
    if (!isDecided(query)) return this.#found(all, lastChunk)
    const units = unitsOf(query)
    if (units.length === 0) return nothing()
    const older = not(this.#database.fullText.matches('latest', units))
    return this.#foundIn([{ condition: and(this.#base(query), older), score: 0 }], all, lastChunk)
  }

  /** How many contracts are hits because of their latest version, as the index knows. */
  async #countLatest(query: SearchQuery, most: number): Promise<number> {
    const { search } = this.#tables
    const rows = await this.#database.select({
      fields: { id: search.id },
      from: search,
      where: this.#latestCondition(query),
      orderBy: [asc(search.id)],
      limit: most + 1,
    })
    return rows.length
  }

  #latestCondition(query: SearchQuery): SQL | undefined {
    const units = unitsOf(query)
    const words = units.length > 0 ? this.#database.fullText.matches('latest', units) : undefined
    return and(words, inScope(this.#tables.search, query.scope))
  }

  async #groups(query: SearchQuery, name: FacetName) {
    const { search, tags } = this.#tables
    const condition = this.#latestCondition(query)
    if (name !== 'tag') {
      const value = search[name]
      return this.#database.select({
        fields: { value, total: count() },
        from: search,
        where: condition,
        groupBy: [value],
      })
    }
    const found =
      condition && sql`${tags.contractId} in (select ${search.contractId} from ${search} where ${condition})`
    return this.#database.select({
      fields: { value: tags.tag, total: count() },
      from: tags,
      where: and(eq(tags.isLatest, 1), found),
      groupBy: [tags.tag],
    })
  }

  async #valuesOf(versions: readonly VersionRow[], name: FacetName): Promise<(string | null)[]> {
    if (name !== 'tag') return versions.map(row => row[name])
    if (versions.length === 0) return []
    const { tags } = this.#tables
    const wanted = new Set(versions.map(({ contractId, version }) => `${contractId}\0${version}`))
    const rows = await this.#database.select({
      fields: { contractId: tags.contractId, version: tags.version, tag: tags.tag },
      from: tags,
      where: inArray(tags.contractId, [...new Set(versions.map(({ contractId }) => contractId))]),
    })
    return rows.filter(row => wanted.has(`${row.contractId}\0${row.version}`)).map(({ tag }) => tag)
  }

  #found(query: SearchQuery, chunk: number): AsyncGenerator<Found> {
    return this.#foundIn(this.#tiers(query), query, chunk)
  }

  async *#foundIn(tiers: readonly Tier[], query: SearchQuery, chunk: number): AsyncGenerator<Found> {
    const start = query.after?.tier ?? 0
    for (const [tier, { condition, score }] of tiers.entries()) {
      if (tier < start) continue
      const after = tier === start ? query.after : undefined
      for await (const [candidate, row] of this.#foundAfter(condition, { ...query, after }, chunk)) {
        const version = query.versions === 'all' ? row.version : undefined
        const hit = { contractId: row.contractId, version: row.version, score, updatedAt: row.updatedAt }
        yield { hit, position: { keys: keysOf(candidate, query), tier, version }, row }
      }
    }
  }

  /** The hits among the contracts of a condition, behind the position of the query. */
  async *#foundAfter(
    condition: SQL | undefined,
    query: SearchQuery,
    chunk: number,
  ): AsyncGenerator<[Candidate, VersionRow]> {
    let after = query.after
    for (let size = chunk; ; size = Math.min(size * 2, lastChunk)) {
      const candidates = await this.#candidates(condition, query, after, size)
      const matching = await this.#matching(query, candidates)
      for (const candidate of candidates) {
        for (const row of versionsOf(candidate, matching, query, after)) yield [candidate, row]
      }
      const last = candidates.at(-1)
      if (!last || candidates.length < size) return
      after = { keys: keysOf(last, query), tier: 0, version: undefined }
    }
  }

  #tiers(query: SearchQuery): Tier[] {
    const base = this.#base(query)
    if (query.sort !== 'relevance' || query.words.length === 0) return [{ condition: base, score: 1 }]
    const inClass = (name: 'tx' | 'kx') => {
      return this.#database.fullText.matches(
        'any',
        query.words.map(unit => asClass(unit, name)),
      )
    }
    return [
      { condition: and(base, inClass('tx')), score: 3 },
      { condition: and(base, inClass('kx'), not(inClass('tx'))), score: 2 },
      { condition: and(base, not(inClass('kx'))), score: 1 },
    ]
  }

  /** What every contract with a hit fulfils. */
  #base(query: SearchQuery): SQL | undefined {
    const { search } = this.#tables
    const units = unitsOf(query)
    return and(
      units.length > 0 ? this.#database.fullText.matches('any', units) : undefined,
      inScope(search, query.scope),
      query.updatedAfter && gt(search.updatedAt, query.updatedAfter),
    )
  }

  #candidates(
    condition: SQL | undefined,
    query: SearchQuery,
    after: SearchPosition | undefined,
    limit: number,
  ): Promise<Candidate[]> {
    const { search } = this.#tables
    return this.#database.select({
      fields: candidateFields(this.#tables),
      from: search,
      where: and(condition, after && restOf(search, query.sort, after)),
      orderBy: orderOf(search, query.sort),
      limit,
    })
  }

  /**
   * Of the versions of some contracts those that fulfil everything. Where the latest such version is enough, the others
   * are looked at only of contracts whose latest version is not one.
   */
  async #matching(query: SearchQuery, candidates: readonly Candidate[]): Promise<Map<string, VersionRow[]>> {
    const { texts } = this.#tables
    if (query.versions === 'all')
      return byContract(await this.#versionsIn(query, candidates, contractIs(texts, candidates)))
    const isLatest = or(...candidates.map(candidate => ofVersion(texts, candidate)))
    const latest = byContract(await this.#versionsIn(query, candidates, isLatest))
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
    const hasWords = unitsOf(query).map(unit =>
      or(
        ...unit.alternatives.map(({ patterns }) =>
          and(...patterns.map(pattern => like(texts.terms, pattern))),
        ),
      ),
    )
    return this.#database.select({
      fields: versionFields(this.#tables),
      from: texts,
      where: and(
        condition,
        ...hasWords,
        query.field && fieldCondition(this.#tables, query.field),
        query.updatedAfter && gt(texts.updatedAt, query.updatedAfter),
        query.updatedBefore && lt(texts.updatedAt, query.updatedBefore),
      ),
    })
  }
}

function contractIs({ contractId }: Tables['texts'], candidates: readonly Candidate[]): SQL {
  const ids = candidates.map(candidate => candidate.contractId)
  return inArray(contractId, ids)
}

function byContract(rows: readonly VersionRow[]): Map<string, VersionRow[]> {
  return Map.groupBy(rows, ({ contractId }) => contractId)
}

type SearchTable = Tables['search']

function orderOf({ id, contractId, nameKey, updatedAt }: SearchTable, sort: SearchSort): SQL[] {
  return {
    relevance: [asc(id)],
    id: [asc(contractId)],
    name: [asc(nameKey), asc(id)],
    updated: [desc(updatedAt), desc(id)],
  }[sort]
}

/** What comes after a position; a position within a contract goes on with that contract. */
function restOf(
  { id, contractId, nameKey, updatedAt }: SearchTable,
  sort: SearchSort,
  { keys: [first, second], version }: SearchPosition,
): SQL | undefined {
  const above = version === undefined ? gt : gte
  switch (sort) {
    case 'relevance':
      return above(id, Number(first))
    case 'id':
      return above(contractId, String(first))
    case 'name': {
      const name = String(first)
      return and(gte(nameKey, name), or(gt(nameKey, name), above(id, Number(second))))
    }
    case 'updated': {
      const time = new Date(Number(first))
      const below = version === undefined ? lt : lte
      return and(lte(updatedAt, time), or(lt(updatedAt, time), below(id, Number(second))))
    }
  }
}

/** Whether the index alone can tell that the latest version of a contract is a hit. */
function isDecided(query: SearchQuery): boolean {
  const needsOrder = unitsOf(query).some(unit => unit.alternatives.some(one => one.needsOrder))
  const isPlain = !query.field && !query.updatedAfter && !query.updatedBefore
  return query.versions === 'latest' && isPlain && !needsOrder
}

function unitsOf({ words, filters }: SearchQuery): QueryUnit[] {
  return [...words, ...filters]
}

/** The hits of a contract: its highest matching version, or all that come after the position. */
function versionsOf(
  candidate: Candidate,
  matching: Map<string, VersionRow[]>,
  query: SearchQuery,
  after: SearchPosition | undefined,
): VersionRow[] {
  const rows = (matching.get(candidate.contractId) ?? []).sort(highestFirst)
  if (query.versions === 'latest') return rows.slice(0, 1)
  const isWithin = after?.version !== undefined && String(after.keys) === String(keysOf(candidate, query))
  if (!isWithin) return rows
  // the version may be gone by now, its place is not
  const last = { version: after.version ?? '', ...versionOrder(after.version ?? '') }
  return rows.filter(row => highestFirst(last, row) < 0)
}

type Ordered = Pick<VersionRow, 'releaseRank' | 'version'>

function highestFirst(a: Ordered, b: Ordered): number {
  return b.releaseRank - a.releaseRank || compareVersions(b.version, a.version)
}

function keysOf(candidate: Candidate, { sort }: SearchQuery): (string | number)[] {
  const { id, contractId, nameKey, updatedAt } = candidate
  return { relevance: [id], id: [contractId], name: [nameKey, id], updated: [updatedAt.getTime(), id] }[sort]
}

async function* nothing(): AsyncGenerator<never> {}

function candidateFields({ search }: Tables) {
  const { id, contractId, version, nameKey, updatedAt } = search
  return { id, contractId, version, nameKey, updatedAt }
}

function versionFields({ texts }: Tables) {
  const { contractId, version, releaseRank, updatedAt, status, owner, domain } = texts
  return { contractId, version, releaseRank, updatedAt, status, owner, domain }
}
