import type { GivenValue } from './given-value.ts'
import { findKey, ownPaths } from './keys.ts'
import { type Origin, originText } from './origin.ts'
import type { Problem } from './problem.ts'
import { typesWith } from './sections/contract-store.ts'
import { findStoreType, type StoreType } from './sections/store-type.ts'
import { tableNameProblems } from './table-name.ts'

const dsnKey = 'contract_store.dsn'
const typeKey = 'contract_store.type'
/** The types that have `base_path` as another name of `root`. */
const namedByPath: readonly StoreType[] = ['filesystem', 'delta', 'collibra_stub']
const sqliteExample = 'for example sqlite:///./contracts.db'

/** The store that is meant, and what is given for it. */
export interface ChosenStore {
  /** Undefined when it cannot be told; then there are problems, here or elsewhere. */
  readonly type: StoreType | undefined
  /** The values without those that belong to other types, and with those that follow from others. */
  readonly values: Map<string, GivenValue>
  readonly problems: readonly Problem[]
  readonly warnings: readonly string[]
}

/**
 * Decides which store is meant; see `decidingValue`. What the file has for another type than a variable chose is passed
 * over, so that one variable is enough to move a service to another store.
 */
export function chooseStore(
  givenValues: ReadonlyMap<string, GivenValue>,
  unusable: readonly string[] = [],
): ChosenStore {
  const values = new Map(givenValues)
  const table = values.get('contract_store.table')
  const given = findStoreType(values.get(typeKey)?.value)
  const nothing = { type: undefined, values, problems: tableNameProblems(table, given), warnings: [] }
  if (unusable.includes(dsnKey)) return nothing
  const deciding = decidingValue(values)
  if (deciding === undefined) return { ...nothing, problems: [noStore, ...nothing.problems] }
  if (deciding.key.name !== typeKey) imply(values, deciding)
  const chosen = values.get(typeKey)
  const name = findStoreType(chosen?.value)
  if (chosen === undefined || name === undefined) return nothing
  const strangers = [...values.values()].filter(
    ({ key }) => key.path[0] === 'contract_store' && !typesWith(key.property[1]).includes(name),
  )
  for (const { key } of strangers) values.delete(key.name)
  // those of Databricks are set for all that runs beside it
  const meant = strangers.filter(({ origin }) => !isAmbient(origin))
  // a custom store gets them as they are
  const isPassedOver = (given: GivenValue) =>
    isForAll(given) || ((isVariable(deciding) || name === 'custom') && given.origin.kind === 'file')
  const problems = [
    ...meant.filter(given => !isPassedOver(given)).map(given => strangerProblem(given, name, chosen)),
    ...missing(name, chosen, values, unusable),
    ...tableNameProblems(values.get('contract_store.table'), name),
    ...(namedByPath.includes(name) ? nameRoot(values) : []),
  ]
  const unused = meant.filter(given => name !== 'custom' || isForAll(given)).filter(isPassedOver)
  return { type: name, values, problems, warnings: unused.map(given => unusedWarning(given, name, deciding)) }
}

/**
 * The value from which it follows which store is meant: the type, a DSN, which selects SQL, or a root, which selects a
 * folder as in dc43; a variable before the file. A root in a variable leaves a type of the file that has one, too.
 */
function decidingValue(values: ReadonlyMap<string, GivenValue>): GivenValue | undefined {
  const [type, dsn] = [values.get(typeKey), values.get(dsnKey)]
  const roots = [values.get('contract_store.root'), values.get('contract_store.base_path')]
  const isRootEnough = type === undefined || findStoreType(type.value) === 'sql'
  const variables = [type, dsn, ...(isRootEnough ? roots : [])].filter(isVariable)
  return [...variables, type, dsn, ...roots].find(given => given !== undefined)
}

/** Whether a value is of a variable that is not this service's alone. */
function isAmbient(origin: Origin): boolean {
  return origin.kind === 'variable' && origin.name.startsWith('DATABRICKS_')
}

function isVariable(given: GivenValue | undefined): boolean {
  return given?.origin.kind === 'variable'
}

/** Variables that dc43 has for the store of one service may be set for all of its services, so they are no problem. */
function isForAll(given: GivenValue): boolean {
  return isVariable(given) && ['contract_store.base_url', 'contract_store.token'].includes(given.key.name)
}

const noStore: Problem = {
  origin: { kind: 'default' },
  text: `no contract store is configured: set ${dsnKey} in the configuration file or the variable DC43_CONTRACT_STORE_DSN, ${sqliteExample}; or ${typeKey} to filesystem, git, delta, collibra_http, collibra_stub or custom`,
}

function imply(values: Map<string, GivenValue>, { key: { name }, origin }: GivenValue): void {
  const key = findKey('contract_store', 'type')
  const value: StoreType = name === dsnKey ? 'sql' : 'filesystem'
  if (key) values.set(key.name, { key, value, origin })
}

/** What a type cannot do without. */
function missing(
  type: StoreType,
  { origin }: GivenValue,
  values: ReadonlyMap<string, GivenValue>,
  unusable: readonly string[],
): Problem[] {
  const lacks = (name: string) => !values.has(name) && !unusable.includes(name)
  const problem = (name: string, remedy: string) => ({
    origin,
    text: `${typeKey} is "${type}" but ${name} is not set; ${remedy}`,
  })
  if (type === 'sql' && lacks(dsnKey))
    return [problem(dsnKey, `set it, or the variable DC43_CONTRACT_STORE_DSN, ${sqliteExample}`)]
  if (type === 'collibra_http' && lacks('contract_store.base_url'))
    return [
      problem(
        'contract_store.base_url',
        'set it to the URL of Collibra, such as https://example.collibra.com',
      ),
    ]
  if (type === 'delta') return missingOfDelta(lacks, problem)
  if (type !== 'custom') return []
  const [module, index] = ['contract_store.module', 'contract_store.index_dsn']
  return [
    ...(lacks(module)
      ? [problem(module, 'set it to the path of an ES module, for example ./my-store.mjs')]
      : []),
    ...(lacks(index)
      ? [problem(index, 'set it to the database that keeps the history, for example sqlite:///./index.db')]
      : []),
  ]
}

function missingOfDelta(
  lacks: (name: string) => boolean,
  problem: (name: string, remedy: string) => Problem,
): Problem[] {
  const [table, path] = ['contract_store.table', 'contract_store.base_path']
  const variables = { workspace_url: 'DATABRICKS_HOST', warehouse_id: 'DATABRICKS_WAREHOUSE_ID' }
  return [
    ...(lacks(table) && lacks(path) && lacks('contract_store.root')
      ? [
          problem(
            table,
            `set it to a name such as main.governance.contracts, or ${path} to the path of the table`,
          ),
        ]
      : []),
    ...Object.entries(variables)
      .filter(([key]) => lacks(`contract_store.${key}`))
      .map(([key, variable]) => problem(`contract_store.${key}`, `set it, or the variable ${variable}`)),
  ]
}

/** Refuses a key of another type. The value is not shown, as it may be a secret. */
function strangerProblem({ key, origin }: GivenValue, type: StoreType, chosen: GivenValue): Problem {
  const names = typesWith(key.property[1]).map(owner => `"${owner}"`)
  const owners = new Intl.ListFormat('en').format(names)
  const text = `${key.name} belongs to stores of type ${owners}, and the type is "${type}" (${originText(chosen.origin)}), whose own keys are ${ownPaths(type).join(', ')}; remove it`
  return { origin, text }
}

function unusedWarning(given: GivenValue, type: StoreType, deciding: GivenValue): string {
  const { key, origin } = given
  if (isForAll(given))
    return `${originText(origin)}: not used here; it belongs to a store of type "collibra_http", and the type is "${type}"`
  return `${originText(origin)}: ${key.name} is not used, because the ${originText(deciding.origin)} selects a store of type "${type}"`
}

/** `base_path` is another name of `root`. Where one is in a variable, it wins over the other in the file. */
function nameRoot(values: Map<string, GivenValue>): Problem[] {
  const rootKey = findKey('contract_store', 'root')
  const [root, base] = [values.get('contract_store.root'), values.get('contract_store.base_path')]
  if (rootKey === undefined || base === undefined) return []
  values.delete('contract_store.base_path')
  if (root === undefined || (base.origin.kind === 'variable' && root.origin.kind === 'file')) {
    values.set(rootKey.name, { ...base, key: rootKey })
    return []
  }
  if (root.origin.kind !== base.origin.kind || root.value === base.value) return []
  const text = 'contract_store.base_path names another folder than contract_store.root; keep one of the two'
  return [{ origin: base.origin, text }]
}
