import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { runSql } from '../sql-session.ts'
import { accountFor, firstExisting, folderOf, startServer, type TestServer, testServer } from './process.ts'

/** For how long PgBouncer leaves a session to a connection. */
export type PoolMode = 'session' | 'transaction'

/**
 * Starts the PgBouncer of the distribution, as it is without settings but for its pool mode, before the PostgreSQL
 * server of that DSN; undefined when it is not installed.
 */
export async function startPgbouncer(postgres: string, mode: PoolMode): Promise<TestServer | undefined> {
  const program = firstExisting('/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer', '/usr/bin/pgbouncer')
  if (!program) return undefined
  const account = accountFor('postgres')
  const folder = folderOf(account)
  const port = await freePort()
  const { hostname, port: farPort, username, password } = new URL(postgres)
  const users = join(folder, 'users')
  writeFileSync(users, `"${username}" "${password}"\n`)
  const file = join(folder, 'pgbouncer.ini')
  const settings = [
    '[databases]',
    `* = host=${hostname} port=${farPort}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = trust',
    `auth_file = ${users}`,
    `pool_mode = ${mode}`,
  ]
  writeFileSync(file, `${settings.join('\n')}\n`)
  const dsn = new URL(postgres)
  dsn.host = `127.0.0.1:${port}`
  const ping = async () => void (await runSql(`${dsn.href}/postgres`, 'select 1'))
  const start = () => startServer(program, [file], account, ping)
  return testServer(dsn.href, folder, 'SIGINT', start, await start())
}
