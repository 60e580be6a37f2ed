import { randomBytes } from 'node:crypto'
import { runSql } from '../sql-session.ts'
import { startMariadb } from './mariadb.ts'
import { reloadPostgres, startPostgres } from './postgres.ts'
import type { ServerOptions, TestServer } from './process.ts'

/** A database server that checks the passwords of its accounts. */
export interface CheckingServer {
  readonly server: TestServer
  /** The DSN of its administrator, with the database of the account. */
  readonly admin: string
  /** The DSN of an account without a password. */
  readonly dsn: string
  setPassword(password: string): Promise<void>
  /** The DSN of a second account that may do the same, with its password. */
  readonly second: string
  /** Ends all connections of the account. */
  disconnect(): Promise<void>
}

type Start = (options?: ServerOptions) => Promise<CheckingServer | undefined>

/** How to start each server that checks what it is given as a password. */
export const checkingServers: Readonly<Record<string, Start>> = {
  PostgreSQL: async options => {
    const server = await startPostgres(options)
    if (!server) return undefined
    const admin = `${server.dsn}/postgres`
    const [row] = await runSql(
      admin,
      'create role app login',
      'create database app owner app',
      `create role second login password 'second' in role app`,
      'show hba_file',
    )
    // over the network "password" asks for it as it is, which is how clouds take tokens
    const rules = ['host all app,second all password', 'host all all all trust', 'local all all trust']
    const lines = rules.map(rule => `('${rule}')`).join(', ')
    await runSql(admin, `copy (values ${lines}) to '${row?.hba_file}'`)
    await reloadPostgres(admin)
    return {
      server,
      admin: `${server.dsn}/app`,
      dsn: `${server.dsn.replace('//postgres@', '//app@')}/app`,
      second: `${server.dsn.replace('//postgres@', '//second:second@')}/app`,
      setPassword: async password => void (await runSql(admin, `alter role app password '${password}'`)),
      disconnect: async () =>
        void (await runSql(
          admin,
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'`,
        )),
    }
  },
  MariaDB: async options => {
    const server = await startMariadb(options)
    if (!server) return undefined
    const first = randomBytes(8).toString('hex')
    await runSql(
      server.dsn,
      `create user app@'%' identified by '${first}'`,
      'create database app',
      `grant all on app.* to app@'%'`,
      `create user second@'%' identified by 'second'`,
      `grant all on app.* to second@'%'`,
    )
    return {
      server,
      admin: `${server.dsn}/app`,
      dsn: `${server.dsn.replace('//admin:admin@', '//app@')}/app`,
      second: `${server.dsn.replace('//admin:admin@', '//second:second@')}/app`,
      setPassword: async password =>
        void (await runSql(server.dsn, `alter user app@'%' identified by '${password}'`)),
      async disconnect() {
        const rows = await runSql(
          server.dsn,
          `select id from information_schema.processlist where user = 'app'`,
        )
        for (const { id } of rows) await runSql(server.dsn, `kill ${id}`).catch(() => undefined)
      },
    }
  },
}
