import { closestName } from '../../closest-name.ts'
import { type Dsn, DsnError } from './dsn.ts'
import { serverDsn } from './server-dsn.ts'
import { parseServerUrl } from './server-url.ts'
import { parseSqlServer } from './sql-server.ts'
import { parseSqlite } from './sqlite.ts'

/** The schemes of a DSN: what is before `://`. */
export const schemes = ['sqlite', 'postgresql', 'postgres', 'mysql', 'mariadb', 'mssql', 'sqlserver'] as const

/**
 * Reads a database URL in SQLAlchemy's form, so that a DSN written for a Python service works unchanged. The driver
 * in `postgresql+psycopg://` names a Python package and is ignored, and so is a leading `jdbc:`.
 * @throws DsnError saying what is wrong, without repeating the text.
 */
export function parseDsn(text: string): Dsn {
  const dsn = text.trim()
  if (/^["'`]/.test(dsn)) throw new DsnError('begins with a quotation mark, which is not part of a DSN')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a pasted DSN must not contain
  if (/[\u0000-\u001f\u007f]/.test(dsn))
    throw new DsnError('contains a line break or another control character')
  const [, scheme, rest] = /^(?:jdbc:)?([a-z]\w*)(?:\+\w+)?:\/\/(.*)$/is.exec(dsn) ?? []
  if (scheme === undefined || rest === undefined) throw new DsnError('is not a database URL')
  switch (scheme.toLowerCase()) {
    case 'sqlite':
      return parseSqlite(rest)
    case 'postgresql':
    case 'postgres':
      return serverDsn('postgres', parseServerUrl(rest))
    case 'mysql':
      return serverDsn('mysql', parseServerUrl(rest))
    case 'mariadb':
      return { ...serverDsn('mysql', parseServerUrl(rest)), flavour: 'mariadb' }
    case 'mssql':
    case 'sqlserver':
      return parseSqlServer(rest)
    default:
      throw new DsnError(unknownScheme(scheme))
  }
}

function unknownScheme(scheme: string): string {
  const suggestion = closestName(scheme, schemes)
  const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}://?`
  return `names an unknown kind of database before ://${hint}`
}
