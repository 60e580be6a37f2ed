import { type DriverError, driverError, type Fault, socketFault } from '../faults.ts'
import { tlsRefusal } from '../tls-refusal.ts'

/**
 * By the server's error numbers. What passes by itself is all that Microsoft lists as transient for SQL Server and Azure
 * SQL; a database that is moved, restored or resumed refuses logins with 4060 or 40613 meanwhile.
 */
const byNumber: Record<number, Fault> = {
  2627: 'duplicate',
  2601: 'duplicate',
  ...all('conflict', 1205, 3960, 41301, 41302, 41305, 41325),
  ...all('busy', 1204, 1222, 10922, 10928, 10929, 10936, 40501, 41839, 49918, 49919, 49920),
  ...all('connection-lost', 20, 64, 121, 233, 997, 4060, 4221, 6005, 10053, 10054, 10060, 17142),
  ...all('connection-lost', 40143, 40197, 40540, 40613, 42108, 42109),
  ...all('read-only', 3906, 3908),
  ...all('too-long', 2628, 8152),
  208: 'missing-table',
  ...all('forbidden', 229, 230, 262, 297, 300, 1088, 2760, 18456),
  ...all('unavailable', 1105, 9002),
}

function all(fault: Fault, ...numbers: readonly number[]): Record<number, Fault> {
  return Object.fromEntries(numbers.map(number => [number, fault]))
}

const byDriverCode: Record<string, Fault> = {
  NO_TOKEN: 'no-token',
  ETIMEOUT: 'timeout',
  ESOCKET: 'connection-lost',
  ECLOSE: 'connection-lost',
  ECONNCLOSED: 'connection-lost',
  ENOTOPEN: 'connection-lost',
  ENOCONN: 'connection-lost',
  EINSTLOOKUP: 'connection-lost',
  ELOGIN: 'forbidden',
}

/** The fault that an error of the driver or of the server stands for. */
export function mssqlFault(error: unknown): Fault | undefined {
  const { number, code, message } = toldBy(driverError(error))
  if (typeof number === 'number' && Object.hasOwn(byNumber, number)) return byNumber[number]
  // the connection was lost between two statements
  if (code === 'EINVALIDSTATE' && message?.endsWith('not the Final state')) return 'connection-lost'
  if (tlsRefusal({ code, message })) return 'tls-refused'
  return typeof code === 'string' ? (byDriverCode[code] ?? socketFault(code)) : undefined
}

/** What an error of the driver's pool says, and what it leaves to the error that it stands around. */
function toldBy(error: DriverError): Pick<DriverError, 'number' | 'code' | 'message'> {
  const inner = error.originalError
  // without a token there are two errors, of which the second has the reason
  const reason = inner instanceof AggregateError ? (inner.errors.at(-1) as DriverError) : inner
  const { number = reason?.number, code = reason?.code } = error
  return { number, code, message: error.message || reason?.message }
}
