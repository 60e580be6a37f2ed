import { DsnError } from './dsn.ts'

/**
 * The parameters after `?`, decoded; of a repeated one the last counts, and an empty one is as good as absent.
 * @throws DsnError for a name no database has: most often a `?` in the middle of an unencoded password.
 */
export function parseQuery(query: string | undefined): Map<string, string> {
  const options = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(query ?? '')) {
    if (!/^\w[\w. -]*$/.test(name)) throw new DsnError('has a query parameter without a proper name')
    if (value !== '') options.set(name, value)
  }
  return options
}
