import { type RunRecord, readRecord } from '../indexed/run-records.ts'
import type { KeptTestRun } from '../test-run-store.ts'
import { writeTestRun } from '../test-run-text.ts'
import { literals } from './names.ts'
import type { Row, StatementsApi } from './statements-api.ts'

/** How many keys are read at once. */
const keysAtOnce = 50_000

/** A run that is to be there: as a new one, or in the place of the one that is there. */
export interface RunWriting {
  readonly key: string
  /** Tells it from others that are written under the same key. */
  readonly id: string
  readonly isNew: boolean
  readonly run: KeptTestRun
}

/** How far the table has come. */
export interface RunLook {
  /** The number of the last statement that has written runs. */
  readonly end: number
  readonly count: number
  /** How many of the runs are left that were there at the look before. */
  readonly left: number
  /** What the keys of runs begin with that others have written since. */
  readonly firsts: string
}

/** The columns that are made of a run, for analysts. */
const columns = {
  source: "get_json_object(run, '$.source')",
  run_id: "get_json_object(run, '$.run_id')",
  contract_id: "get_json_object(run, '$.contract_id')",
  version: "get_json_object(run, '$.version')",
  server: "get_json_object(run, '$.server')",
  result: "get_json_object(run, '$.result')",
  observed_at: "try_cast(get_json_object(run, '$.observed_at') AS TIMESTAMP)",
  received_at: "try_cast(get_json_object(run, '$.received_at') AS TIMESTAMP)",
}

const names = Object.keys(columns)

/**
 * The table of test runs, a row for each. `sequence` is the number of the statement that wrote a row last, and `added` that
 * of the first one: those who look find what is new behind a number, and by counting what was there before what is gone.
 */
export class RunTable {
  readonly #api: StatementsApi
  readonly #name: string

  constructor(api: StatementsApi, name: string) {
    this.#api = api
    this.#name = name
  }

  /**
   * Writes runs of different keys: new ones where there is none, others where there is one.
   *
   * @returns how many were written, or fewer when nobody knows.
   * @throws WarehouseError of a conflict when somebody else wrote at the same time.
   */
  async write(writings: readonly RunWriting[]): Promise<number> {
    const isReplacing = writings.some(({ isNew }) => !isNew)
    const all = ['run_key', 'id', 'added', 'sequence', 'replaced', ...names, 'run', 'report']
    const values = all.map(
      name => ({ added: 's.next', sequence: 's.next', replaced: '0' })[name] ?? `s.${name}`,
    )
    const changed = ['id', ...names, 'run', 'report'].map(name => `${name} = s.${name}`)
    const statement = `MERGE INTO ${this.#name} t USING (SELECT run_key, id, is_new, run, report, next,
${Object.entries(columns)
  .map(([name, value]) => `${value} AS ${name}`)
  .join(', ')}
FROM (SELECT inline(from_json(:runs, 'ARRAY<STRUCT<run_key: STRING, id: STRING, is_new: BOOLEAN, run: STRING, report: STRING>>')))
CROSS JOIN (SELECT coalesce(max(sequence), 0) + 1 AS next FROM ${this.#name})) s
ON t.run_key = s.run_key
${isReplacing ? `WHEN MATCHED AND NOT s.is_new THEN UPDATE SET sequence = s.next, replaced = t.replaced + 1, ${changed.join(', ')}` : ''}
WHEN NOT MATCHED AND s.is_new THEN INSERT (${all.join(', ')}) VALUES (${values.join(', ')})`
    const runs = `[${writings.map(textOfWriting).join(',')}]`
    return affected(await this.#api.run(statement, { runs }))
  }

  /** The ids of the runs that are there, by their keys. */
  async ids(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (keys.length === 0) return new Map()
    const { rows } = await this.#api.run(`SELECT run_key, id FROM ${this.#name} WHERE ${isOneOf(keys)}`)
    return new Map(rows.map(([key, id]) => [key ?? '', id ?? '']))
  }

  /** The runs that are there, by their keys. */
  async runs(keys: readonly string[]): Promise<ReadonlyMap<string, RunRecord>> {
    const found = new Map<string, RunRecord>()
    for (let rest = keys; rest.length > 0; ) {
      const { rows, isCut } = await this.#api.run(
        `SELECT run_key, run, report FROM ${this.#name} WHERE ${isOneOf(rest)}`,
      )
      for (const row of rows) found.set(row[0] ?? '', recordOf(row))
      // what one result has no room for is asked for again
      rest = isCut && rows.length > 0 ? rest.filter(key => !found.has(key)) : []
    }
    return found
  }

  /** Some keys behind one, ascending, with how often their runs were replaced, and whether there are more. */
  async keys(firsts: readonly string[], after: string) {
    const { rows, isCut } = await this.#api.run(
      `SELECT run_key, replaced FROM ${this.#name} WHERE left(run_key, 1) IN (${literals(firsts)}) AND run_key > :after ORDER BY run_key LIMIT ${keysAtOnce}`,
      { after },
    )
    const keys = rows.map(([key, replaced]) => [key ?? '', Number(replaced)] as const)
    return { keys, isCut: isCut || keys.length === keysAtOnce }
  }

  /**
   * Looks what has changed.
   *
   * @param end of the look before.
   * @param own what the ids begin with of runs that need not be told.
   */
  async look(end: number, own: string): Promise<RunLook> {
    const isUnseen = `sequence > ${end} AND NOT startswith(id, :own)`
    const { rows } = await this.#api.run(
      `SELECT coalesce(max(sequence), 0), count(*), count_if(added <= ${end}),
array_join(collect_set(left(run_key, 1)) FILTER (WHERE ${isUnseen}), '') FROM ${this.#name}`,
      { own },
    )
    const [last, count, left, firsts] = rows[0] ?? []
    return { end: Number(last), count: Number(count), left: Number(left), firsts: firsts ?? '' }
  }

  /** @returns how many there were. */
  async remove(keys: readonly string[]): Promise<number> {
    return affected(await this.#api.run(`DELETE FROM ${this.#name} WHERE ${isOneOf(keys)}`))
  }

  /** Takes the reports out of the runs that were received before a time. */
  async dropReports(keys: readonly string[], before: Date): Promise<void> {
    await this.#api.run(
      `UPDATE ${this.#name} SET report = NULL WHERE ${isOneOf(keys)} AND report IS NOT NULL AND received_at < CAST(:before AS TIMESTAMP)`,
      { before: before.toISOString() },
    )
  }
}

/** The number that a statement gives first, however many others follow. */
function affected({ rows }: { readonly rows: readonly Row[] }): number {
  return Number(rows[0]?.[0] ?? 0)
}

/** How a run is handed over to the warehouse. */
export function textOfWriting({ key, id, isNew, run }: RunWriting): string {
  const { report } = run
  const withoutReport = writeTestRun({ ...run, report: undefined })
  return JSON.stringify({ run_key: key, id, is_new: isNew, run: withoutReport, report })
}

function recordOf([, text, report]: Row): RunRecord {
  const run = readRecord(text ?? '')
  return run === 'unreadable' ? run : { ...run, report: report ?? undefined }
}

function isOneOf(keys: readonly string[]): string {
  return `run_key IN (${literals(keys)})`
}
