import { driverError, type Fault, socketFault } from '../faults.ts'
import { tlsRefusal } from '../tls-refusal.ts'

/** By SQLSTATE, or by its first two characters, the class (PostgreSQL manual, appendix A). */
const byState: Record<string, Fault> = {
  '23505': 'duplicate',
  '40001': 'conflict',
  '40P01': 'conflict',
  '55P03': 'locked',
  '57014': 'timeout',
  '57P01': 'connection-lost',
  '57P02': 'connection-lost',
  '57P03': 'connection-lost',
  '57P05': 'connection-lost',
  '25P03': 'connection-lost',
  '53300': 'busy',
  '25006': 'read-only',
  '22001': 'too-long',
  '54000': 'too-long',
  '42501': 'forbidden',
  '42P01': 'missing-table',
  '3F000': 'missing-table',
  '08': 'connection-lost',
  '28': 'forbidden',
  '3D': 'unavailable',
  '53': 'unavailable',
  '58': 'unavailable',
  XX: 'unavailable',
}

const byDriverCode: Record<string, Fault> = {
  NO_TOKEN: 'no-token',
  CONNECTION_CLOSED: 'connection-lost',
  CONNECTION_ENDED: 'unavailable',
  CONNECTION_DESTROYED: 'connection-lost',
  CONNECT_TIMEOUT: 'timeout',
}

/** The fault that an error of the driver or of the server stands for. */
export function postgresFault(error: unknown): Fault | undefined {
  const { code, message } = driverError(error)
  if (typeof code !== 'string') return undefined
  if (tlsRefusal({ code, message })) return 'tls-refused'
  return byDriverCode[code] ?? socketFault(code) ?? byState[code] ?? byState[code.slice(0, 2)]
}
