import type { Duplex } from 'node:stream'
import { checkServerIdentity, type PeerCertificate } from 'node:tls'
import postgres, { type Options } from 'postgres'
import type { ServerDsn } from '../../config/dsn/dsn.ts'
import { tlsUse } from '../../config/dsn/tls.ts'
import type { ConnectedDatabase } from '../connected-database.ts'
import { ConnectionQueue } from '../connection-queue.ts'
import { GuardedDatabase } from '../guarded-database.ts'
import { type ServerSettings, statementDeadline } from '../settings.ts'
import { readTlsFiles } from '../tls-files.ts'
import { PostgresDatabase } from './database.ts'
import { postgresFault } from './faults.ts'
import { postgresMigrationTarget } from './migration-target.ts'
import { ConnectionPool } from './pool.ts'
import { refuseSharedSessions } from './pooler.ts'
import { connectingSocket, failedSocket } from './socket.ts'
import { postgresTables } from './tables.ts'

/** Makes a pool for the server; no connection is opened before it is needed. */
export function connectPostgres(settings: ServerSettings): ConnectedDatabase {
  const { table, schema, logger, poolSize, queueTimeout } = settings
  const options = clientOptions(settings)
  const open = (onclose: () => void) => postgres({ ...options, onclose })
  const session = sessionSettings(settings)
  const pool = new ConnectionPool({ open, session, size: poolSize, logger })
  const guard = {
    faultOf: postgresFault,
    connections: new ConnectionQueue(poolSize, queueTimeout),
    deadline: statementDeadline(settings),
    observer: settings.observer,
  }
  return {
    migrations: postgresMigrationTarget(open, session, table, schema),
    faultOf: postgresFault,
    check: () => refuseSharedSessions(() => open(() => undefined)),
    database: async declared =>
      new GuardedDatabase(new PostgresDatabase(pool, postgresTables(declared, table, schema)), guard),
    close: () => pool.close(),
  }
}

/** The driver's types leave out that it takes a function which makes its sockets. */
type ClientOptions = Options<Record<string, never>> & { readonly socket: () => Duplex | Promise<Duplex> }

/**
 * What is set on each connection once it is there: of a pooler such as PgBouncer none of it may be asked while
 * connecting. Everything that is asked has an index, which the planner would pass over for tables of which it knows
 * little yet; and compiling a plan takes longer than any of ours runs. Documents are compressed by LZ4 where the server
 * knows it and nobody has set how: that is a tenth of what a server does to store one.
 */
function sessionSettings({ statementTimeout }: ServerSettings): string {
  return `set statement_timeout = ${statementTimeout}; set enable_seqscan = off; set jit = off; ${compression}`
}

const compression = `select pg_catalog.set_config(name, 'lz4', false) from pg_catalog.pg_settings
where name = 'default_toast_compression' and source = 'default' and 'lz4' = any (enumvals)`

function clientOptions(settings: ServerSettings): ClientOptions {
  const { dsn } = settings
  const [host, port] = [dsn.host, dsn.port ?? 5432]
  const target = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
  return {
    ...target,
    ...signInOf(settings, () => connectingSocket(target)),
    ...(dsn.user !== undefined && { user: dsn.user }),
    ...(dsn.database !== undefined && { database: dsn.database }),
    max: 1,
    connect_timeout: settings.connectTimeout / 1000,
    idle_timeout: settings.idleTimeout / 1000,
    // the driver's own query for array types can fail where nobody catches it, and would end the process
    fetch_types: false,
    onnotice: () => undefined,
    ssl: tlsOf(dsn),
    connection: {
      application_name: dsn.options.application_name ?? settings.applicationName,
      TimeZone: 'UTC',
      ...(dsn.options.options !== undefined && { options: dsn.options.options }),
    },
  }
}

/**
 * The password of the DSN, or a new token for each connection. It is asked for before there is a connection, because the
 * driver could not bear that there is none once the server asks for it.
 */
function signInOf(
  { dsn, tokens }: ServerSettings,
  connect: () => Duplex,
): Pick<ClientOptions, 'socket' | 'password'> {
  if (!tokens) return { socket: connect, ...(dsn.password !== undefined && { password: dsn.password }) }
  let latest = ''
  return {
    // of two that connect at once both may use the later token
    password: () => latest,
    async socket() {
      try {
        latest = await tokens()
        return connect()
      } catch (error) {
        return failedSocket(error as Error)
      }
    },
  }
}

/** TLS as libpq's `sslmode`, `sslrootcert`, `sslcert` and `sslkey` ask for it; not on a socket of this machine. */
function tlsOf({ host, options }: ServerDsn): Options<Record<string, never>>['ssl'] & {} {
  const use = tlsUse('postgres', options)
  if (use === 'never' || host.startsWith('/')) return false
  if (use === 'where possible') return 'prefer'
  const mode = options.sslmode?.toLowerCase()
  return {
    // libpq: with a root certificate, "require" verifies as "verify-ca" does
    rejectUnauthorized: mode !== 'require' || options.sslrootcert !== undefined,
    // the driver would compare a certificate with "localhost" when the host is an address
    checkServerIdentity: (_: string, certificate: PeerCertificate) =>
      mode === 'verify-full' ? checkServerIdentity(host, certificate) : undefined,
    ...readTlsFiles(
      { option: 'sslrootcert', path: options.sslrootcert },
      { option: 'sslcert', path: options.sslcert },
      { option: 'sslkey', path: options.sslkey },
    ),
  }
}
