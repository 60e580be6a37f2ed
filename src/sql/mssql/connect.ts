import type { ConnectionPool, config as PoolConfig } from 'mssql'
import type { ServerDsn } from '../../config/dsn/dsn.ts'
import type { ConnectedDatabase } from '../connected-database.ts'
import { ConnectionQueue } from '../connection-queue.ts'
import { GuardedDatabase } from '../guarded-database.ts'
import type { TokenSource } from '../identity/token-source.ts'
import { StoreOpenError } from '../open-error.ts'
import { type ServerSettings, statementDeadline } from '../settings.ts'
import { MssqlDatabase } from './database.ts'
import { mssqlFault } from './faults.ts'
import { mssqlMigrationTarget } from './migration-target.ts'
import { newPool } from './pool.ts'
import { keepReason } from './refused-login.ts'
import { mssqlTables } from './tables.ts'

/** Makes a pool for the server; it is connected when the database is asked for. */
export function connectMssql(settings: ServerSettings): ConnectedDatabase {
  const { table, schema, logger, poolSize, queueTimeout } = settings
  const config = poolConfig(settings)
  const pool = newPool(config)
  // a migration may take its time, and while its transaction runs another connection looks on
  const migrationConfig = { ...config, requestTimeout: 0, pool: { ...config.pool, max: 2 } }
  const guard = {
    faultOf: mssqlFault,
    connections: new ConnectionQueue(poolSize, queueTimeout),
    deadline: statementDeadline(settings),
    observer: settings.observer,
  }
  return {
    migrations: mssqlMigrationTarget(() => newPool(migrationConfig).connect(), table, schema),
    faultOf: mssqlFault,
    async database(declared) {
      if (!pool.connected) await pool.connect()
      return new GuardedDatabase(new MssqlDatabase(pool, mssqlTables(declared, table, schema), logger), guard)
    },
    advice: () => adviceOnLocks(pool),
    close: () => pool.close(),
  }
}

/** Readers wait for writers unless the database keeps versions of rows for them, which only Azure SQL does by default. */
async function adviceOnLocks(pool: ConnectionPool): Promise<string | undefined> {
  const query =
    'select cast(is_read_committed_snapshot_on as int) as is_on from sys.databases where database_id = db_id()'
  // not every role may ask, and not every server knows
  const answer = await pool.query<{ is_on: number | null }>(query).catch(() => undefined)
  if (answer?.recordset?.[0]?.is_on !== 0) return undefined
  return 'readers wait for writers in this database; an administrator should run ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON'
}

/** A connection of the pool is tried by a look at its socket; the driver's types do not know of it yet. */
type CheckedPool = PoolConfig & { readonly validateConnection: 'socket' }

function poolConfig(settings: ServerSettings): CheckedPool {
  const { dsn } = settings
  const { options } = dsn
  return {
    server: dsn.host,
    ...(options.instancename === undefined && { port: dsn.port ?? 1433 }),
    ...(settings.tokens ? { authentication: tokenAuthentication(settings.tokens) } : accountOf(dsn)),
    ...(dsn.database !== undefined && { database: dsn.database }),
    connectionTimeout: settings.connectTimeout,
    requestTimeout: settings.statementTimeout,
    // a statement to try it by would double what a read takes; what breaks all the same is tried again by the guard
    validateConnection: 'socket',
    beforeConnect: keepReason,
    pool: {
      min: 0,
      max: settings.poolSize,
      idleTimeoutMillis: settings.idleTimeout,
      acquireTimeoutMillis: settings.queueTimeout,
    },
    options: {
      encrypt: isOn('Encrypt', options.encrypt, true),
      trustServerCertificate: isOn('TrustServerCertificate', options.trustservercertificate, false),
      appName: options.applicationname ?? options.app ?? settings.applicationName,
      ...(options.instancename !== undefined && { instanceName: options.instancename }),
      useUTC: true,
    },
  }
}

function accountOf({ user, password }: ServerDsn): Pick<PoolConfig, 'user' | 'password'> {
  return { ...(user !== undefined && { user }), ...(password !== undefined && { password }) }
}

/**
 * Signs in with a new token on each connection. The driver asks for it as it would ask an SDK, and copies what it is
 * given, so that the function has to be a plain member. Its types do not know of it yet.
 */
export function tokenAuthentication(tokens: TokenSource): PoolConfig['authentication'] & {} {
  const getToken = async () => ({ token: await tokens(), expiresOnTimestamp: Date.now() + 60_000 })
  return { type: 'token-credential', options: { credential: { getToken } } } as unknown as ReturnType<
    typeof tokenAuthentication
  >
}

/** A yes or no of the DSN, in the words of the drivers that share this form of DSN. */
function isOn(name: string, value: string | undefined, otherwise: boolean): boolean {
  if (value === undefined) return otherwise
  if (/^(yes|true|1|mandatory|strict)$/i.test(value)) return true
  if (/^(no|false|0|optional)$/i.test(value)) return false
  throw new StoreOpenError('contract_store.dsn', `${name} is ${JSON.stringify(value)}; expected yes or no`)
}
