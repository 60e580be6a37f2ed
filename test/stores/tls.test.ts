import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest'
import { CertificateAuthority, hasOpenssl, replaceCertificate } from '../support/certificates.ts'
import { countConnections } from '../support/end-connections.ts'
import { notRun } from '../support/not-run.ts'
import { openStoreOf } from '../support/open-store.ts'
import { startMariadb } from '../support/servers/mariadb.ts'
import { reloadPostgres, startPostgres } from '../support/servers/postgres.ts'
import { accountFor, folderOf, type ServerOptions, type TestServer } from '../support/servers/process.ts'
import { runCommand, startService } from '../support/service.ts'
import { expectUnavailable, publishTo, readFrom, untilReady } from '../support/service-requests.ts'
import { runSql } from '../support/sql-session.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

/** What these tests say to a server in its own words. */
interface Engine {
  readonly account: string
  readonly start: (options: ServerOptions) => Promise<TestServer | undefined>
  /** Where statements of the administrator go. */
  readonly adminDatabase: string
  /** The number of TLS connections there are, or there ever were. */
  readonly connections: string
  /** Has the server read its certificate again. */
  readonly reload: (dsn: string) => Promise<unknown>
  /** Ends the connections of services. */
  readonly endOthers: (dsn: string) => Promise<void>
  /** Options of the DSN; `ca` stands for the file of the right authority, `other` for that of another one. */
  readonly cases: readonly Case[]
  /** Options that ask for a certificate from the authority for the host of the DSN. */
  readonly full: string
  /** Makes an account, `certified`, that must show a certificate. */
  readonly makeCertified: (dsn: string) => Promise<void>
  /** The options that name the certificate and the key to sign in with. */
  readonly ownCertificate: readonly [cert: string, key: string]
}

type Outcome = 'TLS' | 'no TLS' | RegExp
type Case = readonly [options: string, host: 'localhost' | '127.0.0.1', outcome: Outcome]

const untrusted = /certificate of the server was refused: it does not come from an authority that is trusted/
const wrongHost = /certificate of the server was refused: it is not for the host of the DSN/
const noTls = /the server offers no TLS, which the DSN asks for/

/** The certificate is for the name `localhost` only, so that the address is a wrong host. */
const postgresCases: Case[] = [
  ['sslmode=disable', 'localhost', 'no TLS'],
  ['', 'localhost', 'TLS'],
  ['sslmode=allow', 'localhost', 'TLS'],
  ['sslmode=prefer', 'localhost', 'TLS'],
  ['sslmode=prefer&sslrootcert=other', '127.0.0.1', 'TLS'],
  ['sslmode=require', 'localhost', 'TLS'],
  ['sslmode=require', '127.0.0.1', 'TLS'],
  ['sslmode=require&sslrootcert=ca', 'localhost', 'TLS'],
  ['sslmode=require&sslrootcert=ca', '127.0.0.1', 'TLS'],
  ['sslmode=require&sslrootcert=other', 'localhost', untrusted],
  ['sslmode=verify-ca', 'localhost', untrusted],
  ['sslmode=verify-ca&sslrootcert=ca', 'localhost', 'TLS'],
  ['sslmode=verify-ca&sslrootcert=ca', '127.0.0.1', 'TLS'],
  ['sslmode=verify-ca&sslrootcert=other', 'localhost', untrusted],
  ['sslmode=verify-full', 'localhost', untrusted],
  ['sslmode=verify-full&sslrootcert=ca', 'localhost', 'TLS'],
  ['sslmode=verify-full&sslrootcert=ca', '127.0.0.1', wrongHost],
  ['sslmode=verify-full&sslrootcert=other', 'localhost', untrusted],
]

const mysqlCases: Case[] = [
  ['', 'localhost', 'no TLS'],
  ['ssl=false&ssl_ca=ca', 'localhost', 'no TLS'],
  ['ssl_disabled=true&ssl_ca=other', 'localhost', 'no TLS'],
  ['ssl_mode=DISABLED', 'localhost', 'no TLS'],
  ['ssl=true', '127.0.0.1', 'TLS'],
  ['ssl-mode=REQUIRED', '127.0.0.1', 'TLS'],
  ['ssl_verify_cert=false', 'localhost', 'TLS'],
  ['ssl_ca=ca', 'localhost', 'TLS'],
  ['ssl_ca=ca', '127.0.0.1', 'TLS'],
  ['ssl_ca=other', 'localhost', untrusted],
  ['ssl_ca=other&ssl_verify_cert=false', 'localhost', 'TLS'],
  ['ssl_verify_cert=true', 'localhost', untrusted],
  ['ssl=true&ssl_ca=other', 'localhost', untrusted],
  ['ssl_mode=verify_ca&ssl_ca=ca', '127.0.0.1', 'TLS'],
  ['ssl_mode=VERIFY_CA', 'localhost', untrusted],
  ['ssl_ca=ca&ssl_verify_identity=true', 'localhost', 'TLS'],
  ['ssl_ca=ca&ssl_verify_identity=true', '127.0.0.1', wrongHost],
  ['ssl_ca=ca&ssl_check_hostname=true', '127.0.0.1', wrongHost],
  ['ssl_ca=ca&ssl_mode=VERIFY_IDENTITY', '127.0.0.1', wrongHost],
  ['ssl_ca=ca&ssl_verify_cert=false&ssl_verify_identity=true', '127.0.0.1', wrongHost],
  ['ssl_ca=other&ssl_verify_identity=true', 'localhost', untrusted],
]

const engines: Record<string, Engine> = {
  PostgreSQL: {
    account: 'postgres',
    start: startPostgres,
    adminDatabase: '/postgres?sslmode=disable',
    connections: `select count(*) as count from pg_stat_ssl join pg_stat_activity using (pid) where ssl`,
    reload: reloadPostgres,
    endOthers: async dsn =>
      void (await runSql(
        dsn,
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dc43-registry'`,
      )),
    cases: postgresCases,
    full: 'sslmode=verify-full&sslrootcert=ca',
    async makeCertified(dsn) {
      await runSql(dsn, 'create role certified login superuser')
      const [row] = await runSql(dsn, 'show hba_file')
      const rules = `('hostssl all certified 127.0.0.1/32 cert'), ('host all all 127.0.0.1/32 trust')`
      await runSql(dsn, `copy (values ${rules}) to '${row?.hba_file}'`)
      await reloadPostgres(dsn)
    },
    ownCertificate: ['sslcert', 'sslkey'],
  },
  MariaDB: {
    account: 'mysql',
    start: startMariadb,
    adminDatabase: '',
    connections: `select variable_value as count from information_schema.global_status where variable_name = 'Ssl_accepts'`,
    reload: dsn => runSql(dsn, 'flush ssl'),
    async endOthers(dsn) {
      const others = await runSql(dsn, `select id from information_schema.processlist where db = 'contracts'`)
      // one of them may end by itself meanwhile
      for (const { id } of others) await runSql(dsn, `kill ${id}`).catch(() => undefined)
    },
    cases: mysqlCases,
    full: 'ssl_ca=ca&ssl_verify_identity=true',
    makeCertified: async dsn =>
      void (await runSql(
        dsn,
        `create user certified@'%' require x509`,
        `grant all on contracts.* to certified@'%'`,
      )),
    ownCertificate: ['ssl_cert', 'ssl_key'],
  },
}

const openssl = hasOpenssl()
if (!openssl) notRun('tests of TLS with database servers', 'apt-get install openssl')

for (const [name, engine] of Object.entries(engines)) {
  describe.skipIf(!openssl)(`TLS with ${name}`, () => {
    const account = accountFor(engine.account)
    let server: TestServer | undefined
    let folder: string
    let ca: CertificateAuthority
    let other: CertificateAuthority
    let certificate: { cert: string; key: string }

    beforeAll(async () => {
      folder = folderOf(account)
      ca = new CertificateAuthority(folder, account, 'ca')
      other = new CertificateAuthority(folder, account, 'other')
      certificate = ca.issue('server', 'DNS:localhost')
      server = await engine.start({ tls: { ca: ca.file, ...certificate } })
      if (server) await runSql(adminDsn(), 'create database contracts')
    })
    beforeEach(({ skip }) => skip(server === undefined, 'the server is not installed'))
    afterAll(async () => {
      await server?.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    function adminDsn(): string {
      if (!server) throw new Error('these tests are skipped without a server')
      return server.dsn + engine.adminDatabase
    }

    function dsnOf(options: string, host: 'localhost' | '127.0.0.1'): string {
      const url = new URL(adminDsn())
      url.pathname = '/contracts'
      url.hostname = host
      url.search = options.replace(/=ca\b/, `=${ca.file}`).replace(/=other\b/, `=${other.file}`)
      return url.href
    }

    async function tlsConnections(): Promise<number> {
      const [row] = await runSql(adminDsn(), engine.connections)
      return Number(row?.count)
    }

    /** Whether a store with these options has TLS, or why it can't be opened. */
    async function outcomeOf(options: string, host: 'localhost' | '127.0.0.1'): Promise<string> {
      const database = new URL(adminDsn())
      database.pathname = '/contracts'
      await until(async () => (await countConnections(database.href)) === 0 || 'others are still connected')
      const before = await tlsConnections()
      try {
        const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: dsnOf(options, host) })
        await store.check()
        const after = await tlsConnections()
        await store.close()
        return after > before ? 'TLS' : 'no TLS'
      } catch (error) {
        return (error as Error).message
      }
    }

    /** Gives the server another certificate until the test ends. */
    async function serveWith(next: { cert: string; key: string }): Promise<void> {
      const own = ca.issue('server-before', 'DNS:localhost')
      const use = async (chosen: { cert: string; key: string }) => {
        replaceCertificate(certificate, chosen)
        await engine.reload(adminDsn())
      }
      onTestFinished(() => use(own))
      await use(next)
    }

    test.each(engine.cases)('with %j at %s: %s', async (options, host, outcome) => {
      const found = await outcomeOf(options, host)
      if (typeof outcome === 'string') expect(found).toBe(outcome)
      else expect(found).toMatch(outcome)
    })

    test('with a certificate for an address: that address is the right host, and its name is not', async () => {
      await serveWith(ca.issue('address', 'IP:127.0.0.1'))
      expect(await outcomeOf(engine.full, '127.0.0.1')).toBe('TLS')
      expect(await outcomeOf(engine.full, 'localhost')).toMatch(wrongHost)
    })

    test('a certificate to sign in with is shown to the server', async () => {
      await engine.makeCertified(adminDsn())
      const own = ca.issue('certified', 'DNS:certified')
      const [cert, key] = engine.ownCertificate
      const signIn = (options: string) => {
        const url = new URL(dsnOf(options, 'localhost'))
        url.username = 'certified'
        url.password = ''
        return openStoreOf({ DC43_CONTRACT_STORE_DSN: url.href })
      }
      const store = await signIn(`${engine.full}&${cert}=${own.cert}&${key}=${own.key}`)
      await store.close()
      await expect(signIn(engine.full)).rejects.toThrow(
        /valid client certificate|denied for user 'certified'/,
      )
    })

    test.each([
      ['serve'],
      ['migrate'],
      ['migrate', '--status'],
      ['migrate', '--dry-run'],
    ])('%s %s with a refused certificate ends with 2 and one line, long before the start time-out', async (...args) => {
      const { code, stdout, stderr } = await runCommand(args, {
        cwd: tempFolder(),
        env: {
          DC43_CONTRACT_STORE_DSN: dsnOf(engine.full, '127.0.0.1'),
          DC43_SERVER_PORT: '0',
          // were it tried again, there would be no end
          DC43_CONTRACT_STORE_START_TIMEOUT: '86400',
          DC43_BACKEND_TOKEN: 'secret',
        },
      })
      expect(code).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).toMatch(/^variable DC43_CONTRACT_STORE_DSN: contract_store\.dsn: .*\n$/)
      expect(stderr).toMatch(wrongHost)
      expect(stderr).not.toContain('admin:admin')
    })

    test('a certificate that is refused while the service runs: 503 until it is right again', async () => {
      const service = await startService({
        env: { DC43_CONTRACT_STORE_DSN: dsnOf(engine.full, 'localhost') },
      })
      onTestFinished(async () => void (await service.stop()))
      await untilReady(service)
      expect((await publishTo(service, 'a', '1.0.0')).status).toBe(204)
      await serveWith(other.issue('impostor', 'DNS:localhost'))
      await engine.endOthers(adminDsn())
      await until(
        async () => (await readFrom(service, 'a', '1.0.0')).status !== 200 || 'it is still connected',
      )
      expectUnavailable(await readFrom(service, 'a', '1.0.0'))
      replaceCertificate(certificate, ca.issue('right-again', 'DNS:localhost'))
      await engine.reload(adminDsn())
      expect((await readFrom(service, 'a', '1.0.0')).status).toBe(200)
      expect((await publishTo(service, 'a', '1.0.0')).status).toBe(204)
    })
  })
}

const plainServers: [string, string | undefined, string][] = [
  ['PostgreSQL', inject('postgresDsn') && `${inject('postgresDsn')}/postgres`, 'sslmode=require'],
  ['PostgreSQL', inject('postgresDsn') && `${inject('postgresDsn')}/postgres`, 'sslmode=verify-full'],
  ['MariaDB', inject('mariadbDsn') && `${inject('mariadbDsn')}/mysql`, 'ssl=true'],
]

describe('a server without TLS', () => {
  test.each(plainServers)('%s is refused by a DSN that asks for it: %s?%s', async (_, dsn, options) => {
    // a server that was given may have TLS
    if (dsn === undefined || process.env.DC43_TEST_POSTGRES_DSN || process.env.DC43_TEST_MARIADB_DSN) return
    const opening = openStoreOf({ DC43_CONTRACT_STORE_DSN: `${dsn}?${options}` })
    await expect(opening).rejects.toThrow(noTls)
  })
})

describe('files of certificates and keys', () => {
  const optionsOf = {
    'postgresql://h/d?sslmode=require': ['sslrootcert', 'sslcert', 'sslkey'],
    'mysql://h/d?ssl=true': ['ssl_ca', 'ssl_cert', 'ssl_key'],
  }

  /** A file that is nothing in PEM format. */
  function brokenFile(): string {
    const file = join(tempFolder(), 'broken.pem')
    writeFileSync(file, 'no certificate\n')
    return file
  }

  const opening = (dsn: string, options: Record<string, string>) =>
    openStoreOf({ DC43_CONTRACT_STORE_DSN: `${dsn}&${new URLSearchParams(options)}` })

  test.each(
    Object.entries(optionsOf),
  )('of %s that are not there or broken stop the start', async (dsn, names) => {
    const [ca = '', cert = '', key = ''] = names
    const broken = brokenFile()
    await expect(opening(dsn, { [ca]: '/no/such/file' })).rejects.toThrow(
      `${ca} names the file /no/such/file, which cannot be read`,
    )
    await expect(opening(dsn, { [ca]: broken })).rejects.toThrow(
      `${ca} names the file ${broken}, which holds no certificate in PEM format`,
    )
    await expect(opening(dsn, { [cert]: broken, [key]: broken })).rejects.toThrow(`${cert} names the file`)
    await expect(opening(dsn, { [cert]: broken })).rejects.toThrow(`${cert} and ${key} need each other`)
    await expect(opening(dsn, { [key]: broken })).rejects.toThrow(`${cert} and ${key} need each other`)
  })

  test.skipIf(!openssl).each(Object.entries(optionsOf))(
    'of %s: a key that is not for the certificate stops the start',
    async (dsn, names) => {
      const [, cert = '', key = ''] = names
      const authority = new CertificateAuthority(tempFolder(), {}, 'ca')
      const [one, two] = [authority.issue('one', 'DNS:one'), authority.issue('two', 'DNS:two')]
      await expect(opening(dsn, { [cert]: one.cert, [key]: two.key })).rejects.toThrow(
        `${key} names the file ${two.key}, which is not a key in PEM format, without a passphrase, for the certificate of ${cert}`,
      )
    },
  )
})
