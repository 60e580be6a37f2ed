import { openSession, runSql } from './sql-session.ts'

/** How to find the other connections to a database, and to end one, by the scheme of its DSN. */
const ways = {
  postgres: {
    others:
      'select pid as id from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    end: (id: unknown) => `select pg_terminate_backend(${id})`,
  },
  mysql: {
    // MySQL cannot tell in the first one what others run that has characters of four bytes; MariaDB has no second one
    others: `select id from
      /*M! (select id, db from information_schema.processlist) as others */
      /*!80000 (select processlist_id as id, processlist_db as db from performance_schema.threads) as others */
      where db = database() and id <> connection_id()`,
    end: (id: unknown) => `kill ${id}`,
  },
  mssql: {
    others:
      'select session_id as id from sys.dm_exec_sessions where database_id = db_id() and session_id <> @@spid',
    end: (id: unknown) => `kill ${id}`,
  },
}

function wayOf(dsn: string) {
  const scheme = (Object.keys(ways) as (keyof typeof ways)[]).find(name => dsn.startsWith(name)) ?? 'mysql'
  return ways[scheme]
}

/** How many connections to a database there are, but for its own. */
export async function countConnections(dsn: string): Promise<number> {
  return (await runSql(dsn, wayOf(dsn).others)).length
}

/** Ends all connections to a database but its own, as an administrator does. How many there were. */
export async function endConnections(dsn: string): Promise<number> {
  const { others, end } = wayOf(dsn)
  const session = await openSession(dsn)
  const found = await session.run(others)
  // one of them may end by itself meanwhile
  for (const { id } of found) await session.run(end(id)).catch(() => undefined)
  await session.close()
  return found.length
}
