import { join } from 'node:path'
import { freePort } from '../free-port.ts'
import { initFile, ping } from './mariadb.ts'
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

/**
 * Starts the MySQL that `.ci/mysql` has unpacked into the folder of `DC43_TEST_MYSQL_ROOT`, on a private port; undefined
 * without one. It runs with the libraries of that folder, which are those of another release than the machine's.
 */
export async function startMysql({
  durable = false,
  memory,
}: ServerOptions = {}): Promise<TestServer | undefined> {
  const root = process.env.DC43_TEST_MYSQL_ROOT
  if (!root) return undefined
  const loader = firstExisting(
    `${root}/usr/lib64/ld-linux-x86-64.so.2`,
    `${root}/usr/lib/ld-linux-aarch64.so.1`,
  )
  const libraries = firstExisting(`${root}/usr/lib/x86_64-linux-gnu`, `${root}/usr/lib/aarch64-linux-gnu`)
  if (!loader || !libraries)
    throw new Error(`DC43_TEST_MYSQL_ROOT is ${root}, which .ci/mysql has not filled`)
  const account = accountFor('mysql')
  const folder = folderOf(account, durable)
  const port = await freePort()
  const data = join(folder, 'data')
  const installed = {
    datadir: data,
    tmpdir: folder,
    basedir: join(root, 'usr'),
    'lc-messages-dir': join(root, 'usr/share/mysql'),
    'plugin-dir': join(root, 'usr/lib/mysql/plugin'),
    'secure-file-priv': 'NULL',
  }
  const settings = {
    ...installed,
    port,
    'bind-address': '127.0.0.1',
    socket: join(folder, 'socket'),
    'pid-file': join(folder, 'pid'),
    'init-file': initFile(folder),
    'max-connections': 300,
    'max-allowed-packet': '64M',
    'innodb-flush-log-at-trx-commit': durable ? 1 : 0,
    ...(!durable && { 'innodb-flush-method': 'nosync', 'innodb-doublewrite': 'OFF' }),
    ...(memory && { 'innodb-buffer-pool-size': memory.replace('GB', 'G') }),
  }
  const command = (values: object) => [
    ...['--library-path', libraries, join(root, 'usr/sbin/mysqld'), '--no-defaults'],
    ...Object.entries(values).map(([name, value]) => `--${name}=${value}`),
  ]
  await run(loader, [...command(installed), '--initialize-insecure'], {
    ...account,
    cwd: folder,
  })
  const dsn = `mysql://admin:admin@127.0.0.1:${port}`
  const options = [...command(settings), '--skip-name-resolve', '--skip-log-bin', '--mysqlx=OFF']
  const start = () => startServer(loader, options, account, () => ping(dsn))
  return testServer(dsn, folder, 'SIGTERM', start, await start())
}
