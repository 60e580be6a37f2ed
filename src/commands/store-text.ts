import { redactDsn, redactUrl } from '../config/dsn/redact.ts'
import {
  type ContractStoreConfig,
  databaseOf,
  databaseTable,
  type SqlStoreConfig,
} from '../config/sections/contract-store.ts'

/** Where a store keeps its contracts, without its secrets. */
export function placeText(store: ContractStoreConfig): string {
  if (store.type === 'sql') return databaseText(store) ?? ''
  const remote = store.type === 'git' && store.remoteUrl ? ` of ${redactUrl(store.remoteUrl)}` : ''
  return `${store.type} ${whereOf(store)}${remote}`
}

function whereOf(store: Exclude<ContractStoreConfig, SqlStoreConfig>): string {
  if (store.type === 'custom') return store.module
  if (store.type === 'delta') return `${store.table ?? store.root} of ${store.workspaceUrl}`
  return store.type === 'collibra_http' ? store.baseUrl : store.root
}

/** A store in words, with the place of its index. */
export function storeText(store: ContractStoreConfig): string {
  const place = placeText(store)
  if (store.type === 'sql') return place
  const ownIndex = store.type === 'delta' ? 'in a file of this machine' : 'beside it'
  return `${place}, index ${databaseText(store) ?? ownIndex}`
}

function databaseText(store: ContractStoreConfig): string | undefined {
  const dsn = databaseOf(store)
  return dsn && `${redactDsn(dsn)}, table ${databaseTable(store)}`
}
