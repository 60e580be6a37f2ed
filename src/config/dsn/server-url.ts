import { isQuoted } from '../values/quotation-marks.ts'
import { DsnError } from './dsn.ts'
import { percentDecode } from './percent.ts'
import { parseQuery } from './query.ts'
import type { ServerParts } from './server-dsn.ts'

/**
 * Reads what follows the `://` in the DSN of a server: `user:password@host:port/database?options`.
 * @throws DsnError
 */
export function parseServerUrl(rest: string): ServerParts {
  const at = endOfCredentials(rest)
  const credentials = at === -1 ? '' : rest.slice(0, at)
  const [, host = '', port, database, query] =
    /^(\[[^\]/?]*\]|[^/?:]*)(?::([^/?]*))?(?:\/([^?]*))?(?:\?(.*))?$/s.exec(rest.slice(at + 1)) ?? []
  const [user, password] = splitOnce(credentials, ':')
  if (password !== undefined && isQuoted(password))
    throw new DsnError(
      'has a password in quotation marks, which would be part of it',
      'remove them, or write them %22 or %27 where they belong to it',
    )
  return {
    host: percentDecode(host),
    port,
    user: percentDecode(user),
    password: password === undefined ? undefined : percentDecode(password),
    database: database === undefined ? undefined : percentDecode(database),
    options: parseQuery(query),
  }
}

/**
 * Where the `@` before the host is, or -1. A password may hold `:`, `/`, `?` and even `@` unencoded, so it is the
 * last `@` before the query; a user name may not, so `host/db?user=me@server` has no credentials.
 */
function endOfCredentials(rest: string): number {
  const first = rest.indexOf('@')
  if (first === -1) return -1
  const before = rest.slice(0, first)
  const isHostAlready = /^(\[[^\]]*\]|[^:/?]*)(:\d+)?\/[^?]*\?\w+=/.test(before)
  if (isHostAlready || /[/?]/.test(splitOnce(before, ':')[0])) return -1
  const query = rest.indexOf('?', first)
  return rest.lastIndexOf('@', query === -1 ? rest.length : query)
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const index = text.indexOf(separator)
  return index === -1 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)]
}
