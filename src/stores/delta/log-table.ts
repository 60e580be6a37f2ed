import { RegistryError } from '../../domain/errors.ts'
import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import type { Entry } from '../entry.ts'
import { EntryTextError, readEntry, writeEntry } from '../entry-text.ts'
import type { Place, PlacedEntry } from '../indexed/record-log.ts'
import { type ComparedVersion, comparedVersion, conditionOf } from './compared-version.ts'
import { digestOf } from './digest.ts'
import type { TableNames } from './names.ts'
import type { Row, StatementsApi } from './statements-api.ts'

/** How many entries are read at once at most. */
const pageSize = 500

/** A place, and up to where all entries were in the contract table as far as its writer knew. */
export interface LogEnd extends Place {
  readonly written: number
}

/** Entries in their order. */
export interface LogPage {
  readonly entries: readonly (PlacedEntry & LogEnd)[]
  /** Whether there are more behind them. */
  readonly isCut: boolean
  /** The versions that were asked for along, as they are in the log and in the contract table. */
  readonly versions: readonly ComparedVersion[]
}

/** The table of the log: a row for each entry, which nothing changes. */
export class LogTable {
  readonly #api: StatementsApi
  readonly #names: TableNames

  constructor(api: StatementsApi, names: TableNames) {
    this.#api = api
    this.#names = names
  }

  /** The last place, by the rows behind a position; undefined when there is none. */
  async end(): Promise<LogEnd | undefined> {
    const { rows } = await this.#api.run(
      `SELECT sequence, id, written FROM ${this.#names.log} ORDER BY sequence DESC LIMIT 1`,
    )
    const [last] = rows
    return last && endOf(last)
  }

  async markAt(position: number): Promise<string | undefined> {
    const { rows } = await this.#api.run(`SELECT id FROM ${this.#names.log} WHERE sequence = ${position}`)
    return rows[0]?.[0] ?? undefined
  }

  /** The entries from a position on. How some versions are is asked along, for each statement takes its time. */
  async from(position: number, about: readonly VersionIdentity[] = []): Promise<LogPage> {
    const { statement, parameters } = pageStatement(this.#names, position, about)
    const { rows, isCut } = await this.#api.run(statement, parameters)
    const [ofEntries, ofVersions] = [rows.filter(isEntry), rows.filter(row => !isEntry(row))]
    if (isCut && ofEntries.length === 0 && about.length === 0)
      throw damaged(position, 'it is larger than a result of the warehouse')
    const entries = ofEntries.map(row => ({ ...endOf(row), entry: entryOf(row) }))
    for (const [at, { position: found }] of entries.entries()) {
      const expected = (entries[0]?.position ?? 0) + at
      if (found !== expected)
        throw damaged(expected, found < expected ? 'it is there twice' : 'it is missing')
    }
    const found = Map.groupBy(ofVersions.map(foundDigest), versionKey)
    const versions = about.map(one => comparedVersion(one, found.get(versionKey(one)) ?? []))
    // a large entry may fit into no result beside the versions, which come first
    if (isCut && entries.length === 0) return { ...(await this.from(position)), versions }
    return { entries, isCut: isCut || entries.length === pageSize, versions }
  }

  /** The entries at some positions. */
  async at(positions: readonly number[]): Promise<(PlacedEntry & LogEnd)[]> {
    const found: (PlacedEntry & LogEnd)[] = []
    for (let next = positions.toSorted((a, b) => a - b); next.length > 0; ) {
      const { rows } = await this.#api.run(
        `SELECT sequence, id, written, entry FROM ${this.#names.log} WHERE sequence IN (${next.slice(0, pageSize).join(', ')}) ORDER BY sequence`,
      )
      const page = rows.map(row => ({ ...endOf(row), entry: entryOf(row) }))
      const last = page.at(-1)
      if (!last) throw damaged(next[0] ?? 0, 'it is missing')
      found.push(...page)
      next = next.filter(position => position > last.position)
    }
    return found
  }

  /**
   * Appends entries behind a position: all of them or, when anything stands there, none.
   *
   * @param written up to where all entries are in the contract table.
   * @returns whether they were appended.
   * @throws WarehouseError of a conflict when somebody else appended at the same time.
   */
  async append(entries: readonly Entry[], after: number, written: number): Promise<boolean> {
    const rows = entries.map((_, at) => {
      const values = ['id', 'contract_id', 'version', 'digest', 'entry'].map(name => `:${name}${at}`)
      return `(${after + 1 + at}, ${written}, ${values.join(', ')})`
    })
    const columns = 'sequence, written, id, contract_id, version, digest, entry'
    const statement = `MERGE INTO ${this.#names.log} t USING (SELECT * FROM VALUES ${rows.join(', ')} AS s(${columns})) s
ON t.sequence > ${after} WHEN NOT MATCHED THEN INSERT (${columns}) VALUES (${columns.replaceAll(/\w+/g, 's.$&')})`
    const parameters = entries.flatMap((entry, at) => {
      const { contractId, version } = entry.kind === 'version' ? entry : {}
      const values = {
        ...{
          id: entry.id,
          contract_id: contractId,
          version,
          digest: digestOf(entry),
          entry: writeEntry(entry),
        },
      }
      return Object.entries(values).map(([name, value]) => [name + at, value] as const)
    })
    const { rows: counts } = await this.#api.run(statement, Object.fromEntries(parameters))
    return Number(counts[0]?.[0]) === entries.length
  }
}

/** What was asked of versions comes first: of a result that is cut, entries are missing. */
function pageStatement({ log, contracts }: TableNames, position: number, about: readonly VersionIdentity[]) {
  const page = `FROM ${log} WHERE sequence >= ${position} ORDER BY sequence LIMIT ${pageSize}`
  if (about.length === 0) return { statement: `SELECT sequence, id, written, entry ${page}`, parameters: {} }
  const { where, parameters } = conditionOf(about)
  const statement = `(SELECT sequence, id, written, entry, NULL AS contract_id, NULL AS version, NULL AS digest ${page})
UNION ALL SELECT sequence, NULL, NULL, NULL, contract_id, version, digest FROM ${log} WHERE ${where}
UNION ALL SELECT NULL, NULL, NULL, NULL, contract_id, version, sha2(json, 256) FROM ${contracts} WHERE ${where}
ORDER BY id IS NOT NULL, sequence`
  return { statement, parameters }
}

function isEntry([, id]: Row): boolean {
  return id !== null
}

function foundDigest([sequence, , , , contractId, version, digest]: Row) {
  return {
    ...{ contractId: contractId ?? '', version: version ?? '', digest: digest ?? undefined },
    position: sequence === null || sequence === undefined ? undefined : Number(sequence),
  }
}

function endOf([sequence, id, written]: readonly (string | null)[]): LogEnd {
  return { position: Number(sequence), mark: id ?? '', written: Number(written) }
}

function entryOf([sequence, , , text]: readonly (string | null)[]): Entry {
  try {
    return readEntry(text ?? '')
  } catch (error) {
    if (error instanceof EntryTextError) throw damaged(Number(sequence), error.message)
    throw error
  }
}

function damaged(position: number, reason: string): RegistryError {
  const cause = new Error(`entry ${position} of the log cannot be read: ${reason}`)
  return new RegistryError('store-unavailable', 'the log of the store is damaged', [], { cause })
}
