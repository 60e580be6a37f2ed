import { driverError, type Fault, socketFault } from '../faults.ts'
import { tlsRefusal } from '../tls-refusal.ts'

/** By the server's error numbers (MySQL and MariaDB error references). */
const byNumber: Record<number, Fault> = {
  1062: 'duplicate',
  1205: 'locked',
  1213: 'conflict',
  1020: 'conflict',
  1040: 'busy',
  1203: 'busy',
  1226: 'busy',
  1053: 'connection-lost',
  1077: 'connection-lost',
  1927: 'connection-lost',
  1969: 'timeout',
  3024: 'timeout',
  1317: 'timeout',
  1290: 'read-only',
  1792: 'read-only',
  1836: 'read-only',
  1406: 'too-long',
  1153: 'too-long',
  1044: 'forbidden',
  1045: 'forbidden',
  1142: 'forbidden',
  1143: 'forbidden',
  1227: 'forbidden',
  1698: 'forbidden',
  1146: 'missing-table',
  1049: 'unavailable',
  1021: 'unavailable',
  1114: 'unavailable',
}

const byDriverCode: Record<string, Fault> = {
  NO_TOKEN: 'no-token',
  PROTOCOL_CONNECTION_LOST: 'connection-lost',
  PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR: 'connection-lost',
  PROTOCOL_ENQUEUE_AFTER_QUIT: 'connection-lost',
  PROTOCOL_SEQUENCE_TIMEOUT: 'timeout',
  // a refused certificate has this code as well, and is told before
  HANDSHAKE_SSL_ERROR: 'connection-lost',
}

/** The fault that an error of the driver or of the server stands for. */
export function mysqlFault(error: unknown): Fault | undefined {
  const { code, errno, message } = driverError(error)
  if (typeof errno === 'number' && Object.hasOwn(byNumber, errno)) return byNumber[errno]
  // the one thing the driver says without a code
  if (message?.startsWith("Can't add new command when connection is in closed state"))
    return 'connection-lost'
  if (message === 'Pool is closed.') return 'unavailable'
  if (tlsRefusal({ code, message })) return 'tls-refused'
  return typeof code === 'string' ? (byDriverCode[code] ?? socketFault(code)) : undefined
}
