import { eq } from 'drizzle-orm'
import type { ContractVersion } from '../../src/domain/contract-version.ts'
import type { Values } from '../../src/sql/database.ts'
import { documentColumns } from '../../src/stores/sql/columns.ts'
import { SegmentMerges } from '../../src/stores/sql/search-index/segment-merges.ts'
import { SqlContractStore } from '../../src/stores/sql/store.ts'
import type { StoreDatabase } from '../../src/stores/sql/store-database.ts'
import { DocumentWorkers } from '../../src/workers/document-workers.ts'
import { readVersion } from '../../src/workers/indexed-documents.ts'
import { type CorpusVersion, corpusContract } from './corpus.ts'

/** How many contracts are written in one transaction. */
const batchSize = 100

/** Who published it all. */
export const publisher = 'bench'

/** When the first version was published; each next one a second later. */
const start = Date.UTC(2026, 0, 1)

/**
 * Fills an empty store with the corpus: documents and history, many in each transaction, from which the index follows as
 * it always does, and is merged as far as it goes. `test/stores/bench-load.test.ts` compares it with what publishing leaves.
 */
export async function loadCorpus(
  database: StoreDatabase,
  size: { readonly contracts: number; readonly versions: number },
  onProgress: (contracts: number) => void = () => undefined,
): Promise<void> {
  const documents = new DocumentWorkers()
  const store = new SqlContractStore(database, documents)
  for (let first = 0; first < size.contracts; first += batchSize) {
    const count = Math.min(batchSize, size.contracts - first)
    await write(database, first, count, size.versions)
    await store.catchUpIndex()
    onProgress(first + count)
  }
  await new SegmentMerges(database).mergeAll()
  await documents.close()
}

async function write(database: StoreDatabase, first: number, count: number, versions: number): Promise<void> {
  const { contracts, locks, history, feed } = database.tables
  const rows: { readonly locks: Values[]; readonly contracts: Values[]; readonly history: Values[] } = {
    ...{ locks: [], contracts: [], history: [] },
  }
  for (let index = first; index < first + count; index++) {
    const published = index * versions
    for (const [at, one] of corpusContract(index, versions).entries()) {
      const read = readCorpusVersion(one)
      const time = new Date(start + (published + at) * 1000)
      if (at === versions - 1) rows.locks.push({ contractId: one.contractId, clock: time.getTime() })
      rows.contracts.push(contractRow(read, time))
      rows.history.push(historyRow(read, time, published + at + 1))
    }
  }
  await database.transaction(async session => {
    await session.insertAll(locks, rows.locks)
    await session.insertAll(contracts, rows.contracts)
    await session.insertAll(history, rows.history)
    const sequence = (first + count) * versions
    if ((await session.update(feed, { sequence }, eq(feed.id, 1))) === 0)
      await session.insertAll(feed, [{ id: 1, sequence }])
  })
}

function readCorpusVersion({ contractId, version, document }: CorpusVersion): ContractVersion {
  const bytes = Buffer.from(JSON.stringify(document))
  return readVersion({ bytes, format: 'json' }, { contractId, version })
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
