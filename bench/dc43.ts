import { spawnSync } from 'node:child_process'
import { freePort } from '../test/support/free-port.ts'
import { type DataSet, publishSet } from './data.ts'
import { type DatabaseName, databaseMaker } from './databases.ts'
import { cpuOf, type ServerProcess, startProcess } from './processes.ts'
import type { Subject } from './subjects.ts'

/** The drivers of Python with which dc43 is measured; it comes with none but that of SQLite. */
const drivers: Readonly<Record<DatabaseName, string>> = {
  sqlite: 'sqlite3',
  postgres: 'psycopg2',
  mariadb: 'pymysql',
  mysql: 'pymysql',
}

/** Fails when there is no dc43, no HTTP server for it or no such driver, and prints its release. */
function probe(driver: string): string {
  const imports = ['importlib.metadata as m', 'uvicorn', 'fastapi', 'sqlalchemy', driver].join(', ')
  return `import ${imports}; print(m.version("dc43-service-backends"))`
}

/**
 * The Python service of dc43 on a database of its own, with these contracts.
 *
 * @param python an interpreter; undefined is answered when it lacks dc43, uvicorn to serve it with, or the driver, and
 * when the database is not installed.
 */
export async function dc43On(
  name: DatabaseName,
  python: string,
  data: Iterable<DataSet>,
): Promise<Subject | undefined> {
  const { status, stdout } = spawnSync(python, ['-c', probe(drivers[name])], { encoding: 'utf8' })
  if (status !== 0) return undefined
  const maker = await databaseMaker(name)
  if (!maker) return undefined
  const database = await maker.create()
  let server: ServerProcess | undefined
  const stop = async () => {
    await server?.stop()
    await database.drop()
    await maker.stop()
  }
  try {
    const port = await freePort()
    server = await startProcess({
      command: python,
      args: [
        ...['-m', 'uvicorn', 'dc43_service_backends.webapp:app', '--host', '127.0.0.1'],
        ...['--port', String(port), '--log-level', 'warning', '--no-access-log'],
      ],
      env: { DC43_CONTRACT_STORE_TYPE: 'sql', DC43_CONTRACT_STORE_DSN: withDriver(database.dsn) },
      url: `http://127.0.0.1:${port}`,
      probe: '/contracts?limit=1',
    })
    for (const set of data) if (takes(name, set)) await publishSet(server.url, set)
    await database.settle()
    return {
      ...{ name: `dc43-${name}`, server, version: `dc43 ${stdout.trim()} on ${await database.version()}` },
      knows: one => one.isInDc43 && one.data.every(set => takes(name, set)),
      pathOf: () => undefined,
      databaseCpu: () => (maker.pid === undefined ? 0 : cpuOf(maker.pid)),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Whether it can store the documents of a set: its column of MySQL and MariaDB takes 64 KiB. */
function takes(name: DatabaseName, set: DataSet): boolean {
  return set !== 'large' || name === 'sqlite' || name === 'postgres'
}

/** The address as SQLAlchemy reads it. */
function withDriver(dsn: string): string {
  return dsn
    .replace(/^postgres:/, `postgresql+${drivers.postgres}:`)
    .replace(/^mysql:/, `mysql+${drivers.mysql}:`)
}
