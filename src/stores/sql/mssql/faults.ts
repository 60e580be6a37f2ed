import { driverError, type Fault, socketFault } from '../faults.ts'
import { tlsRefusal } from '../tls-refusal.ts'

/** By the server's error numbers (SQL Server and Azure SQL error references). */
const byNumber: Record<number, Fault> = {
  2627: 'duplicate',
  2601: 'duplicate',
  1205: 'conflict',
  3960: 'conflict',
  1222: 'busy',
  10928: 'busy',
  10929: 'busy',
  40501: 'busy',
  40197: 'connection-lost',
  40613: 'connection-lost',
  6005: 'connection-lost',
  17142: 'connection-lost',
  3906: 'read-only',
  3908: 'read-only',
  2628: 'too-long',
  8152: 'too-long',
  208: 'missing-table',
  229: 'forbidden',
  230: 'forbidden',
  262: 'forbidden',
  297: 'forbidden',
  300: 'forbidden',
  1088: 'forbidden',
  2760: 'forbidden',
  4060: 'unavailable',
  18456: 'forbidden',
  1105: 'unavailable',
  9002: 'unavailable',
}

const byDriverCode: Record<string, Fault> = {
  NO_TOKEN: 'no-token',
  ETIMEOUT: 'timeout',
  ESOCKET: 'connection-lost',
  ECONNCLOSED: 'connection-lost',
  ENOTOPEN: 'connection-lost',
  ENOCONN: 'connection-lost',
  EINSTLOOKUP: 'connection-lost',
  ELOGIN: 'forbidden',
}

/** The fault that an error of the driver or of the server stands for. */
export function mssqlFault(error: unknown): Fault | undefined {
  const { number, code, message } = driverError(error)
  if (typeof number === 'number' && Object.hasOwn(byNumber, number)) return byNumber[number]
  if (tlsRefusal({ code, message })) return 'tls-refused'
  return typeof code === 'string' ? (byDriverCode[code] ?? socketFault(code)) : undefined
}
