import type { GivenValue } from './given-value.ts'
import type { Problem } from './problem.ts'
import type { Config } from './schema.ts'

type Store = Config['contractStore']

/** The store with the keys `username` and `password` in its DSN, when the DSN does not have them. */
export function withCredentials(
  store: Store,
  givenValues: ReadonlyMap<string, GivenValue>,
): { readonly store: Store; readonly problems: readonly Problem[] } {
  const { dsn, username, password } = store
  const problemWith = (key: string, text: string): Problem => {
    const name = `contract_store.${key}`
    return { origin: givenValues.get(name)?.origin ?? { kind: 'default' }, text: `${name} ${text}` }
  }
  if (dsn.dialect === 'sqlite') {
    const set = Object.entries({ username, password }).filter(([, value]) => value !== undefined)
    return {
      store,
      problems: set.map(([key]) => problemWith(key, 'is set, but SQLite has no accounts; remove it')),
    }
  }
  const problems = [
    ...(differ(username, dsn.user)
      ? [problemWith('username', 'is set, but the DSN names another user; keep one of the two')]
      : []),
    ...(differ(password, dsn.password)
      ? [problemWith('password', 'is set, but the DSN has another password; keep one of the two')]
      : []),
  ]
  const added = {
    ...(username !== undefined && { user: username }),
    ...(password !== undefined && { password }),
  }
  return { store: { ...store, dsn: { ...dsn, ...added } }, problems }
}

function differ(key: string | undefined, inDsn: string | undefined): boolean {
  return key !== undefined && inDsn !== undefined && key !== inDsn
}
