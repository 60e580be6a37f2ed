import type { Sql } from 'postgres'
import { StoreOpenError } from '../open-error.ts'

/**
 * Refuses a pooler that gives a session to several connections in turn, as PgBouncer does in transaction mode: what one
 * connection has prepared or set would be another's, and answers would be wrong.
 *
 * @param open makes a client that has one connection.
 */
export async function refuseSharedSessions(open: () => Sql): Promise<void> {
  const clients = [open(), open()]
  const owners = new Map<unknown, Sql>()
  try {
    // in turn, because a pooler gives the session that was used last; a lost connection comes back with a new one
    for (const client of [...clients, ...clients, ...clients]) {
      const [row] = await client`select pg_backend_pid() as session`
      const owner = owners.get(row?.session) ?? client
      if (owner !== client)
        throw new StoreOpenError(
          'contract_store.dsn',
          'leads to a pooler that shares a session between connections; set it to session pooling (PgBouncer: pool_mode = session) or name the database server itself',
        )
      owners.set(row?.session, client)
    }
  } finally {
    await Promise.all(clients.map(client => client.end({ timeout: 1 })))
  }
}
