import mssql, { type config, type Request, type Transaction } from 'mssql'

/** Makes a pool; it is connected when it is first used. */
export function newPool(settings: config): Pool {
  const pool = new Pool(settings)
  // a connection that breaks while it is idle is replaced by the pool; whoever uses one is told by the request
  pool.on('error', () => undefined)
  return pool
}

/**
 * A pool that gives dates its own type. Where npm installs this package for others, drizzle may find another release
 * of the driver than this one, and names the type of that one, which this one cannot send.
 */
class Pool extends mssql.ConnectionPool {
  override request(): Request {
    return withOwnDates(super.request())
  }

  override transaction(): Transaction {
    const transaction = super.transaction()
    const request = transaction.request.bind(transaction)
    transaction.request = () => withOwnDates(request())
    return transaction
  }
}

function withOwnDates(request: Request): Request {
  const input = request.input.bind(request) as (name: string, ...given: unknown[]) => Request
  request.input = (name: string, ...given: unknown[]) => {
    const value = given.at(-1)
    return value instanceof Date ? input(name, mssql.DateTime2(7), value) : input(name, ...given)
  }
  return request
}
