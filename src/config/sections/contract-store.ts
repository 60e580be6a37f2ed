import { z } from 'zod'
import type { Dsn } from '../dsn/dsn.ts'
import { redactDsn } from '../dsn/redact.ts'
import { keyInfo } from '../values/key-info.ts'
import { numberFromText, seconds } from '../values/number.ts'
import { collibraHttp, collibraStores } from './collibra-stores.ts'
import { deltaStore } from './delta-store.ts'
import { customStore, fileStores, gitStore } from './file-stores.ts'
import { sqlConnections, sqlTables } from './sql-database.ts'
import { statusFilter } from './statuses.ts'
import { type StoreType, storeType, storeTypes } from './store-type.ts'
import { dsn } from './transforms.ts'

/** All keys of all types of stores. What a configuration has of them is a `ContractStoreConfig`. */
export const contractStore = z.object({
  type: z.string().trim().toLowerCase().transform(storeType).exactOptional().register(keyInfo, {
    meaning: 'Kind of store. Follows from the DSN or the root, so it can be left out with them.',
    expected: '"sql", "filesystem", "git", "delta", "collibra_http", "collibra_stub" or "custom"',
  }),
  dsn: z.string().transform(dsn).exactOptional().register(keyInfo, {
    meaning: 'The database that keeps the contracts.',
    expected: 'a database URL in quotes, such as "sqlite:///./contracts.db"',
    secret: true,
    show: redactDsn,
  }),
  ...sqlTables,
  statusFilter: statusFilter.exactOptional().register(keyInfo, {
    meaning: 'Statuses among which the latest version is looked for, unless the request names others.',
    expected: 'one status or several, such as "active", "active,none" or ["active", "none"]',
    show: (statuses = []) => statuses.join(', '),
    whenUnset: 'any status',
  }),
  ...sqlConnections,
  indexDsn: z.string().transform(dsn).exactOptional().register(keyInfo, {
    meaning: 'Database of the index, which several instances may share.',
    expected: 'a database URL in quotes, such as "sqlite:///./index.db"',
    secret: true,
    show: redactDsn,
    whenUnset: 'a SQLite file',
  }),
  refreshInterval: seconds(0.1, 86_400).default(10).register(keyInfo, {
    meaning:
      'Seconds between two looks for changes of other instances, where a look at each read is too slow.',
    expected: 'a number of seconds from 0.1 to 86400',
    fromText: numberFromText,
  }),
  ...fileStores,
  ...gitStore,
  ...deltaStore,
  ...collibraHttp,
  ...collibraStores,
  ...customStore,
})

type Values = z.output<typeof contractStore>

/** The keys that not all types have. */
const ownKeys = {
  sql: ['dsn'],
  filesystem: ['indexDsn', 'refreshInterval', ...names(fileStores)],
  git: ['indexDsn', 'refreshInterval', 'root', ...names(gitStore)],
  collibra_http: ['indexDsn', ...names(collibraHttp), ...names(collibraStores)],
  collibra_stub: ['indexDsn', 'refreshInterval', 'root', 'basePath', ...names(collibraStores)],
  delta: ['indexDsn', 'refreshInterval', 'root', 'basePath', ...names(deltaStore)],
  custom: ['indexDsn', ...names(customStore)],
} as const satisfies Record<StoreType, readonly (keyof Values)[]>

type OwnKeys = typeof ownKeys
type Shared = Omit<Values, OwnKeys[StoreType][number] | 'type'>
type StoreOf<Type extends StoreType> = Readonly<Shared & Pick<Values, OwnKeys[Type][number]> & { type: Type }>

/** Contracts in a SQL database. */
export type SqlStoreConfig = StoreOf<'sql'> & { readonly dsn: Dsn }

/** Contracts in a folder. */
export type FilesystemStoreConfig = Omit<StoreOf<'filesystem'>, 'basePath'>

/** Contracts in a git repository. */
export type GitStoreConfig = StoreOf<'git'>

/** Contracts in Collibra. */
export type CollibraHttpStoreConfig = StoreOf<'collibra_http'> & {
  readonly baseUrl: string
  readonly indexDsn: Dsn
}

/** Contracts in a folder that stands for Collibra. */
export type CollibraStubStoreConfig = Omit<StoreOf<'collibra_stub'>, 'basePath'>

/** Contracts in a table of Delta Lake. */
export type DeltaStoreConfig = Omit<
  StoreOf<'delta'>,
  'basePath' | 'table' | 'warehouseId' | 'workspaceUrl'
> & {
  readonly workspaceUrl: string
  readonly warehouseId: string
  /** Without it, the table is named by its path, `root`. */
  readonly table?: string
}

/** Contracts in a store that a module opens. */
export type CustomStoreConfig = StoreOf<'custom'> & {
  readonly module: string
  readonly indexDsn: Dsn
  /** All other keys of the section, as the file has them. */
  readonly settings: Readonly<Record<string, unknown>>
}

/** A store, with the keys of its type alone. All paths are absolute. */
export type ContractStoreConfig =
  | SqlStoreConfig
  | FilesystemStoreConfig
  | GitStoreConfig
  | CollibraHttpStoreConfig
  | CollibraStubStoreConfig
  | DeltaStoreConfig
  | CustomStoreConfig

/** How a database is reached, and what the tables there are called. */
export type DatabaseConfig = Readonly<Omit<Shared, 'statusFilter'>> & { readonly dsn: Dsn }

/** The types of stores that have a key, by its name in the schema. */
export function typesWith(property: string): readonly StoreType[] {
  const owners = storeTypes.filter(type => ownKeysOf(type).includes(property))
  return owners.length === 0 ? storeTypes : owners
}

/** The keys that a type does not share with all others, by their names in the schema. */
export function ownKeysOf(type: StoreType): readonly string[] {
  return ownKeys[type]
}

/** The database of a store: that of the contracts, or that of their index when it was named. */
export function databaseOf(store: ContractStoreConfig): Dsn | undefined {
  return store.type === 'sql' ? store.dsn : store.indexDsn
}

/** What the table of the versions is called in that database. */
export function databaseTable(store: ContractStoreConfig): string {
  return store.type === 'delta' ? 'contracts' : store.table
}

function names<Shape extends object>(shape: Shape): (keyof Shape)[] {
  return Object.keys(shape) as (keyof Shape)[]
}
