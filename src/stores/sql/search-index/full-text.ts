import type { AnyColumn, SQL, Table } from 'drizzle-orm'
import type { QueryUnit, Term } from '../../../search/language/units.ts'
import type { KeptSets, Touched } from '../../../search/versions/contract-terms.ts'
import type { TermColumns } from '../../../search/versions/term-columns.ts'
import type { SqlSession } from '../../../sql/database.ts'
import type { StoreDatabase } from '../store-database.ts'

/** Which versions of a contract a condition looks at: its latest, or all together. */
export type TermScope = 'latest' | 'any'

/** What is asked of the versions of a scope, and what they may not all have. */
export interface TermCondition {
  readonly scope: TermScope
  /** At least one. */
  readonly units: readonly QueryUnit[]
  readonly without?: { readonly scope: TermScope; readonly units: readonly QueryUnit[] } | undefined
}

/**
 * Which of the matching rows a statement needs, where the planner of a database does not find out: some of the lowest ids
 * above one, or all and of these there are many.
 */
export type PlannerHint = FirstIds | 'many'

/** The lowest ids above one. */
export interface FirstIds {
  readonly above: number
  readonly most: number
}

/** What is to be known of the terms of a contract, and what its rows had before. */
export interface TermChange {
  readonly searchId: number
  /** Undefined for a new row. Without versions, all is written, whatever the index has. */
  readonly before: TermColumns | undefined
  readonly after: TermColumns
  /** What may have changed; undefined when that may be all. */
  readonly touched: Touched | undefined
}

/** The full-text index that a database keeps of the search table. */
export interface FullText {
  /**
   * Is true of the rows of the search table that have what every unit asks for. Among all versions together that is
   * only a likelihood for one of them, and the order of words is not looked at.
   *
   * @param hint it may be true of the rows of the hint only.
   */
  matches(condition: TermCondition, hint?: PlannerHint): SQL
  /** Whether the hint that there are many makes a difference. */
  readonly usesHints?: boolean
  /**
   * Is true where a column has the id of such a row, where a look at the search table can be saved.
   *
   * @param hint as for `matches`.
   */
  hasIdIn(column: AnyColumn, condition: TermCondition, hint?: PlannerHint): SQL
  /** What there is one row of for each such row, where that is counted more quickly. */
  countable?(condition: TermCondition): { readonly from: Table; readonly where: SQL } | undefined
  /** Is true of texts that have this part, where LIKE is not the quickest way to tell. */
  contains?(text: AnyColumn, part: string): SQL
  /**
   * The set of the versions that have a term, of the contract whose id a column has and of which some version has it,
   * where it takes less than to read all of its sets. Empty when all versions have it.
   */
  versionSetOf?(term: string, id: AnyColumn): SQL<string | null>
  /**
   * Those of some terms which are partial, with their sets, as `partialTerms` would have them, of the contract whose id a
   * column has; where sets are kept one by one.
   */
  partialTermsOf?(terms: readonly Term[], id: AnyColumn): SQL<string>
  /** Reads the sets of a contract, where they are kept one by one and its rows have none. */
  readonly keptSets?: (session: SqlSession, searchId: number) => KeptSets
  /** Brings the index up to date, when the rows of the contracts are written. */
  index(session: SqlSession, changes: readonly TermChange[]): Promise<void>
  /** Takes a row out of it, where the database does not do so itself. */
  remove?(session: SqlSession, searchId: number): Promise<unknown>
  /** Takes all out of it, before the rows of the search table are deleted. */
  clear(session: SqlSession): Promise<unknown>
}

/** Of how many rows on it is quicker to go through an index of all contracts than from row to row. */
const manyRows = 2000

/** Whether many contracts fulfil a condition, as far as that is known quickly and makes a difference. */
export async function plannerHint(
  database: Pick<StoreDatabase, 'count'>,
  { usesHints, countable }: FullText,
  condition: TermCondition | undefined,
): Promise<PlannerHint | undefined> {
  const counted = condition && usesHints ? countable?.(condition) : undefined
  if (!counted) return undefined
  return (await database.count(counted.from, counted.where, manyRows)) === manyRows ? 'many' : undefined
}
