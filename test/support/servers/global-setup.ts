import type { TestProject } from 'vitest/node'
import { startMariadb } from './mariadb.ts'
import { startPostgres } from './postgres.ts'
import type { TestServer } from './process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresDsn: string | undefined
    mysqlDsn: string | undefined
    mssqlDsn: string | undefined
  }
}

/**
 * Gives the tests a server of each kind: the one that a variable names, else one of the distribution that is started
 * for this run only. What is not there is told.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const started: TestServer[] = []
  const serverOf = async (variable: string, start: () => Promise<TestServer | undefined>, remedy: string) => {
    const given = process.env[variable]
    if (given) return given
    const server = await start()
    if (!server) {
      process.stderr.write(`NOT RUN: tests that need ${variable}: ${remedy}\n`)
      return undefined
    }
    started.push(server)
    return server.dsn
  }
  const install = (what: string) => `set it to the DSN of an administrator, or apt-get install ${what}`
  project.provide(
    'postgresDsn',
    await serverOf('DC43_TEST_POSTGRES_DSN', startPostgres, install('postgresql')),
  )
  project.provide('mysqlDsn', await serverOf('DC43_TEST_MYSQL_DSN', startMariadb, install('mariadb-server')))
  const none = async () => undefined
  project.provide(
    'mssqlDsn',
    await serverOf('DC43_TEST_MSSQL_DSN', none, 'set it to the DSN of an administrator'),
  )
  return async () => void (await Promise.all(started.map(server => server.stop())))
}
