import { type AnyColumn, and, eq, type SQL, sql } from 'drizzle-orm'
import type { Term } from '../../../search/language/units.ts'
import type { KeptSets } from '../../../search/versions/contract-terms.ts'
import type { SortedEntries } from '../../../search/versions/sorted-entries.ts'
import type { VersionSetText } from '../../../search/versions/version-set.ts'
import type { Select, SqlSession } from '../../../sql/database.ts'
import { beginsWith } from '../begins-with.ts'
import type { Tables } from '../store-database.ts'

type SetsQuery = Select<{ readonly entries: SQL<string | null> }>

/** The partial terms of contracts, each with its set: a version writes those it changes, however many there are. For SQLite. */
export class TermSets {
  readonly #table: Tables['termSets']
  readonly #some: SetsQuery
  readonly #all: SetsQuery

  constructor(table: Tables['termSets']) {
    this.#table = table
    const isOfContract = eq(table.searchId, sql.placeholder('searchId'))
    const areAmong = sql`${table.term} in (select value from json_each(${sql.placeholder('terms')}))`
    // one text is read in a fraction of the time that as many rows take
    const fields = { entries: sql<string | null>`group_concat(term || ${':'} || version_set, ${' '})` }
    this.#some = { fields, from: table, where: and(isOfContract, areAmong) as SQL }
    this.#all = { fields, from: table, where: isOfContract }
  }

  /** What there is of a contract. */
  keptOf(session: SqlSession, searchId: number): KeptSets {
    const ask = async (query: SetsQuery, terms?: string) => {
      const [row] = await session.select(query, { searchId, ...(terms && { terms }) })
      return row?.entries ?? ''
    }
    return { of: terms => ask(this.#some, JSON.stringify(terms)), all: () => ask(this.#all) }
  }

  /** What there is of some terms, of the contract whose id a column has. */
  entriesOf(wanted: readonly Term[], id: AnyColumn): SQL<SortedEntries> {
    const { searchId, term } = this.#table
    const exact = wanted.filter(({ isPrefix }) => !isPrefix).map(({ text }) => text)
    const beginnings = wanted.filter(({ isPrefix }) => isPrefix)
    const conditions = beginnings.map(({ text }) => beginsWith(term, text))
    if (exact.length > 0) conditions.push(sql`${term} in ${exact}`)
    // each goes along the key of the table, which they would not do in one condition
    const parts = conditions.map(
      isWanted => sql`select term, version_set from ${this.#table} where ${searchId} = ${id} and ${isWanted}`,
    )
    const entries = sql`group_concat(term || ${':'} || version_set, ${' '} order by term)`
    return sql<SortedEntries>`(select coalesce(${entries}, ${''}) from (${sql.join(parts, sql` union `)}))`
  }

  /** Writes sets of contracts, and takes out those of terms that have none. */
  async write(session: SqlSession, changes: ReadonlyMap<number, TermSetRows>): Promise<void> {
    const { searchId } = this.#table
    for (const [id, { sets, gone }] of changes) {
      const areGone = gone === 'all' ? undefined : among(this.#table.term, gone)
      if (gone === 'all' || gone.length > 0)
        await session.delete(this.#table, and(eq(searchId, id), areGone) as SQL)
      if (sets.length === 0) continue
      await session.insertSelected(
        this.#table,
        ['searchId', 'term', 'versionSet'],
        sql`select ${id}, key, value from json_each(${objectOf(sets)})`,
      )
    }
  }
}

/** A partial term with its set. */
export type TermSet = readonly [term: string, set: VersionSetText]

/** What becomes of the sets of a contract. */
export interface TermSetRows {
  /** Those that are written. */
  readonly sets: readonly TermSet[]
  /** The terms whose sets are taken out before. */
  readonly gone: readonly string[] | 'all'
}

function among(column: AnyColumn, values: readonly string[]): SQL {
  return sql`${column} in (select value from json_each(${JSON.stringify(values)}))`
}

/** The sets as the members of a JSON object. Terms are letters and digits, and sets digits and signs: none is escaped. */
function objectOf(sets: readonly TermSet[]): string {
  return `{${sets.map(([term, set]) => `"${term}":"${set}"`).join(',')}}`
}
