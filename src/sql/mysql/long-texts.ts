import type { PoolConnection, QueryOptions } from 'mysql2'

/** From how many characters on a text is sent beside its statement. */
const longText = 64 * 1024

type Answered = (...answer: never[]) => void

/**
 * Sends statements with long texts as prepared ones, which take the texts as they are. The driver writes the values of
 * others into the statement, each character looked at, and keeps the process from anything else meanwhile.
 */
export function sendLongTextsApart(connection: PoolConnection): void {
  const query = connection.query.bind(connection) as (...call: unknown[]) => unknown
  const execute = connection.execute.bind(connection) as (...call: unknown[]) => unknown
  const send = (options: string | QueryOptions, values: unknown, answered: Answered) => {
    const isLong = Array.isArray(values) && values.some(hasLongText)
    return (isLong ? execute : query)(options, values, answered)
  }
  connection.query = send as typeof connection.query
}

/** Whether it is a text that is sent beside its statement. */
export function hasLongText(value: unknown): boolean {
  return typeof value === 'string' && value.length >= longText
}
