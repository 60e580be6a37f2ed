import type { z } from 'zod'
import { alternatives, closestName } from '../../closest-name.ts'
import { schemes } from '../dsn/parse.ts'
import { explain } from '../values/explain.ts'
import { quoted } from '../values/value-text.ts'

/** The kinds of stores there are. */
export const storeTypes = [
  'sql',
  'filesystem',
  'git',
  'delta',
  'collibra_http',
  'collibra_stub',
  'custom',
] as const
export type StoreType = (typeof storeTypes)[number]

/** The type of store of that name, if there is one. */
export function findStoreType(name: unknown): StoreType | undefined {
  return typeof name === 'string' ? storeTypes.find(type => type === name.trim().toLowerCase()) : undefined
}

/** `contract_store.type`. A name that is none is refused with the reason. */
export function storeType(name: string, context: z.RefinementCtx): StoreType {
  return findStoreType(name) ?? explain(context, problemOf(name))
}

function problemOf(name: string): string {
  const isDatabase = schemes.some(scheme => scheme === name) || name === 'sqlalchemy'
  const suggestion = isDatabase ? 'sql' : closestName(name, [...storeTypes])
  return `names an unknown store, ${quoted(name)}${alternatives(suggestion, [...storeTypes])}`
}
