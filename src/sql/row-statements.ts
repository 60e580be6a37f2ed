import { getTableName, type Placeholder, sql, type Table } from 'drizzle-orm'
import type { Values } from './database.ts'

/** Statements for one row, each kept as it was built for a table and the members that rows have. */
export class RowStatements<Statement> {
  readonly #known = new Map<string, Statement>()

  /**
   * The statement for rows of these members.
   *
   * @param build is given a parameter for each member, of the same name.
   */
  of(
    table: Table,
    members: readonly string[],
    build: (parameters: Readonly<Record<string, Placeholder>>) => Statement,
  ): Statement {
    // no member has a blank in its name
    const key = `${members.join(',')} ${getTableName(table)}`
    const known = this.#known.get(key)
    if (known) return known
    const made = build(Object.fromEntries(members.map(member => [member, sql.placeholder(member)])))
    this.#known.set(key, made)
    return made
  }
}

/** The members of a row that have a value, be it null; a column of no other is named. */
export function givenMembers(row: Values): string[] {
  return Object.keys(row).filter(member => row[member] !== undefined)
}
