import { DsnError, type SqliteDsn } from './dsn.ts'
import { percentDecode } from './percent.ts'
import { parseQuery } from './query.ts'

/** Arguments of Python's sqlite3 that DSNs carry. Only `timeout` means something here; the others do no harm. */
const knownParameters = [
  'timeout',
  'check_same_thread',
  'isolation_level',
  'detect_types',
  'cached_statements',
]

/**
 * Read what follows `sqlite://`: `/` and a path, which is relative unless it starts with a second `/`.
 * @throws DsnError
 */
export function parseSqlite(rest: string): SqliteDsn {
  const [, path = '', query] = /^([^?]*)(?:\?(.*))?$/.exec(rest) ?? []
  if (path !== '' && !path.startsWith('/')) {
    throw new DsnError(
      'names a host, which SQLite has not: write three slashes before a relative path, four before an absolute one',
    )
  }
  const file = percentDecode(path.slice(1))
  if (file.startsWith('file:')) throw new DsnError('is a SQLite file: URI; write the path without file:')
  if (file.includes('\0')) throw new DsnError('has a path with a NUL character')
  return {
    dialect: 'sqlite',
    file: file === '' || file === ':memory:' ? undefined : file,
    options: Object.fromEntries(checked(parseQuery(query))),
  }
}

function checked(options: Map<string, string>): Map<string, string> {
  for (const name of options.keys()) {
    if (!knownParameters.includes(name)) {
      throw new DsnError(
        `has a SQLite parameter that is not supported (supported: ${knownParameters.join(', ')})`,
      )
    }
  }
  const timeout = options.get('timeout')
  if (timeout !== undefined && !/^\d+(\.\d+)?$/.test(timeout)) {
    throw new DsnError('has a timeout that is not a number of seconds')
  }
  return options
}
