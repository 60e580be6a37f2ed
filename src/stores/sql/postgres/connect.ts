import postgres, { type Options } from 'postgres'
import { StoreOpenError } from '../../open-error.ts'
import type { ConnectedDatabase } from '../connected-database.ts'
import { GuardedDatabase } from '../guarded-database.ts'
import { readPem } from '../pem-file.ts'
import { type ServerSettings, statementDeadline } from '../settings.ts'
import { Slots } from '../slots.ts'
import { PostgresDatabase } from './database.ts'
import { postgresFault } from './faults.ts'
import { postgresMigrationTarget } from './migration-target.ts'
import { postgresTables } from './schema.ts'

/** Makes a pool for the server; no connection is opened before it is needed. */
export function connectPostgres(settings: ServerSettings): ConnectedDatabase {
  const { table, schema, logger, poolSize, queueTimeout } = settings
  const options = clientOptions(settings)
  const client = postgres(options)
  const guard = {
    faultOf: postgresFault,
    slots: new Slots(poolSize, queueTimeout),
    deadline: statementDeadline(settings),
  }
  return {
    migrations: postgresMigrationTarget(onclose => postgres({ ...options, max: 1, onclose }), table, schema),
    faultOf: postgresFault,
    database: async () =>
      new GuardedDatabase(new PostgresDatabase(client, postgresTables(table, schema), logger), guard),
    close: () => client.end({ timeout: 2 }),
  }
}

function clientOptions(settings: ServerSettings): Options<Record<string, never>> {
  const { dsn } = settings
  const socket = dsn.host.startsWith('/') ? { path: `${dsn.host}/.s.PGSQL.${dsn.port ?? 5432}` } : {}
  return {
    host: dsn.host,
    port: dsn.port ?? 5432,
    ...socket,
    ...(dsn.user !== undefined && { user: dsn.user }),
    ...(dsn.password !== undefined && { password: dsn.password }),
    ...(dsn.database !== undefined && { database: dsn.database }),
    max: settings.poolSize,
    connect_timeout: settings.connectTimeout / 1000,
    idle_timeout: settings.idleTimeout / 1000,
    // a server that was away is asked again at once: requests must not wait for a pause that began before it was back
    backoff: () => 0.05,
    // the driver's own query for array types can fail where nobody catches it, and would end the process
    fetch_types: false,
    onnotice: () => undefined,
    ssl: tlsOf(dsn.options),
    connection: {
      application_name: dsn.options.application_name ?? settings.applicationName,
      statement_timeout: settings.statementTimeout,
      TimeZone: 'UTC',
    },
  }
}

/** TLS as libpq's `sslmode`, `sslrootcert`, `sslcert` and `sslkey` ask for it. */
function tlsOf(options: Readonly<Record<string, string>>): Options<Record<string, never>>['ssl'] & {} {
  const mode = options.sslmode ?? 'prefer'
  if (mode === 'disable') return false
  if (mode === 'allow' || mode === 'prefer') return 'prefer'
  const verified = mode === 'verify-ca' || mode === 'verify-full'
  if (mode !== 'require' && !verified) {
    const modes = 'disable, allow, prefer, require, verify-ca, verify-full'
    throw new StoreOpenError(
      'contract_store.dsn',
      `sslmode is ${JSON.stringify(mode)}; expected one of ${modes}`,
    )
  }
  return {
    // libpq: with a root certificate, "require" verifies as "verify-ca" does
    rejectUnauthorized: verified || options.sslrootcert !== undefined,
    ...(mode !== 'verify-full' && { checkServerIdentity: () => undefined }),
    ...(options.sslrootcert !== undefined && { ca: readPem('sslrootcert', options.sslrootcert) }),
    ...(options.sslcert !== undefined && { cert: readPem('sslcert', options.sslcert) }),
    ...(options.sslkey !== undefined && { key: readPem('sslkey', options.sslkey) }),
  }
}
