import type { GivenValue } from './given-value.ts'
import { findKey } from './keys.ts'
import type { Problem } from './problem.ts'

const example = 'for example sqlite:///./contracts.db'

/**
 * Decides which store is meant. A DSN selects SQL. A DSN in the environment does so whatever type the file names, so that
 * DC43_CONTRACT_STORE_DSN is enough to move a service to a database. Without a DSN there is no store.
 */
export function chooseStore(
  givenValues: ReadonlyMap<string, GivenValue>,
  unusable: readonly string[] = [],
): { implied: GivenValue[]; problems: Problem[] } {
  if (unusable.includes('contract_store.dsn')) return { implied: [], problems: [] }
  const type = givenValues.get('contract_store.type')
  const dsn = givenValues.get('contract_store.dsn')
  if (dsn === undefined) return { implied: [], problems: missingDsn(type) }
  const overrules = dsn.origin.kind === 'variable' && type?.origin.kind !== 'variable'
  return {
    implied: type === undefined || overrules ? sqlBecauseOf(dsn) : [],
    problems: schemaWithoutSchemas(dsn, givenValues.get('contract_store.schema')),
  }
}

function sqlBecauseOf(dsn: GivenValue): GivenValue[] {
  const key = findKey('contract_store', 'type')
  return key === undefined ? [] : [{ key, value: 'sql', origin: dsn.origin }]
}

function missingDsn(type: GivenValue | undefined): Problem[] {
  if (type === undefined) {
    const text = `no contract store is configured: set contract_store.dsn in the configuration file or the variable DC43_CONTRACT_STORE_DSN, ${example}`
    return [{ origin: { kind: 'default' }, text }]
  }
  if (typeof type.value !== 'string' || type.value.trim().toLowerCase() !== 'sql') return []
  const text = `contract_store.type is "sql" but contract_store.dsn is not set; set it, or the variable DC43_CONTRACT_STORE_DSN, ${example}`
  return [{ origin: type.origin, text }]
}

function schemaWithoutSchemas(dsn: GivenValue, schema: GivenValue | undefined): Problem[] {
  const isSqlite = typeof dsn.value === 'string' && /^\s*sqlite\b/i.test(dsn.value)
  if (schema === undefined || !isSqlite) return []
  return [
    { origin: schema.origin, text: 'contract_store.schema is set, but SQLite has no schemas; remove it' },
  ]
}
