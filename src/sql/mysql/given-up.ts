import type { Pool, PoolConnection } from 'mysql2'

/**
 * Closes the connection that is held longest when another one is needed and all are held. No more work runs at a time
 * than there are connections, so whoever holds it was given up when the server did not answer. Where the network lost
 * the server, nobody else would tell for a quarter of an hour.
 */
export function closeGivenUp(pool: Pool): void {
  const held = new Set<PoolConnection>()
  pool.on('acquire', connection => held.add(connection))
  pool.on('release', connection => held.delete(connection))
  pool.on('enqueue', () => {
    const [longest] = held
    if (!longest) return
    held.delete(longest)
    // whoever asked is in line only after this event
    process.nextTick(() => longest.destroy())
  })
}
