import { alternatives, closestName } from '../closest-name.ts'
import { schemes } from './dsn/parse.ts'
import { quoted } from './found.ts'
import type { Environment } from './lookup.ts'
import { isUnset } from './setting.ts'

const otherTypes = ['filesystem', 'delta', 'collibra_stub', 'collibra_http']

const useSql = 'set contract_store.dsn (or the variable DC43_CONTRACT_STORE_DSN) to use a SQL database'

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

/** Why `contract_store.type` cannot be `name`. */
export function storeTypeProblem(name: string): string {
  if (otherTypes.includes(name)) return `names the ${name} store, not available in this release; ${useSql}`
  const isDatabase = schemes.some(scheme => scheme === name) || name === 'sqlalchemy'
  const suggestion = isDatabase ? 'sql' : closestName(name, ['sql', ...otherTypes])
  const known = [`sql (not available in this release: ${otherTypes.join(', ')})`]
  return `names an unknown store, ${quoted(name)}${alternatives(suggestion, known)}`
}
