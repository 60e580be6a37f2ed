import { readFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { products, requireRelease } from '../../src/sql/server-release.ts'
import { liveServers, postgresServer } from '../support/live-servers.ts'
import { startOldMysql } from '../support/old-mysql.ts'
import { openStoreOf } from '../support/open-store.ts'
import { runCommand } from '../support/service.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** Without a second try: what is wrong here does not pass. */
const open = (dsn: string) =>
  openStoreOf({ DC43_CONTRACT_STORE_DSN: dsn, DC43_CONTRACT_STORE_START_TIMEOUT: '0' })

describe('a server that is too old', () => {
  test.each([
    ['8.0.16-log', 'MySQL 8.0.16; expected MySQL 8.0.17 or newer'],
    ['5.7.44', 'MySQL 5.7.44; expected MySQL 8.0.17 or newer'],
    ['10.5.29-MariaDB-0+deb11u1', 'MariaDB 10.5.29; expected MariaDB 10.6 or newer'],
  ])('is refused before anything is made: %s', async (version, message) => {
    const { dsn, statements } = await startOldMysql(version)
    await expect(open(dsn)).rejects.toThrow(`leads to a server that calls itself ${message}`)
    expect(statements.filter(text => /create|alter|get_lock/i.test(text))).toEqual([])
  })

  test('stops serve and migrate with 2 and one line', async () => {
    const { dsn } = await startOldMysql('8.0.16')
    for (const command of [['serve'], ['migrate'], ['migrate', '--dry-run']]) {
      const { code, stderr } = await runCommand(command, {
        cwd: tempFolder(),
        env: { DC43_CONTRACT_STORE_DSN: dsn },
      })
      expect(code).toBe(2)
      expect(stderr).toMatch(/DC43_CONTRACT_STORE_DSN.*calls itself MySQL 8\.0\.16; expected .*\n$/)
    }
  })

  test.skipIf(!postgresServer.isThere)('is refused before anything is made: PostgreSQL 11', async () => {
    const database = await postgresServer.create()
    onTestFinished(() => database.drop())
    // a function of the same name that is found first
    await database.execute('create schema old')
    await database.execute(
      `create function old.current_setting(text) returns text language sql as $$ select '11.22 (Debian)' $$`,
    )
    const name = new URL(database.dsn).pathname.slice(1)
    await database.execute(`alter database ${name} set search_path = old, public, pg_catalog`)
    await expect(open(database.dsn)).rejects.toThrow('PostgreSQL 11.22; expected PostgreSQL 12 or newer')
    const tables = await database.execute(`select tablename from pg_tables where schemaname = 'public'`)
    expect(tables).toEqual([])
  })
})

test('servers that are new enough, or whose version is no number, pass', () => {
  const pass = [
    [products.mysql, ['8.0.17', '8.0.36-28', '8.4.0', '9.7.1', '10.0', 'unknown', 'undefined']],
    [products.mariadb, ['10.6.0-MariaDB', '10.11.19-MariaDB-0+deb12u1', '11.4.2']],
    [products.postgres, ['12', '12.22', '15.18 (Debian 15.18-0+deb12u1)', '19devel']],
  ] as const
  for (const [product, versions] of pass)
    for (const version of versions) expect(() => requireRelease(product, version)).not.toThrow()
  for (const [product, version] of [
    [products.mysql, '8.0.4'],
    [products.mysql, '8'],
    [products.mariadb, '10.5.99'],
    [products.postgres, '11.22'],
  ] as const)
    expect(() => requireRelease(product, version)).toThrow(product.name)
})

test.each(['docs/configuration.md', 'docs/database-schema.md'])('%s names these releases', file => {
  const text = readFileSync(file, 'utf8')
  for (const { name, oldest } of Object.values(products))
    expect(text).toMatch(new RegExp(`^\\| ${name} \\| ${oldest.replaceAll('.', '\\.')} and newer`, 'm'))
})

test('all servers of this run pass', async () => {
  for (const server of liveServers.filter(({ isThere }) => isThere)) {
    const database = await server.create()
    onTestFinished(() => database.drop())
    await (await open(database.dsn)).close()
  }
})
