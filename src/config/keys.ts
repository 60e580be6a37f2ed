import { configSchema } from './schema.ts'
import { ownKeysOf } from './sections/contract-store.ts'
import type { StoreType } from './sections/store-type.ts'
import { type KeyInfo, keyInfo } from './values/key-info.ts'

/** A key of the configuration, as users name it and as the schema does. */
export interface Key {
  /** `contract_store.log_sql` */
  readonly name: string
  /** Its names in the file: `['contract_store', 'log_sql']` */
  readonly path: readonly [section: string, key: string]
  /** Its names in the schema: `['contractStore', 'logSql']` */
  readonly property: readonly [section: string, key: string]
  /** The variables that set it, the one to recommend first; none for a key of the file only. */
  readonly variables: readonly string[]
  readonly info: KeyInfo
}

/** All keys, in the order of the schema. */
export const keys: readonly Key[] = Object.entries(configSchema.shape).flatMap(([section, { shape }]) =>
  Object.entries(shape).map(([property, schema]) => {
    const info = keyInfo.get(schema)
    if (info === undefined) throw new Error(`${section}.${property} has no meaning in the schema`)
    return keyOf(section, property, info)
  }),
)

/** The sections of the file, in the order of the schema. */
export const sections: readonly string[] = [...new Set(keys.map(key => key.path[0]))]

/** The key called `<section>.<key>` in the file, if there is one. */
export function findKey(section: string, key: string): Key | undefined {
  return keys.find(({ path }) => path[0] === section && path[1] === key)
}

/** The names of the keys of a section. */
export function keysIn(section: string): string[] {
  return keys.filter(({ path }) => path[0] === section).map(({ path }) => path[1])
}

/** The names of the keys that a type of store does not share with all others. */
export function ownPaths(type: StoreType): string[] {
  return ownKeysOf(type).map(snakeCase)
}

/** What the variable of a key is called, if there is one: `DC43_CONTRACT_STORE_LOG_SQL`. */
export function variableOf([section, key]: Key['path']): string {
  return `${variablePrefix(section)}${key.toUpperCase()}`
}

/** What every variable of a section starts with: `DC43_CONTRACT_STORE_`. */
export function variablePrefix(section: string): string {
  return `DC43_${section.toUpperCase()}_`
}

function keyOf(section: string, property: string, info: KeyInfo): Key {
  const path = [snakeCase(section), snakeCase(property)] as const
  return {
    name: path.join('.'),
    path,
    property: [section, property],
    variables: info.fileOnly ? [] : [variableOf(path), ...(info.otherVariables ?? [])],
    info,
  }
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}
