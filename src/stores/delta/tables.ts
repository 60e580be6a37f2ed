import { setTimeout as delay } from 'node:timers/promises'
import { StoreOpenError } from '../../sql/open-error.ts'
import type { StoreLog } from '../store-log.ts'
import type { TableNames } from './names.ts'
import type { StatementsApi } from './statements-api.ts'
import { WarehouseError } from './warehouse-error.ts'

/** The columns that dc43 has. With one more, dc43 could not write to the table. */
const contractColumns = [
  'contract_id STRING',
  'version STRING',
  'name STRING',
  'description STRING',
  'json STRING',
  'fingerprint STRING',
  'created_at TIMESTAMP',
]

/** What is asked of the log beside its entries stands in columns of its own. */
const logColumns = [
  'sequence BIGINT',
  'id STRING',
  'written BIGINT',
  'contract_id STRING',
  'version STRING',
  'digest STRING',
  'entry STRING',
]

/** What analysts ask for stands in columns of its own. */
const testRunColumns = [
  ...['run_key STRING', 'id STRING', 'added BIGINT', 'sequence BIGINT', 'replaced BIGINT'],
  ...['source STRING', 'run_id STRING', 'contract_id STRING', 'version STRING', 'server STRING'],
  ...['result STRING', 'observed_at TIMESTAMP', 'received_at TIMESTAMP', 'run STRING', 'report STRING'],
]

/** Tables are made again and again while others make them, too. */
const tries = 5

/** What an instance may not make: an operator with the rights may, with these statements. */
interface Wanted {
  readonly name: string
  readonly columns: readonly string[]
  readonly sql: string
}

/** The statements that make the tables and the view. */
function definitions(names: TableNames, keepsTestRuns: boolean) {
  const { contracts, log, testRuns, view } = names
  const table = (name: string, columns: readonly string[], more: string) => ({
    ...{ name, columns: columns.map(column => column.split(' ')[0] ?? '') },
    sql: `CREATE TABLE IF NOT EXISTS ${name} (${columns.join(', ')}) USING DELTA ${more}`,
  })
  const properties = (...all: string[]) => `TBLPROPERTIES (${all.join(', ')})`
  const compacted = "'delta.autoOptimize.autoCompact' = 'true'"
  // who writes at the same time fails, and everybody can read what is written
  const shared = ["'delta.isolationLevel' = 'Serializable'", "'delta.enableDeletionVectors' = 'false'"]
  const ofLog = properties("'delta.appendOnly' = 'true'", ...shared)
  const ofRuns = properties(compacted, ...shared, "'delta.logRetentionDuration' = 'interval 7 days'")
  const viewColumns = ['contract_id', 'version', 'status', 'name', 'owner', 'document', 'created_at']
  const member = (path: string) => `get_json_object(json, '$.${path}')`
  return {
    tables: [
      table(contracts, contractColumns, `PARTITIONED BY (contract_id) ${properties(compacted)}`),
      table(log, logColumns, ofLog),
      ...(keepsTestRuns ? [table(testRuns, testRunColumns, ofRuns)] : []),
    ] satisfies Wanted[],
    view:
      view === undefined
        ? undefined
        : {
            ...{ name: view, columns: viewColumns },
            sql: `CREATE VIEW IF NOT EXISTS ${view} AS SELECT contract_id, version, ${member('status')} AS status, ${member('name')} AS name, coalesce(${member('team.name')}, ${member('owner')}) AS owner, json AS document, created_at FROM ${contracts}`,
          },
  }
}

/** What tables are made with. */
interface Making {
  readonly api: StatementsApi
  readonly names: TableNames
  readonly keepsTestRuns: boolean
  /** The configuration key that names the table. */
  readonly key: string
  readonly tell: StoreLog
}

/**
 * Makes the tables and the view that are not there, and makes sure that those that are there can be used.
 *
 * @param patience for how long the warehouse, which may be asleep, is waited for, in milliseconds.
 * @throws StoreOpenError with the SQL to run, when this instance may not make them.
 * @throws WarehouseError when the warehouse does not answer.
 */
export async function ensureTables(making: Making, patience: number): Promise<void> {
  const { api, names, keepsTestRuns, key, tell } = making
  const { tables, view } = definitions(names, keepsTestRuns)
  if (await areThere(api, view ? [...tables, view] : tables, patience)) return
  const missing: string[] = []
  let reason = ''
  for (const wanted of tables) {
    const fault = await ensure(api, wanted, key)
    if (fault === undefined) continue
    reason = fault
    missing.push(wanted.sql)
  }
  if (missing.length > 0)
    throw new StoreOpenError(
      key,
      `the tables could not be made (${reason}); have somebody who may make them run:\n${missing.join(';\n')};`,
    )
  const fault = view && (await ensure(api, view, key))
  if (fault !== undefined)
    tell.warn(
      { reason: fault, sql: view?.sql },
      'the view for analysts could not be made; the store works without it',
    )
}

/** Whether all is there, which one statement tells where nothing is to be made: each takes its time. */
async function areThere(api: StatementsApi, all: readonly Wanted[], patience: number): Promise<boolean> {
  const columns = all.flatMap((wanted, at) =>
    wanted.columns.map(column => `t${at}.${column} AS c${at}_${column}`),
  )
  const places = all.map(({ name }, at) => `${name} t${at}`)
  try {
    await api.run(`SELECT ${columns.join(', ')} FROM ${places.join(', ')} LIMIT 0`, {}, patience)
    return true
  } catch (error) {
    if (error instanceof WarehouseError && error.condition !== '') return false
    throw error
  }
}

/** @returns why it could not be made; undefined when it is there. */
async function ensure(api: StatementsApi, wanted: Wanted, key: string): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    if (await isThere(api, wanted, key)) return undefined
    try {
      await api.run(wanted.sql)
      return undefined
    } catch (error) {
      if (!(error instanceof WarehouseError)) throw error
      // another instance may just have made it
      if (attempt === tries || (!error.isConflict && !/EXISTS/.test(error.condition)))
        return (await isThere(api, wanted, key)) ? undefined : error.message
      await delay(Math.random() * 200 * attempt)
    }
  }
}

async function isThere(api: StatementsApi, { name, columns }: Wanted, key: string): Promise<boolean> {
  try {
    await api.run(`SELECT ${columns.join(', ')} FROM ${name} LIMIT 0`)
    return true
  } catch (error) {
    if (!(error instanceof WarehouseError)) throw error
    if (error.isMissing) return false
    throw new StoreOpenError(key, `${name} cannot be used (${error.message})`, { cause: error })
  }
}
