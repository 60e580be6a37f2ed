import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a client may call its request: visible ASCII, as long as the history can hold. */
const acceptable = /^[\x21-\x7e]{1,128}$/

/** The id of a request: the one its client gave it, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && acceptable.test(given) ? given : randomUUID()
}
