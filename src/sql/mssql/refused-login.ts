import type { EventEmitter } from 'node:events'

/** What the server says of a login that it refuses. */
interface Refusal {
  readonly number: number
  readonly message: string
}

/** "Login failed": stands beside the reason when there is one that the server tells, and alone for wrong passwords. */
const loginFailed = 18456

/**
 * Puts the number and the words of the reason into the error of a connection that is refused. The driver drops all
 * numbers and keeps the last words, by which a database that still starts cannot be told from a wrong password.
 */
export function keepReason(connection: EventEmitter): void {
  let refusals: Refusal[] = []
  const note = ({ number, message }: Refusal) => void refusals.push({ number, message })
  // what the driver tries again by itself is reported again
  const forget = () => {
    refusals = []
  }
  connection.on('errorMessage', note)
  connection.on('retry', forget)
  // before the pool makes an error of its own of it
  connection.prependOnceListener('connect', (error?: Error) => {
    connection.removeListener('errorMessage', note)
    connection.removeListener('retry', forget)
    const reason = refusals.find(({ number }) => number !== loginFailed) ?? refusals[0]
    if (error && reason) Object.assign(error, reason)
  })
}
