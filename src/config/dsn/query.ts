import { DsnError, severalHosts } from './dsn.ts'

/**
 * The parameters after `?`, decoded; of a repeated one the last counts, and an empty one is as good as absent.
 * @throws DsnError for a name no database has: most often a `?` in the middle of an unencoded password; and for several hosts,
 *   which SQLAlchemy writes as a parameter that is repeated.
 */
export function parseQuery(query: string | undefined): Map<string, string> {
  const options = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(query ?? '')) {
    if (!/^\w[\w. -]*$/.test(name)) throw new DsnError('has a query parameter without a proper name')
    const before = options.get(name)
    if (name === 'host' && value !== '' && before !== undefined && before !== value)
      throw new DsnError(...severalHosts)
    if (value !== '') options.set(name, value)
  }
  return options
}
