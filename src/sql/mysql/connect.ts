import mysql, { type PoolOptions } from 'mysql2'
import type { ConnectedDatabase } from '../connected-database.ts'
import { ConnectionQueue } from '../connection-queue.ts'
import { GuardedDatabase } from '../guarded-database.ts'
import { type ServerSettings, statementDeadline } from '../settings.ts'
import { MysqlDatabase } from './database.ts'
import { mysqlFault } from './faults.ts'
import { closeGivenUp } from './given-up.ts'
import { sendLongTextsApart } from './long-texts.ts'
import { mysqlMigrationTarget } from './migration-target.ts'
import { mysqlTables } from './tables.ts'
import { tlsOf } from './tls.ts'
import { useTokens, withToken } from './tokens.ts'

/** Makes a pool for the server; no connection is opened before it is needed. */
export function connectMysql(settings: ServerSettings): ConnectedDatabase {
  const { table, logger, poolSize, queueTimeout } = settings
  // a schema is a database here, and the configuration has one of the two
  const database = settings.dsn.database ?? settings.schema ?? ''
  const options = clientOptions(settings, database)
  const pool = mysql.createPool(options)
  closeGivenUp(pool)
  if (settings.tokens) useTokens(pool, settings.tokens, options)
  // these are sent before whatever the connection was opened for
  pool.on('connection', connection => {
    sendLongTextsApart(connection)
    for (const setting of sessionSettings) connection.query(setting, error => error && connection.destroy())
    for (const limit of statementLimits(settings.statementTimeout)) connection.query(limit, () => undefined)
  })
  const guard = {
    faultOf: mysqlFault,
    connections: new ConnectionQueue(poolSize, queueTimeout),
    deadline: statementDeadline(settings),
    observer: settings.observer,
  }
  return {
    migrations: mysqlMigrationTarget(() => withToken(options, settings.tokens), database, table),
    faultOf: mysqlFault,
    database: async declared =>
      new GuardedDatabase(new MysqlDatabase(pool, mysqlTables(declared, table), logger), guard),
    close: () => pool.promise().end(),
  }
}

/** Values that do not fit are refused instead of cut; gap locks, at which writers of new keys would meet, are not taken. */
const sessionSettings = [
  `set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'`,
  'set session transaction isolation level read committed',
]

/**
 * How long a statement may wait for a lock, and how long it may run: MariaDB knows the second, in seconds, for all
 * statements, MySQL the third, in milliseconds, for reads.
 */
function statementLimits(timeout: number): string[] {
  const wholeSeconds = Math.ceil(timeout / 1000)
  return [
    `set session innodb_lock_wait_timeout = ${wholeSeconds}`,
    `set session max_statement_time = ${timeout / 1000}`,
    `set session max_execution_time = ${timeout}`,
  ]
}

function clientOptions(settings: ServerSettings, database: string): PoolOptions {
  const { dsn } = settings
  const socketPath = dsn.host.startsWith('/') ? dsn.host : dsn.options.unix_socket
  return {
    ...(socketPath === undefined ? { host: dsn.host, port: dsn.port ?? 3306 } : { socketPath }),
    ...(dsn.user !== undefined && { user: dsn.user }),
    ...(dsn.password !== undefined && { password: dsn.password }),
    database,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    // times as texts, which the builder reads by itself
    dateStrings: true,
    connectionLimit: settings.poolSize,
    // with as many as there may be, the driver would never look how long they are idle
    maxIdle: Math.max(1, settings.poolSize - 1),
    idleTimeout: settings.idleTimeout,
    // told to the server, which else writes a warning to its log
    gracefulEnd: true,
    // statements of a transaction that are asked for together; their values are never part of their texts
    multipleStatements: true,
    // the builder's errors have the stack of whoever asked; the driver would look at it for each statement
    trace: false,
    connectTimeout: settings.connectTimeout,
    enableKeepAlive: true,
    // a token is sent as it is, and only where nobody can read it: that is checked with the configuration
    ...(settings.tokens && { enableCleartextPlugin: true }),
    connectAttributes: { program_name: dsn.options.program_name ?? settings.applicationName },
    ...tlsOf(dsn),
  }
}
