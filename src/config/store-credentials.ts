import type { Dsn, ServerDsn } from './dsn/dsn.ts'
import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'
import type { Identity } from './sections/identity.ts'

/** A database, and what the configuration says besides the DSN about signing in to it. */
export interface SignIn {
  readonly dsn: Dsn
  readonly username?: string
  readonly password?: string
  readonly schema?: string
  readonly identity?: Identity
}

/** The DSN with the keys `username` and `password` in it, when it does not have them, and what does not fit it. */
export function withCredentials(
  { dsn, username, password, schema }: SignIn,
  givenValues: ReadonlyMap<string, GivenValue>,
): { readonly dsn: Dsn; readonly problems: readonly Problem[] } {
  const problemWith = (key: string, text: string): Problem => {
    const name = `contract_store.${key}`
    return { origin: givenValues.get(name)?.origin ?? { kind: 'default' }, text: `${name} ${text}` }
  }
  if (dsn.dialect === 'sqlite') {
    const set = Object.entries({ username, password }).filter(([, value]) => value !== undefined)
    const problems = set.map(([key]) => problemWith(key, 'is set, but SQLite has no accounts; remove it'))
    if (schema !== undefined)
      problems.push(problemWith('schema', 'is set, but SQLite has no schemas; remove it'))
    return { dsn, problems }
  }
  const problems = [
    ...(differ(username, dsn.user)
      ? [problemWith('username', 'is set, but the DSN names another user; keep one of the two')]
      : []),
    ...(differ(password, dsn.password)
      ? [problemWith('password', 'is set, but the DSN has another password; keep one of the two')]
      : []),
    ...(dsn.dialect === 'mysql' && differ(schema, dsn.database)
      ? [problemWith('schema', 'is not the database of the DSN, as it must be on MySQL; keep one of the two')]
      : []),
  ]
  const added: Partial<ServerDsn> = {
    ...(username !== undefined && { user: username }),
    ...(password !== undefined && { password }),
  }
  return { dsn: { ...dsn, ...added }, problems }
}

function differ(key: string | undefined, inDsn: string | undefined): boolean {
  return key !== undefined && inDsn !== undefined && key !== inDsn
}
