import { join } from 'node:path'
import postgres from 'postgres'
import { freePort } from '../free-port.ts'
import { runSql } from '../sql-session.ts'
import { until } from '../until.ts'
import {
  accountFor,
  firstExisting,
  folderOf,
  run,
  type ServerOptions,
  startServer,
  type TestServer,
  testServer,
} from './process.ts'

/** Starts the PostgreSQL of the distribution on a private port; undefined when it is not installed. */
export async function startPostgres({
  durable = false,
  memory,
  tls,
}: ServerOptions = {}): Promise<TestServer | undefined> {
  const initdb = firstExisting('/usr/lib/postgresql/*/bin/initdb', '/usr/local/bin/initdb', '/usr/bin/initdb')
  if (!initdb) return undefined
  const account = accountFor('postgres')
  const folder = folderOf(account, durable)
  const data = join(folder, 'data')
  const init = ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']
  await run(initdb, init, { ...account, cwd: folder })
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    fsync: durable ? 'on' : 'off',
    max_connections: 200,
    ...(memory && { shared_buffers: memory }),
    ...(tls && { ssl: 'on', ssl_ca_file: tls.ca, ssl_cert_file: tls.cert, ssl_key_file: tls.key }),
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const dsn = `postgres://postgres@127.0.0.1:${port}`
  const start = () =>
    startServer(join(initdb, '../postgres'), ['-D', data, ...options], account, () => ping(dsn))
  return testServer(dsn, folder, 'SIGQUIT', start, await start())
}

/** Has the server of an administrator's DSN read its settings, accounts and certificates again. */
export async function reloadPostgres(dsn: string): Promise<void> {
  // new connections have the time from the process that starts them
  const loaded = async () => String((await runSql(dsn, 'select pg_conf_load_time()::text as time'))[0]?.time)
  const before = await loaded()
  await runSql(dsn, 'select pg_reload_conf()')
  await until(async () => (await loaded()) !== before || 'the settings were not read again')
}

async function ping(dsn: string): Promise<void> {
  const sql = postgres(`${dsn}/postgres`, { max: 1, connect_timeout: 30, onnotice: () => undefined })
  try {
    await sql`select 1`
  } finally {
    await sql.end()
  }
}
