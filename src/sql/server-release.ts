import { StoreOpenError } from './open-error.ts'

/** A database server, and its oldest release that has what the tables are made with. */
interface Product {
  readonly name: string
  readonly oldest: string
}

/** The servers that are asked for their version. SQL Server is not: others that speak its language give numbers of their own. */
export const products = {
  postgres: { name: 'PostgreSQL', oldest: '12' },
  mysql: { name: 'MySQL', oldest: '8.0.17' },
  mariadb: { name: 'MariaDB', oldest: '10.6' },
} as const satisfies Record<string, Product>

/**
 * Refuses a server that is too old for the statements that make the tables. A version that is no number passes.
 *
 * @param version as the server, or a proxy before it, tells it, such as `8.0.16-log`.
 * @throws StoreOpenError when it is older.
 */
export function requireRelease(product: Product, version: string): void {
  const { name, oldest } = product
  const found = /^\d+(\.\d+)*/.exec(version)?.[0]
  if (found === undefined || !isBelow(found, oldest)) return
  throw new StoreOpenError(
    'contract_store.dsn',
    `leads to a server that calls itself ${name} ${found}; expected ${name} ${oldest} or newer`,
  )
}

/** Whether a version is lower than another; numbers that it does not have count as 0. */
function isBelow(version: string, other: string): boolean {
  const numbers = version.split('.').map(Number)
  for (const [at, number] of other.split('.').map(Number).entries()) {
    const own = numbers[at] ?? 0
    if (own !== number) return own < number
  }
  return false
}
