import { type AnyColumn, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { QueryUnit } from '../../../search/language/units.ts'
import { unknownSet } from '../../../search/versions/version-set.ts'
import { needsLatestTerms } from '../../../search/versions/versions-with-terms.ts'
import type { FullText } from '../search-index/full-text.ts'
import type { StoreDatabase } from '../store-database.ts'

/** Of how many terms the sets of versions are read one by one; a statement of SQL Server has at most 2,100 parameters. */
const maxSetTerms = 20

/**
 * For each term of some units the versions that have it, by the term, where the full-text index knows them. Undefined
 * where they are read from the row of the contract.
 */
export function versionSetFields(
  { versionSetOf }: FullText,
  units: readonly QueryUnit[],
  id: AnyColumn,
): Record<string, SQL<string | null>> | undefined {
  if (!versionSetOf || units.length === 0 || needsLatestTerms(units)) return undefined
  const terms = new Set(
    units.flatMap(unit => unit.alternatives.flatMap(one => one.terms.map(({ text }) => text))),
  )
  return terms.size > maxSetTerms
    ? undefined
    : Object.fromEntries([...terms].map(term => [term, versionSetOf(term, id)]))
}

/** Those sets as the row of the contract has them, see `TermSets`. */
export function partialTermsOf(
  row: Readonly<Record<string, unknown>>,
  sets: Record<string, unknown>,
): string {
  const partial = Object.keys(sets).filter(term => row[term] !== '')
  const entries = partial.sort().map(term => `${term}:${row[term] ?? unknownSet}`)
  return entries.join(' ')
}

/** From how many bytes on the sets of a contract are read by themselves. */
const longSets = 4096

/** What is read of the sets of a contract. */
interface SetsOfRow {
  readonly id: number
  readonly versions?: string | null
  readonly partialTerms?: string | null
}

/**
 * Reads sets that are long by themselves, where the index knows no sets of single terms: SQLite keeps such rows in memory
 * until something is written, and a search reads those of a contract more than once.
 */
export class LongVersionSets {
  readonly #database: StoreDatabase
  readonly #ask: ReturnType<typeof prepareSets>

  constructor(database: StoreDatabase) {
    this.#database = database
    this.#ask = prepareSets(database)
  }

  /** The sets of a contract, without long ones. */
  get shortOnes(): SQL<string | null> {
    const { partialTerms } = this.#database.tables.versionSets
    const isShort = lte(this.#database.byteLength(partialTerms), sql.raw(String(longSets)))
    return sql<string | null>`case when ${isShort} then ${partialTerms} end`
  }

  /** Some rows with the sets that were left out, and the versions to which these belong. */
  async complete<Row extends SetsOfRow>(rows: readonly Row[]): Promise<Row[]> {
    const complete: Row[] = []
    for (const row of rows) {
      const isLeftOut = row.versions && row.partialTerms === null
      if (!isLeftOut) complete.push(row)
      // one that is gone has no versions any more
      else complete.push({ ...row, versions: null, ...(await this.#ask({ id: String(row.id) }))[0] })
    }
    return complete
  }
}

function prepareSets(database: StoreDatabase) {
  const { searchId, versions, partialTerms } = database.tables.versionSets
  return database.prepare({
    fields: { versions, partialTerms },
    from: database.tables.versionSets,
    where: eq(searchId, database.parameter('id')),
  })
}
