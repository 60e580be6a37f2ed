import type { Database, Statement } from 'better-sqlite3'
import { BoundedMap } from '../../bounded-map.ts'

/** How many statements are kept: more than the different ones that publishing and a few searches send. */
const maxStatements = 100

/**
 * A connection that keeps what it has prepared: a transaction sends a dozen statements of the same texts each time, and
 * preparing one takes longer than running it. For a caller that always treats the rows of a text in the same way.
 */
export function keepingStatements(connection: Database): Database {
  const statements = new BoundedMap<Statement>({ most: maxStatements })
  const prepare = (text: string): Statement => {
    const known = statements.get(text)
    if (known) return known
    const statement = connection.prepare(text)
    statements.set(text, statement)
    return statement
  }
  return Object.create(connection, { prepare: { value: prepare } }) as Database
}
