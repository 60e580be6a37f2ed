import type { z } from 'zod'
import { alternatives, closestName } from '../../closest-name.ts'
import { schemes } from '../dsn/parse.ts'
import { explain } from '../values/explain.ts'
import { quoted } from '../values/value-text.ts'

/** The kinds of stores there are. */
export const storeTypes = ['sql', 'filesystem', 'git', 'collibra_http', 'collibra_stub', 'custom'] as const
export type StoreType = (typeof storeTypes)[number]

/** Types of stores that dc43 has and this service does not. */
const otherTypes = ['delta']

/** What to do instead of using a store of another type. */
export const useSql = 'set contract_store.dsn (or the variable DC43_CONTRACT_STORE_DSN) to use a SQL database'

/** The type of store of that name, if there is one. */
export function findStoreType(name: unknown): StoreType | undefined {
  return typeof name === 'string' ? storeTypes.find(type => type === name.trim().toLowerCase()) : undefined
}

/** `contract_store.type`. A name that is none is refused with the reason. */
export function storeType(name: string, context: z.RefinementCtx): StoreType {
  return findStoreType(name) ?? explain(context, problemOf(name))
}

function problemOf(name: string): string {
  if (otherTypes.includes(name)) return `names the ${name} store, not available in this release; ${useSql}`
  const isDatabase = schemes.some(scheme => scheme === name) || name === 'sqlalchemy'
  const suggestion = isDatabase ? 'sql' : closestName(name, [...storeTypes, ...otherTypes])
  const known = [
    ...storeTypes.slice(0, -1),
    `custom (not available in this release: ${otherTypes.join(', ')})`,
  ]
  return `names an unknown store, ${quoted(name)}${alternatives(suggestion, known)}`
}
