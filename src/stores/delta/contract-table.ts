import { setTimeout as delay } from 'node:timers/promises'
import { type VersionIdentity, versionKey } from '../../domain/identity.ts'
import type { VersionEntry } from '../entry.ts'
import { type ComparedVersion, conditionOf } from './compared-version.ts'
import { literals, type TableNames } from './names.ts'
import { portions } from './portions.ts'
import type { Row, StatementsApi } from './statements-api.ts'
import { WarehouseError } from './warehouse-error.ts'

/** How often a change of the table is tried that others are ahead of, and how long is waited before at most. */
const tries = 10
const longestPause = 1000

/** How many documents are asked for at once at most. */
const mostRows = 20

/** Some versions in the order of their names, and whether there are more. */
export interface Differences {
  readonly versions: readonly ComparedVersion[]
  readonly isCut: boolean
}

/** The entry of a version, and the digests of the documents whose place its own may take. */
export interface Writing {
  readonly entry: VersionEntry
  readonly replaced: readonly string[]
}

/** The table with the documents as dc43 and analysts see them: what the log says, unless others have written there. */
export class ContractTable {
  readonly #api: StatementsApi
  readonly #names: TableNames

  constructor(api: StatementsApi, names: TableNames) {
    this.#api = api
    this.#names = names
  }

  /** A number that grows with each change of the table. */
  async version(): Promise<number> {
    const { rows } = await this.#api.run(`DESCRIBE HISTORY ${this.#names.contracts} LIMIT 1`)
    return Number(rows[0]?.[0])
  }

  /** All versions behind one whose rows are not as the log left them. */
  async differences(after?: VersionIdentity): Promise<Differences> {
    const { contracts, log } = this.#names
    const isOfLog = '(WHERE sequence IS NOT NULL)'
    const rest = after ? 'AND (contract_id, version) > (:contract_id, :version)' : ''
    const statement = `SELECT contract_id, version, max(digest) FILTER (WHERE sequence IS NULL) AS row,
max_by(digest, sequence) FILTER ${isOfLog} AS last, array_join(collect_set(digest) FILTER ${isOfLog}, ',') AS digests, max(sequence) AS position
FROM (SELECT contract_id, version, digest, sequence FROM ${log}
UNION ALL SELECT contract_id, version, sha2(json, 256), NULL FROM ${contracts})
WHERE contract_id IS NOT NULL AND version IS NOT NULL ${rest}
GROUP BY contract_id, version HAVING NOT (row <=> last) ORDER BY contract_id, version`
    const parameters = after && { contract_id: after.contractId, version: after.version }
    const { rows, isCut } = await this.#api.run(statement, parameters)
    return { versions: rows.map(comparedOf), isCut }
  }

  /** The documents of some versions; of those that have a row. */
  async documents(identities: readonly VersionIdentity[]): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>()
    let most = mostRows
    for (let rest = identities; rest.length > 0; ) {
      const some = rest.slice(0, most)
      const { where, parameters } = conditionOf(some)
      const { rows, isCut } = await this.#api.run(
        `SELECT contract_id, version, json FROM ${this.#names.contracts} WHERE ${where}`,
        parameters,
      )
      for (const [contractId, version, json] of rows)
        if (contractId !== null && version !== null && json !== null)
          found.set(versionKey({ contractId: contractId ?? '', version: version ?? '' }), json ?? '')
      const isLarge = isCut && some.length > 1
      // of many large ones, one after the other; where not even the first one fits beside others, alone
      if (isLarge && rows.length === 0) most = 1
      rest = isLarge ? rest.filter(one => !found.has(versionKey(one))) : rest.slice(some.length)
    }
    return found
  }

  /**
   * Writes what entries left of their versions. A row that another program has made is left as it is.
   *
   * @throws WarehouseError when not all is written.
   */
  async write(writings: readonly Writing[]): Promise<void> {
    // a document that is not known cannot be written
    const known = writings.filter(({ entry: { state } }) => !state || state.document)
    for (const some of portions(known, ({ entry }) => entry.state?.document?.json ?? ''))
      await this.#writeSome(some)
  }

  async #writeSome(writings: readonly Writing[]): Promise<void> {
    const { statement, parameters } = writingStatement(this.#names.contracts, writings)
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#api.run(statement, parameters)
        return
      } catch (error) {
        if (!(error instanceof WarehouseError) || !error.isConflict || attempt === tries) throw error
        await delay(Math.random() * longestPause)
      }
    }
  }
}

function writingStatement(table: string, writings: readonly Writing[]) {
  const names = ['contract_id', 'version', 'name', 'json', 'fingerprint', 'created_at', 'replaced']
  const values = writings.map((_, at) => `(${names.map(name => `:${name}${at}`).join(', ')})`)
  const columns = 'contract_id, version, name, description, json, fingerprint, created_at'
  const isReplaced = "array_contains(split(s.replaced, ','), sha2(t.json, 256))"
  const statement = `MERGE INTO ${table} t USING (SELECT contract_id, version, name,
nullif(get_json_object(json, '$.description.usage'), '') AS description, json, fingerprint,
CAST(created_at AS TIMESTAMP) AS created_at, replaced FROM VALUES ${values.join(', ')} AS s(${names.join(', ')})) s
ON t.contract_id IN (${literals(writings.map(({ entry }) => entry.contractId))})
AND t.contract_id = s.contract_id AND t.version = s.version
WHEN MATCHED AND s.json IS NULL AND ${isReplaced} THEN DELETE
WHEN MATCHED AND s.json <> t.json AND ${isReplaced} THEN UPDATE SET
name = s.name, description = s.description, json = s.json, fingerprint = s.fingerprint
WHEN NOT MATCHED AND s.json IS NOT NULL THEN INSERT (${columns}) VALUES (${columns.replaceAll(/\w+/g, 's.$&')})`
  const parameters = writings.flatMap(({ entry, replaced }, at) => {
    const { contractId: contract_id, version, time, state } = entry
    const { name, fingerprint, document } = state ?? {}
    const texts = { created_at: time.toISOString(), replaced: replaced.join(',') }
    const row = { contract_id, version, name, fingerprint, json: document?.json, ...texts }
    return Object.entries(row).map(([key, value]) => [key + at, value] as const)
  })
  return { statement, parameters: Object.fromEntries(parameters) }
}

function comparedOf([contractId, version, row, last, digests, position]: Row): ComparedVersion {
  return {
    ...{
      contractId: contractId ?? '',
      version: version ?? '',
      row: row ?? undefined,
      last: last ?? undefined,
    },
    ...{ digests: digests ? digests.split(',') : [], position: Number(position ?? 0) },
  }
}
