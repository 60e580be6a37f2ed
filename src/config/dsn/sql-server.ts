import { DsnError, type ServerDsn } from './dsn.ts'
import { liftFields, type ServerParts, serverDsn } from './server-dsn.ts'
import { parseServerUrl } from './server-url.ts'

/**
 * Read what follows `mssql://` or `sqlserver://`: a URL, a URL that carries an ODBC connection string in
 * `odbc_connect`, or JDBC's `host:1433;database=x;user=y`.
 * @throws DsnError
 */
export function parseSqlServer(rest: string): ServerDsn {
  const [, host, port, properties] = /^(\[[^\]]*\]|[^[\];:@/?]*)(?::(\d+))?;(.*)$/.exec(rest) ?? []
  if (properties !== undefined) return sqlServerDsn({ host, port, options: parseProperties(properties) })
  const url = parseServerUrl(rest)
  const options = new Map([...url.options].map(([name, value]) => [propertyName(name), value]))
  const odbc = options.get('odbcconnect')
  // SQLAlchemy, too, takes everything from the connection string then and nothing from the URL around it.
  if (odbc !== undefined) return sqlServerDsn({ options: parseProperties(odbc) })
  return sqlServerDsn({ ...url, options })
}

/**
 * Read `Name=value;Name={value; with }} inside}`. Names ignore case, spaces and underscores in both ODBC and JDBC,
 * so they come out as `trustservercertificate`; of a repeated one the first counts, as ODBC has it.
 * @throws DsnError
 */
function parseProperties(text: string): Map<string, string> {
  const pair = /[;\s]*(\w[\w. -]*)=\s*(?:\{((?:[^}]|\}\})*)\}\s*|([^;{][^;]*|))(?=;|$)/y
  const properties = new Map<string, string>()
  const end = text.replace(/[;\s]+$/, '').length
  while (pair.lastIndex < end) {
    const [, name, braced, plain = ''] = pair.exec(text) ?? []
    if (name === undefined)
      throw new DsnError('has a connection string that is not a list of name=value pairs')
    const value = braced?.replaceAll('}}', '}') ?? plain.trim()
    if (value !== '' && !properties.has(propertyName(name))) properties.set(propertyName(name), value)
  }
  return properties
}

function propertyName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_]/g, '')
}

/** Take `tcp:host\instance,port` apart, the way SQL Server's own tools write a server. */
function sqlServerDsn(given: ServerParts): ServerDsn {
  const parts = liftFields(given)
  const [, host, instance, port] = /^(?:tcp:)?(.*?)(?:\\(.*?))?(?:,\s*(\d+))?$/i.exec(parts.host ?? '') ?? []
  if (host !== undefined && /^(np|lpc|admin):/i.test(host)) {
    throw new DsnError('names a pipe; only TCP connections to SQL Server are supported')
  }
  const isThisMachine = host === '.' || host?.toLowerCase() === '(local)'
  const options = instance ? new Map([...parts.options, ['instancename', instance] as const]) : parts.options
  return serverDsn('mssql', {
    ...parts,
    host: isThisMachine ? 'localhost' : host,
    port: port ?? parts.port,
    options,
  })
}
