import type { Database, Statement } from 'better-sqlite3'

/** How many statements are kept: more than the different ones that publishing and a few searches send. */
const maxStatements = 100

/**
 * A connection that keeps what it has prepared: a transaction sends a dozen statements of the same texts each time, and
 * preparing one takes longer than running it. For a caller that always treats the rows of a text in the same way.
 */
export function keepingStatements(connection: Database): Database {
  const statements = new Map<string, Statement>()
  const prepare = (text: string): Statement => {
    const known = statements.get(text)
    const statement = known ?? connection.prepare(text)
    // the last one used is the last one dropped
    if (known) statements.delete(text)
    statements.set(text, statement)
    const [oldest] = statements.keys()
    if (oldest !== undefined && statements.size > maxStatements) statements.delete(oldest)
    return statement
  }
  return Object.create(connection, { prepare: { value: prepare } }) as Database
}
