import type { Environment } from './config-file.ts'
import { isUnset } from './given-value.ts'
import { useSql } from './sections/store-type.ts'

/** Keys of `[contract_store]` that belong to stores other than SQL, and whose they are. */
export const otherStoreKeys: ReadonlyMap<string, string> = new Map([
  ['root', 'the filesystem store'],
  ['base_path', 'the filesystem, delta and collibra_stub stores'],
  ['base_url', 'the collibra_http store'],
  ['token', 'the collibra_http store'],
  ['timeout', 'the collibra_http store'],
  ['contracts_endpoint_template', 'the collibra_http store'],
  ['default_status', 'the collibra stores'],
  ['catalog', 'the collibra stores'],
])

/**
 * Variables of dc43 that a store of another kind signs in by. They may be set for all its services at once, so they do no
 * harm here.
 */
export const variablesOfOthers: readonly string[] = ['URL', 'BASE_URL', 'TOKEN'].map(
  name => `DC43_CONTRACT_STORE_${name}`,
)

/** Tells of variables that are set, known and not used. Never says to what they are set: a token is among them. */
export function unusedVariables(env: Environment): string[] {
  const set = variablesOfOthers.filter(name => !isUnset(env[name]))
  if (set.length === 0) return []
  return [`variable ${set.join(', ')}: not used here; it belongs to the collibra_http store of dc43`]
}

/** Other names a variable for one of these keys has: `DC43_CONTRACT_STORE` is the root of the filesystem store. */
export const otherStoreVariables: ReadonlyMap<string, string> = new Map([
  ...[...otherStoreKeys.keys()]
    .map(key => [`DC43_CONTRACT_STORE_${key.toUpperCase()}`, key] as const)
    .filter(([name]) => !variablesOfOthers.includes(name)),
  ['DC43_CONTRACT_STORE', 'root'],
])

/** Why a key in `otherStoreKeys` cannot be set. Never says to what it is set: `token` is among them. */
export function otherStoreProblem(key: string): string {
  return `contract_store.${key} belongs to ${otherStoreKeys.get(key)}, not available in this release; remove it, and ${useSql}`
}
