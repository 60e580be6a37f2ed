import type { Environment } from './config-file.ts'
import { isUnset } from './given-value.ts'
import { useSql } from './sections/store-type.ts'

/** Keys of `[contract_store]` that belong to stores of dc43 which are not there, and the name of that store. */
export const otherStoreKeys: ReadonlyMap<string, string> = new Map([
  ['base_url', 'the collibra_http store'],
  ['token', 'the collibra_http store'],
  ['timeout', 'the collibra_http store'],
  ['contracts_endpoint_template', 'the collibra_http store'],
  ['default_status', 'the collibra stores'],
  ['catalog', 'the collibra stores'],
])

/** Variables of dc43 with which another store signs in. They may be set for all services of dc43, so they are no problem. */
export const variablesOfOthers: readonly string[] = ['URL', 'BASE_URL', 'TOKEN'].map(
  name => `DC43_CONTRACT_STORE_${name}`,
)

/** Warnings about such variables. They do not show the values, because one is a token. */
export function unusedVariables(env: Environment): string[] {
  const set = variablesOfOthers.filter(name => !isUnset(env[name]))
  if (set.length === 0) return []
  return [`variable ${set.join(', ')}: not used here; it belongs to the collibra_http store of dc43`]
}

/** The keys of `otherStoreKeys` by variable. */
export const otherStoreVariables: ReadonlyMap<string, string> = new Map(
  [...otherStoreKeys.keys()]
    .map(key => [`DC43_CONTRACT_STORE_${key.toUpperCase()}`, key] as const)
    .filter(([name]) => !variablesOfOthers.includes(name)),
)

/** Why a key of `otherStoreKeys` cannot be set. It does not show the value, which may be a token. */
export function otherStoreProblem(key: string): string {
  return `contract_store.${key} belongs to ${otherStoreKeys.get(key)}, not available in this release; remove it, and ${useSql}`
}
