import type { VersionIdentity } from '../../domain/identity.ts'
import type { DocumentWorkers } from '../../workers/document-workers.ts'
import { BestEffort } from './best-effort.ts'
import { SqlDatasetEvents } from './dataset-events/dataset-events.ts'
import { Adoption, type ForeignRows } from './foreign-rows/adoption.ts'
import { ForeignDeletions } from './foreign-rows/deletions.ts'
import { Reconciler } from './foreign-rows/reconciler.ts'
import { TimelyAdoption } from './foreign-rows/timely-adoption.ts'
import { upToDate } from './foreign-rows/up-to-date.ts'
import { EventNumbers } from './history/event-numbers.ts'
import { History } from './history/history-reader.ts'
import { Links } from './links.ts'
import { prepareQueries } from './queries.ts'
import { DocumentSizes } from './reads/document-sizes.ts'
import { EntryReader } from './reads/entry-reader.ts'
import { Revisions } from './reads/revisions.ts'
import { Versions } from './reads/versions.ts'
import { Candidates } from './search/candidates.ts'
import { ContractList } from './search/contract-list.ts'
import { FieldCatalogue } from './search/field-catalogue.ts'
import { HitCounts } from './search/hit-counts.ts'
import { Search } from './search/search.ts'
import type { IndexFindings } from './search-index/index-batches.ts'
import { IndexPostings } from './search-index/index-postings.ts'
import { Indexer } from './search-index/indexer.ts'
import { Reindexer } from './search-index/reindex.ts'
import { SegmentMerges } from './search-index/segment-merges.ts'
import type { StoreDatabase } from './store-database.ts'
import { SqlTestRuns } from './test-runs/test-runs.ts'
import { Validations } from './validation/validations.ts'
import { Recorder } from './writes/recorder.ts'
import { Writer } from './writes/writer.ts'

/** What a store in SQL is put together of, one part for each subject. */
export type SqlStoreParts = ReturnType<typeof sqlStoreParts>

/**
 * Puts the parts of a store together.
 *
 * @param reportSkipped is told of contracts that cannot be indexed.
 * @param foreignRows what becomes of rows that other programs write; `SpoiltTables` is thrown when they are refused.
 * @param bestEffort how long reads wait for what they do beside answering.
 */
export function sqlStoreParts(
  database: StoreDatabase,
  documents: DocumentWorkers,
  reportSkipped: IndexFindings['skipped'] = () => undefined,
  foreignRows: ForeignRows = 'taken-over',
  bestEffort = new BestEffort(),
) {
  const queries = prepareQueries(database)
  const numbers = new EventNumbers(database, queries)
  const merges = new SegmentMerges(database)
  const findings = {
    skipped: reportSkipped,
    vanished: (versions: readonly VersionIdentity[]) => deletions.append(versions),
  }
  const indexer = new Indexer(database, documents, numbers, findings, merges)
  const deletions = new ForeignDeletions(database, numbers, indexer, foreignRows)
  const recordDeletions = (contractIds: readonly string[]) => deletions.record(contractIds)
  const adoption = new Adoption(database, documents, numbers, indexer, foreignRows)
  const history = new History(database)
  const datasetEvents = new SqlDatasetEvents(database)
  const links = new Links(database, queries)
  const sizes = new DocumentSizes(database)
  const list = new ContractList(database, queries, recordDeletions)
  const timely = new TimelyAdoption(adoption, indexer, bestEffort, upToDate(database))
  const versions = new Versions({ database, documents, queries, adoption, timely, list })
  const revisions = new Revisions(database, queries, versions)
  const validations = new Validations(database, documents, bestEffort)
  const judgedBy = documents.rules?.key
  const candidates = new Candidates(database, judgedBy)
  const postings = new IndexPostings(database)
  return {
    ...{ database, queries, numbers, indexer, adoption, history, links, sizes, list, timely },
    ...{ versions, revisions, validations, datasetEvents },
    testRuns: new SqlTestRuns(database, datasetEvents),
    writer: new Writer(database, documents, numbers, indexer),
    recorder: new Recorder(database, documents, numbers, indexer),
    reader: new EntryReader(history, revisions, sizes, links),
    search: new Search(database, judgedBy, candidates, postings),
    hits: new HitCounts(database, judgedBy, candidates, postings),
    fields: new FieldCatalogue(database, postings),
    reindexer: new Reindexer(database, recordDeletions, indexer, merges),
    reconciler: new Reconciler(adoption, indexer, validations),
  }
}
