import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { hasDockerEngine, startWithCompose, type UsedServer } from './compose.ts'
import { startMariadb } from './mariadb.ts'
import { startMysql } from './mysql.ts'
import { startPostgres } from './postgres.ts'
import { warehouseOnDemand } from './warehouse.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** That servers were looked for, which they are for some projects of the tests only. */
    areServersLookedFor: true
    postgresDsn: string | undefined
    mariadbDsn: string | undefined
    mysqlDsn: string | undefined
    mssqlDsn: string | undefined
    /** Starts a SQL warehouse on Delta Lake, and answers with where it is. */
    warehouseStarter: string | undefined
  }
}

/**
 * Gives the tests a server of each kind: the one that a variable names, else a container where a Docker engine answers,
 * else one of the distribution; what is started is for this run only. What is not there is told.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // the services and commands that tests start are compiled once, which is a quarter of what a start costs
  const compiled = mkdtempSync(join(tmpdir(), 'dc43-registry-compiled-'))
  process.env.NODE_COMPILE_CACHE ??= compiled
  const started: UsedServer[] = []
  const docker = Object.values(variables).some(variable => !process.env[variable]) && hasDockerEngine()
  const serverOf = async (
    kind: Kind,
    startInstalled: () => Promise<UsedServer | undefined>,
    remedy: string,
  ) => {
    const given = process.env[variables[kind]]
    if (given) return given
    const server = docker && kind !== 'mariadb' ? startWithCompose(kind) : await startInstalled()
    if (server) started.push(server)
    else process.stderr.write(`NOT RUN: tests on ${names[kind]}: set ${variables[kind]}, or ${remedy}\n`)
    return server?.dsn
  }
  const [postgres, mariadb, mysql, mssql] = await Promise.all([
    serverOf('postgres', startPostgres, 'apt-get install postgresql'),
    serverOf('mariadb', startMariadb, 'apt-get install mariadb-server'),
    serverOf('mysql', startMysql, 'have .ci/mysql fill DC43_TEST_MYSQL_ROOT'),
    serverOf('mssql', async () => undefined, 'have a Docker engine running'),
  ])
  project.provide('areServersLookedFor', true)
  project.provide('postgresDsn', postgres)
  project.provide('mariadbDsn', mariadb)
  project.provide('mysqlDsn', mysql)
  project.provide('mssqlDsn', mssql)
  const warehouse = await warehouseOnDemand()
  if (!warehouse)
    process.stderr.write('NOT RUN: tests on Delta Lake: have .ci/spark fill DC43_TEST_SPARK_ROOT\n')
  project.provide('warehouseStarter', warehouse?.url)
  return async () => {
    await Promise.all([...started, ...(warehouse ? [warehouse] : [])].map(server => server.stop()))
    rmSync(compiled, { recursive: true, force: true, maxRetries: 5 })
  }
}

type Kind = keyof typeof variables

/** Each names the DSN of an administrator of a server. */
const variables = {
  postgres: 'DC43_TEST_POSTGRES_DSN',
  mariadb: 'DC43_TEST_MARIADB_DSN',
  mysql: 'DC43_TEST_MYSQL_DSN',
  mssql: 'DC43_TEST_MSSQL_DSN',
} as const

const names = { postgres: 'PostgreSQL', mariadb: 'MariaDB', mysql: 'MySQL', mssql: 'SQL Server' }
