import { isIPv6 } from 'node:net'
import { DsnError, type ServerDsn, severalHosts } from './dsn.ts'

/** The pieces of a server's DSN before they are checked; the same for all the ways to write one. */
export interface ServerParts {
  readonly host?: string | undefined
  readonly port?: string | undefined
  readonly user?: string | undefined
  readonly password?: string | undefined
  readonly database?: string | undefined
  readonly options: ReadonlyMap<string, string>
}

/** Query parameters that say the same as a field of the URL, and win over it, as they do in SQLAlchemy. */
const parametersOf = {
  host: ['host', 'server', 'servername', 'address', 'addr', 'networkaddress', 'datasource'],
  port: ['port', 'portnumber'],
  user: ['user', 'uid', 'username', 'userid'],
  password: ['password', 'pwd', 'passwd'],
  database: ['dbname', 'database', 'db', 'databasename', 'initialcatalog'],
}

/** Move the parameters that are fields to where they belong. Afterwards none of them is left among the options. */
export function liftFields(parts: ServerParts): ServerParts {
  const options = new Map(parts.options)
  const fields: Record<string, string> = {}
  for (const [field, names] of Object.entries(parametersOf)) {
    for (const name of names) {
      const value = options.get(name)
      if (value !== undefined) fields[field] = value
      options.delete(name)
    }
  }
  return { ...parts, ...fields, options }
}

/**
 * Check the pieces and put them together. A DSN without a host means this machine.
 * @throws DsnError
 */
export function serverDsn(dialect: ServerDsn['dialect'], parts: ServerParts): ServerDsn {
  const { host, port, user, password, database, options } = liftFields(parts)
  if (host?.includes(',') || /^\d*,|\],/.test(port ?? '')) throw new DsnError(...severalHosts)
  const portNumber = parsePort(port)
  return {
    dialect,
    host: parseHost(host),
    ...(portNumber === undefined ? {} : { port: portNumber }),
    ...(user ? { user } : {}),
    ...(password === undefined ? {} : { password }),
    ...(database ? { database } : {}),
    options: Object.fromEntries(options),
  }
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65535) {
    throw new DsnError('has a port that is not a number from 1 to 65535 (is the @ before the host missing?)')
  }
  return port
}

function parseHost(text: string | undefined): string {
  if (text === undefined || text === '') return 'localhost'
  const inBrackets = /^\[(.*)\]$/.exec(text)?.[1]
  if (inBrackets !== undefined && !isIPv6(inBrackets))
    throw new DsnError('has brackets around no IPv6 address')
  const host = inBrackets ?? text
  const legal = host.startsWith('/') || isIPv6(host) || /^[\p{L}\p{N}_.-]+$/u.test(host)
  if (!legal) {
    throw new DsnError(
      'has a host that is no host name (characters such as / ? @ in a user name or password are written %2F %3F %40)',
    )
  }
  return host
}
