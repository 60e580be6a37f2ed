import { randomBytes } from 'node:crypto'
import mysql from 'mysql2/promise'
import postgres from 'postgres'
import { onTestFinished } from 'vitest'
import type { TestDatabase } from '../databases.ts'
import type { LiveServer } from '../live-servers.ts'
import { runSql } from '../sql-session.ts'
import type { SchemaDocument } from './document.ts'
import type { Execute } from './introspect.ts'

/** One of the roles that the document proposes. */
interface Role {
  readonly dsn: string
  readonly execute: Execute
}

/** The server on which roles are made. */
interface Server extends Pick<LiveServer, 'dsn' | 'create'> {
  /** How the section about its grants ends in its heading. */
  readonly heading: string
}

/** An empty database and roles as the document makes them, under names of their own: servers share them. */
export async function databaseWithRoles(document: SchemaDocument, server: Server) {
  const isPostgres = server.heading === 'PostgreSQL'
  const database = await server.create()
  const suffix = randomBytes(4).toString('hex')
  const roleNames = ['dc43_migrator', 'dc43_runtime', 'dc43_analyst', 'dc43_auditor'].map(
    name => `${name}_${suffix}`,
  )
  const name = new URL(database.dsn).pathname.slice(1)
  const run = async (block: number) => {
    for (const statement of document.statementsOf(`Grants for ${server.heading}`, block)) {
      const renamed = statement.replace(
        /\bdc43_(migrator|runtime|analyst|auditor)\b/g,
        found => `${found}_${suffix}`,
      )
      await database.execute(renamed.replace(/\bdc43\b/g, name))
    }
  }
  const closing: (() => Promise<void>)[] = []
  onTestFinished(async () => {
    for (const close of closing) await close()
    if (isPostgres) await dropPostgresRoles(database, roleNames)
    else await dropMysqlUsers(database, server.dsn, roleNames)
  })
  await run(0)
  const [migrator, runtime, analyst, auditor] = await Promise.all(
    roleNames.map(async role => {
      const url = new URL(database.dsn)
      url.username = role
      url.password = 'password'
      const client = isPostgres ? postgresClient(url.href) : await mysqlClient(url.href)
      closing.push(client.close)
      return { dsn: url.href, execute: client.execute } satisfies Role
    }),
  )
  if (!migrator || !runtime || !analyst || !auditor) throw new Error('a role is missing')
  return { roles: { migrator, runtime, analyst, auditor }, grant: () => run(1) }
}

function postgresClient(dsn: string) {
  const client = postgres(dsn, { max: 1, onnotice: () => undefined })
  const execute: Execute = async statement => [...(await client.unsafe(statement))]
  return { execute, close: () => client.end() }
}

async function mysqlClient(dsn: string) {
  let connection: Promise<mysql.Connection> | undefined
  const execute: Execute = async statement => {
    // the analyst may not even connect before there is something that it may read
    connection ??= mysql.createConnection({ uri: dsn, multipleStatements: true })
    const [rows] = await (await connection).query(statement)
    return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : []
  }
  return { execute, close: async () => void (await (await connection)?.end()) }
}

async function dropPostgresRoles(database: TestDatabase, roles: string[]): Promise<void> {
  for (const role of roles) await database.execute(`drop owned by ${role} cascade; drop role ${role}`)
  await database.drop()
}

async function dropMysqlUsers(database: TestDatabase, server: string, roles: string[]): Promise<void> {
  await database.drop().catch(() => undefined)
  await runSql(server, ...roles.map(role => `drop user '${role}'@'%'`))
}
