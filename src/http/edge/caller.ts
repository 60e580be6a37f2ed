import type { FastifyRequest } from 'fastify'
import { networkOf } from '../../client-address.ts'

/** What callers without a name are called; their addresses tell them apart. */
const nameless = 'anonymous'

/** Whom a request counts for: its caller, by name where there is one, and otherwise by address. */
export function callerOf({ caller, ip }: FastifyRequest): string {
  return caller === nameless ? `address ${networkOf(ip)}` : `caller ${caller}`
}
