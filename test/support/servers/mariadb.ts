import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import mysql from 'mysql2/promise'
import { freePort } from '../free-port.ts'
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

/** Starts the MariaDB of the distribution on a private port; undefined when it is not installed. */
export async function startMariadb({
  durable = false,
  memory,
  tls,
}: ServerOptions = {}): Promise<TestServer | undefined> {
  const server = firstExisting('/usr/sbin/mariadbd', '/usr/local/bin/mariadbd', '/usr/bin/mariadbd')
  const install = firstExisting('/usr/bin/mariadb-install-db', '/usr/local/bin/mariadb-install-db')
  if (!server || !install) return undefined
  const account = accountFor('mysql')
  const folder = folderOf(account, durable)
  const data = join(folder, 'data')
  const init = [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]
  // servers that share a folder for temporary tables delete those of others when they start
  const env = { ...process.env, TMPDIR: folder }
  await run(install, init, { ...account, cwd: folder, env })
  const port = await freePort()
  const settings = {
    datadir: data,
    tmpdir: folder,
    port,
    'bind-address': '127.0.0.1',
    socket: join(folder, 'socket'),
    'pid-file': join(folder, 'pid'),
    'init-file': initFile(folder),
    'max-connections': 300,
    'max-allowed-packet': '64M',
    'innodb-flush-log-at-trx-commit': durable ? 1 : 0,
    'innodb-log-file-size': '128M',
    ...(memory && { 'innodb-buffer-pool-size': memory.replace('GB', 'G') }),
    ...(tls && { 'ssl-ca': tls.ca, 'ssl-cert': tls.cert, 'ssl-key': tls.key }),
  }
  const options = Object.entries(settings).map(([name, value]) => `--${name}=${value}`)
  // by address: the anonymous account of a new server would stand before ours for the name `localhost`
  options.push('--skip-name-resolve')
  const dsn = `mysql://admin:admin@127.0.0.1:${port}`
  const start = () => startServer(server, ['--no-defaults', ...options], account, () => ping(dsn))
  return testServer(dsn, folder, 'SIGTERM', start, await start())
}

/** A file in that folder with what makes the administrator of the tests when the server starts. */
export function initFile(folder: string): string {
  const file = join(folder, 'init.sql')
  // the server reads one statement a line
  const statements = [
    `create user if not exists admin@'%' identified by 'admin'`,
    `grant all on *.* to admin@'%' with grant option`,
  ]
  writeFileSync(file, statements.map(statement => `${statement};\n`).join(''))
  return file
}

/** Resolves when the administrator can sign in. */
export async function ping(dsn: string): Promise<void> {
  const connection = await mysql.createConnection({ uri: dsn, connectTimeout: 30_000 })
  await connection.end()
}
