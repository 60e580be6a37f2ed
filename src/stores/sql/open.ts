import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger as SqlLogger } from 'drizzle-orm'
import type { Dsn, ServerDsn } from '../../config/dsn/dsn.ts'
import type { DatabaseConfig } from '../../config/sections/contract-store.ts'
import type { ConnectedDatabase } from '../../sql/connected-database.ts'
import { driverError, type Fault } from '../../sql/faults.ts'
import { tokensOf } from '../../sql/identity/tokens-of.ts'
import { migrate, pendingSql } from '../../sql/migrate.ts'
import type { SqlObserver } from '../../sql/observer.ts'
import { StoreOpenError } from '../../sql/open-error.ts'
import type { ServerSettings } from '../../sql/settings.ts'
import { tlsRefusal } from '../../sql/tls-refusal.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import type { OpenParts } from '../open-parts.ts'
import type { StoreLog } from '../store-log.ts'
import { requireContractTable } from './adoptable-table.ts'
import { BestEffort } from './best-effort.ts'
import type { IndexFindings } from './search-index/index-batches.ts'
import { SqlContractStore } from './store.ts'
import { type StoreDatabase, storeTables } from './store-database.ts'

/** What every store in a database is made of. */
export type StoreParts = [
  database: StoreDatabase,
  documents: DocumentWorkers,
  reportSkipped: IndexFindings['skipped'],
]

/** Faults that pass by themselves while a database server starts or is moved. */
const passingFaults = new Set<Fault | undefined>([
  'connection-lost',
  'timeout',
  'busy',
  'locked',
  'conflict',
  'no-token',
])

/**
 * Opens the store in a database, its tables migrated. A database server that is away is tried again for the
 * configured time, or until the signal aborts.
 *
 * @throws StoreOpenError when it cannot be used, which names the configuration key to look at.
 */
export function openSqlStore(config: DatabaseConfig, parts: OpenParts): Promise<SqlContractStore> {
  const bestEffort = new BestEffort(parts.readPatience)
  return openStoreOf(config, parts, (...made) => new SqlContractStore(...made, 'taken-over', bestEffort))
}

/**
 * Opens a store that is more than the SQL store, see `openSqlStore`.
 *
 * @param make makes it of what a SQL store is made of.
 */
export async function openStoreOf<Store extends SqlContractStore>(
  config: DatabaseConfig,
  { documents, log, signal, observer, withoutUpkeep }: OpenParts,
  make: (...parts: StoreParts) => Store,
): Promise<Store> {
  const deadline = Date.now() + config.startTimeout * 1000
  const connected = await connect(config, log, { create: true, observer })
  for (let pause = 100; ; pause = Math.min(pause * 2, 5000)) {
    try {
      const store = await prepare(connected, log, database =>
        make(database, documents, (contractId, error) =>
          log.warn(
            { err: error, contractId },
            'a contract could not be indexed: searches do not find its last changes',
          ),
        ),
      )
      if (!withoutUpkeep) reconcile(store, config, log)
      return store
    } catch (error) {
      const fault = connected.faultOf(error)
      const left = deadline - Date.now()
      if (!passingFaults.has(fault) || left <= 0 || signal?.aborted) {
        const explained = await openError(error, connected)
        await connected.close()
        throw explained
      }
      log.warn({ err: error }, 'the store cannot be reached yet; trying again')
      await delay(Math.min(pause, left), undefined, { signal }).catch(() => undefined)
    }
  }
}

async function prepare<Store>(
  connected: ConnectedDatabase,
  log: StoreLog,
  make: (database: StoreDatabase) => Store,
): Promise<Store> {
  await connected.check?.()
  const applied = await migrate(connected.migrations, requireContractTable)
  const store = make(await connected.database(storeTables))
  if (applied.length > 0) {
    log.info({ applied }, 'migrated the tables of the store')
  }
  const advice = await connected.advice?.()
  if (advice !== undefined) log.warn({}, advice)
  return store
}

/** Why the store could not be opened, in words for its operator; the error itself when it is a fault of this program. */
export async function openError(error: unknown, connected: ConnectedDatabase): Promise<unknown> {
  const fault = connected.faultOf(error)
  const { message, code } = driverError(error)
  if (fault === undefined && !isAnswer(code)) return error
  const answer = tlsRefusal({ code, message }) ?? (message || code || 'no reason')
  const reason = `the database could not be used (${answer})`
  const sql = fault === 'forbidden' ? await pendingSql(connected.migrations).catch(() => '') : ''
  const remedy =
    sql && `; its role may not change the tables, so an administrator has to run this once:\n${sql}`
  return new StoreOpenError('contract_store.dsn', reason + remedy, { cause: error })
}

/** Whether a code is of a server, a driver or the system, and not of a mistake in this program. */
function isAnswer(code: unknown): boolean {
  return typeof code === 'string' && !code.startsWith('ERR_')
}

/**
 * Connects to the database of a configuration. Only the driver that is needed is loaded.
 *
 * @param options.create whether an SQLite file may be made; when not, one that is not there counts as an empty database.
 */
export async function connect(
  config: DatabaseConfig,
  log: StoreLog,
  options: { readonly create: boolean; readonly observer?: SqlObserver | undefined } = { create: true },
): Promise<ConnectedDatabase> {
  const { dsn, table } = config
  const { observer } = options
  switch (dsn.dialect) {
    case 'sqlite': {
      const { connectSqlite } = await import('../../sql/sqlite/connect.ts')
      const file = options.create || (dsn.file && existsSync(dsn.file)) ? dsn.file : undefined
      return connectSqlite({ file, table, logger: sqlLogger(config, log), observer })
    }
    case 'postgres': {
      const { connectPostgres } = await import('../../sql/postgres/connect.ts')
      return connectPostgres(serverSettings(config, dsn, log, observer))
    }
    case 'mysql': {
      const { connectMysql } = await import('../../sql/mysql/connect.ts')
      return connectMysql(serverSettings(config, dsn, log, observer))
    }
    case 'mssql': {
      const { connectMssql } = await import('../../sql/mssql/connect.ts')
      return connectMssql(serverSettings(config, dsn, log, observer))
    }
  }
}

function serverSettings(
  config: DatabaseConfig,
  dsn: ServerDsn,
  log: StoreLog,
  observer: SqlObserver | undefined,
): ServerSettings {
  const { table, schema, poolSize, queueTimeout, connectTimeout, statementTimeout, idleTimeout } = config
  const milliseconds = (seconds: number) => Math.round(seconds * 1000)
  return {
    dsn,
    tokens: config.identity && tokensOf(config.identity, dsn, milliseconds(connectTimeout)),
    table,
    schema,
    poolSize,
    queueTimeout: milliseconds(queueTimeout),
    connectTimeout: milliseconds(Number(dsn.options.connect_timeout ?? connectTimeout)),
    statementTimeout: milliseconds(statementTimeout),
    idleTimeout: milliseconds(idleTimeout),
    applicationName: config.applicationName,
    logger: sqlLogger(config, log),
    observer,
  }
}

/** Why a database cannot be there, as far as can be told without opening it. */
export async function databaseFault(dsn: Dsn): Promise<string | undefined> {
  if (dsn.dialect !== 'sqlite' || dsn.file === undefined) return undefined
  const { sqliteFileFault } = await import('../../sql/sqlite/connect.ts')
  return sqliteFileFault(dsn.file)
}

/** Logs statements without their values, which may be confidential. */
function sqlLogger({ logSql }: DatabaseConfig, log: StoreLog): SqlLogger | undefined {
  if (!logSql) return undefined
  return {
    logQuery: (sql, values) => log.info({ sql, parameters: values.map(() => '***') }, 'SQL statement'),
  }
}

/**
 * Completes in the background what lists and searches look at, and goes on taking over what other programs write. Reads
 * of single contracts are right without it.
 */
function reconcile(store: SqlContractStore, { reconcileInterval }: DatabaseConfig, log: StoreLog): void {
  store.reconcileEvery(reconcileInterval * 1000, {
    adopted: rows => log.info({ rows }, 'took over rows that other programs have written'),
    failed: error =>
      log.warn({ err: error }, 'could not look for rows of other programs; trying again later'),
  })
}
