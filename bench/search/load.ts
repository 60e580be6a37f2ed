import { inArray, type Table } from 'drizzle-orm'
import type { ContractVersion } from '../../src/domain/contract-version.ts'
import type { TermColumns } from '../../src/search/versions/contract-terms.ts'
import type { Values } from '../../src/sql/database.ts'
import { documentColumns } from '../../src/stores/sql/columns.ts'
import { fullTextOf } from '../../src/stores/sql/search/full-text.ts'
import { indexVersion } from '../../src/stores/sql/search/search-index.ts'
import type { StoreDatabase, Tables } from '../../src/stores/sql/store-database.ts'
import { readVersion } from '../../src/workers/indexed-documents.ts'
import { type CorpusVersion, corpusContract } from './corpus.ts'
import { Recorder } from './recorder.ts'

/** How many contracts are written in one transaction. */
const batchSize = 100

/** Who published it all. */
export const publisher = 'bench'

/** When the first version was published; each next one a second later. */
const start = Date.UTC(2026, 0, 1)

/**
 * Fills an empty store with the corpus: the rows that publishing one version after the other leaves, many in each
 * transaction. `test/stores/bench-load.test.ts` compares the two.
 */
export async function loadCorpus(
  database: StoreDatabase,
  size: { readonly contracts: number; readonly versions: number },
  onProgress: (contracts: number) => void = () => undefined,
): Promise<void> {
  for (let first = 0; first < size.contracts; first += batchSize) {
    const count = Math.min(batchSize, size.contracts - first)
    const contracts: Map<Table, Values[]>[] = []
    for (let index = first; index < first + count; index++) {
      const documents = corpusContract(index, size.versions)
      contracts.push(await rowsOfContract(database.tables, documents, index))
    }
    await write(database, first, contracts)
    onProgress(first + count)
  }
  await finish(database, size.contracts * size.versions)
}

async function write(database: StoreDatabase, first: number, contracts: readonly Map<Table, Values[]>[]) {
  const { tables } = database
  const fullText = fullTextOf(database)
  await database.transaction(async session => {
    for (const table of [...new Set(contracts.flatMap(contract => [...contract.keys()]))]) {
      await session.insertAll(
        table,
        contracts.flatMap(contract => contract.get(table) ?? []),
      )
    }
    for (const [at, contract] of contracts.entries()) {
      const [[row], [sets]] = [contract.get(tables.search) ?? [], contract.get(tables.versionSets) ?? []]
      await fullText.index?.(session, searchIdOf(first + at), { ...row, ...sets } as unknown as TermColumns)
    }
  })
}

async function finish(database: StoreDatabase, sequence: number): Promise<void> {
  await database.transaction(session => session.insertAll(database.tables.feed, [{ id: 1, sequence }]))
}

/** What publishing these versions writes, which are all there are of the contract of that index in the corpus. */
export async function rowsOfContract(
  tables: Tables,
  documents: readonly CorpusVersion[],
  index: number,
): Promise<Map<Table, Values[]>> {
  const recorder = new Recorder(tables, searchIdOf(index))
  const published = index * documents.length
  for (const [at, { contractId, version, document }] of documents.entries()) {
    const bytes = Buffer.from(JSON.stringify(document))
    const read = readVersion({ bytes, format: 'json' }, { contractId, version })
    const time = new Date(start + (published + at) * 1000)
    if (at === 0) await recorder.insertAll(tables.locks, [{ contractId, clock: time.getTime() }])
    else await recorder.update(tables.locks, { clock: time.getTime() })
    await recorder.insertAll(tables.contracts, [contractRow(read, time)])
    await recorder.insertAll(tables.history, [historyRow(read, time, published + at + 1)])
    await indexVersion(
      recorder,
      // SQLite keeps its full-text index itself; the one of others is written in the end
      { tables, dialect: 'sqlite', isOneOf: (column, values) => inArray(column, [...values]) },
      { ...read, index: read.index(), time, isKnown: false },
    )
  }
  return recorder.rows
}

/** The id that a new table gives a contract's row. */
function searchIdOf(index: number): number {
  return index + 1
}

function contractRow(version: ContractVersion, time: Date): Values {
  const { contractId, version: number } = version
  const written = {
    revision: 1,
    createdAt: time,
    createdBy: publisher,
    updatedAt: time,
    updatedBy: publisher,
  }
  return { contractId, version: number, ...documentColumns(version), ...written }
}

function historyRow(version: ContractVersion, time: Date, sequence: number): Values {
  return {
    ...{ contractId: version.contractId, version: version.version, revision: 1, sequence, occurredAt: time },
    ...{ caller: publisher, operation: 'create', name: version.name, statusBefore: null },
    ...{
      statusAfter: version.status ?? null,
      fingerprintBefore: null,
      fingerprintAfter: version.fingerprint,
    },
    ...{ reason: null, requestId: null, successor: null, sunset: null },
  }
}
