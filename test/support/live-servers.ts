import { inject } from 'vitest'
import {
  createMssqlDatabase,
  createMysqlDatabase,
  createPostgresDatabase,
  type TestDatabase,
} from './databases.ts'

/** A kind of database server that this run may have: it was started, or a variable names it. */
export interface LiveServer {
  readonly name: 'PostgreSQL' | 'MariaDB' | 'MySQL' | 'SQL Server'
  readonly isThere: boolean
  /** The DSN of its administrator, without a database; empty when it is not there. */
  readonly dsn: string
  /** Makes a database on it. */
  create(options?: string): Promise<TestDatabase>
  /** Makes a database on another server of the kind, by the DSN of its administrator. */
  createOn(server: string): Promise<TestDatabase>
}

if (!inject('areServersLookedFor'))
  throw new Error('tests that ask servers belong to the project `services` of vitest.config.ts')

export const postgresServer = liveServer('PostgreSQL', inject('postgresDsn'), createPostgresDatabase)
export const mariadbServer = liveServer('MariaDB', inject('mariadbDsn'), createMysqlDatabase)
export const mysqlServer = liveServer('MySQL', inject('mysqlDsn'), createMysqlDatabase)
export const mssqlServer = liveServer('SQL Server', inject('mssqlDsn'), createMssqlDatabase)

/** All kinds. What is true of one has to be true of each. */
export const liveServers: readonly LiveServer[] = [postgresServer, mariadbServer, mysqlServer, mssqlServer]

function liveServer(
  name: LiveServer['name'],
  dsn: string | undefined,
  create: (server: string, options?: string) => Promise<TestDatabase>,
): LiveServer {
  return {
    name,
    isThere: dsn !== undefined,
    dsn: dsn ?? '',
    create: options => create(dsn ?? '', options),
    createOn: server => create(server),
  }
}
