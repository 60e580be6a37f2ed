import type { LiveServer } from '../live-servers.ts'
import { behindNetwork } from './behind-network.ts'
import { startMariadb } from './mariadb.ts'
import { startMysql } from './mysql.ts'
import { startPostgres } from './postgres.ts'
import type { ServerOptions, TestServer } from './process.ts'

type Start = (options: ServerOptions) => Promise<TestServer | undefined>

/** How a server of its own is started for a test that ends it. There is no such SQL Server. */
const own: Record<LiveServer['name'], Start> = {
  PostgreSQL: startPostgres,
  MariaDB: startMariadb,
  MySQL: startMysql,
  'SQL Server': async () => undefined,
}

const variables: Record<LiveServer['name'], string | undefined> = {
  PostgreSQL: process.env.DC43_TEST_POSTGRES_DSN,
  MariaDB: process.env.DC43_TEST_MARIADB_DSN,
  MySQL: process.env.DC43_TEST_MYSQL_DSN,
  'SQL Server': process.env.DC43_TEST_MSSQL_DSN,
}

/** Whether a variable names the server, so that others may use it as well. */
export function isGiven(name: LiveServer['name']): boolean {
  return Boolean(variables[name])
}

/**
 * A server which a test may end and freeze: one of its own, or one that a variable names behind a network which does
 * not let through. Undefined where there is neither.
 */
export async function startForOutages(
  name: LiveServer['name'],
  options: ServerOptions = {},
): Promise<TestServer | undefined> {
  const given = variables[name]
  return given ? behindNetwork(given) : own[name](options)
}
