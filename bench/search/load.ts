import type { Table } from 'drizzle-orm'
import { type ContractVersion, readContractVersion } from '../../src/domain/contract-version.ts'
import { compareVersions, versionOrder } from '../../src/domain/version.ts'
import { documentColumns } from '../../src/stores/sql/columns.ts'
import type { SqlDatabase, Values } from '../../src/stores/sql/database.ts'
import { latestColumns, rowsOf, unionOfTerms, type VersionRows } from '../../src/stores/sql/search-rows.ts'
import type { Tables } from '../../src/stores/sql/tables.ts'
import { type CorpusVersion, corpusContract } from './corpus.ts'

/** How many contracts are written in one transaction. */
const batchSize = 100

/** When the first version was published; each next one a second later. */
const start = Date.UTC(2026, 0, 1)

/** The tables that publishing writes, with the rows of some contracts. */
export type Rows = { [Name in keyof Tables]?: Values[] }

/**
 * Fills an empty store with the corpus: the rows that publishing one version after the other leaves, many in each
 * transaction. `test/stores/bench-load.test.ts` compares the two.
 */
export async function loadCorpus(
  database: SqlDatabase,
  size: { readonly contracts: number; readonly versions: number },
  onProgress: (contracts: number) => void = () => undefined,
): Promise<void> {
  for (let first = 0; first < size.contracts; first += batchSize) {
    const count = Math.min(batchSize, size.contracts - first)
    const contracts = Array.from({ length: count }, (_, at) => {
      return rowsOfContract(corpusContract(first + at, size.versions), (first + at) * size.versions)
    })
    await write(database, contracts)
    onProgress(first + count)
  }
  await finish(database, size.contracts * size.versions)
}

async function write(database: SqlDatabase, contracts: readonly Rows[]): Promise<void> {
  const { tables, fullText } = database
  if (fullText.index) throw new Error('this database has an index that is written apart; load it by publishing')
  await database.transaction(async session => {
    for (const [name, table] of Object.entries(tables) as [keyof Tables, Table][]) {
      const rows = contracts.flatMap(contract => contract[name] ?? [])
      if (rows.length > 0) await session.insertAll(table, rows)
    }
  })
}

async function finish(database: SqlDatabase, sequence: number): Promise<void> {
  await database.transaction(session => session.insertAll(database.tables.feed, [{ id: 1, sequence }]))
}

/** What publishing these versions, which are all there are of a contract, writes. */
export function rowsOfContract(documents: readonly CorpusVersion[], published: number): Rows {
  const versions = documents.map(({ contractId, version, document }) => {
    const bytes = Buffer.from(JSON.stringify(document))
    return readContractVersion({ bytes, format: 'json' }, { contractId, version })
  })
  const timeOf = (at: number) => new Date(start + (published + at) * 1000)
  const indexed = versions.map((version, at) => rowsOf({ ...version, time: timeOf(at) }))
  const latest = indexed.toSorted(byVersion).at(-1)
  const contractId = documents[0]?.contractId
  if (!latest || contractId === undefined) return {}
  const lastTime = timeOf(versions.length - 1)
  return {
    contracts: versions.map((version, at) => contractRow(version, timeOf(at))),
    heads: [{ contractId, clock: lastTime.getTime() }],
    history: versions.map((version, at) => historyRow(version, timeOf(at), published + at + 1)),
    texts: indexed.map(({ text }) => ({ ...text })),
    fields: indexed.flatMap(({ fields }) => fields.map(field => ({ ...field }))),
    tags: indexed.flatMap(rows => rows.tags.map(tag => ({ ...tag, isLatest: Number(rows === latest) }))),
    search: [{ ...latestColumns(latest), updatedAt: lastTime, olderTerms: olderTerms(indexed, latest) }],
  }
}

function olderTerms(indexed: readonly VersionRows[], latest: VersionRows): string {
  return indexed.filter(rows => rows !== latest).reduce((terms, rows) => unionOfTerms(terms, rows.terms), '')
}

function byVersion(a: VersionRows, b: VersionRows): number {
  return a.text.releaseRank - b.text.releaseRank || compareVersions(a.text.version, b.text.version)
}

function contractRow(version: ContractVersion, time: Date): Values {
  const { contractId, version: number } = version
  const written = { revision: 1, createdAt: time, createdBy: null, updatedAt: time, updatedBy: null }
  return { contractId, version: number, ...versionOrder(number), ...documentColumns(version), ...written }
}

function historyRow(version: ContractVersion, time: Date, sequence: number): Values {
  return {
    ...{ contractId: version.contractId, version: version.version, revision: 1, sequence, occurredAt: time },
    ...{ caller: null, operation: 'create', name: version.name, statusBefore: null },
    ...{ statusAfter: version.status ?? null, fingerprintBefore: null, fingerprintAfter: version.fingerprint },
    ...{ reason: null, requestId: null, successor: null, sunset: null },
  }
}
