import { setImmediate } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import type { ContractVersion } from '../../../src/domain/contract-version.ts'
import type { Author } from '../../../src/domain/history.ts'
import { fieldConditionOf, searchOf } from '../../../src/http/parameters/search-request.ts'
import { type FieldFilters, filterTerms } from '../../../src/search/language/filters.ts'
import { decidedEntry, entryStateOf } from '../../../src/stores/decided-entry.ts'
import type { Entry, VersionEntry } from '../../../src/stores/entry.ts'
import type { HighestQuery } from '../../../src/stores/highest-query.ts'
import type { FieldPage, SearchHit, SearchQuery } from '../../../src/stores/search-query.ts'
import { ActiveVersionRows } from '../../../src/stores/sql/active-versions.ts'
import type { SqlContractStore } from '../../../src/stores/sql/store.ts'
import type { StoreDatabase } from '../../../src/stores/sql/store-database.ts'
import type { Change, CurrentVersion, HistoryQuery } from '../../../src/stores/store.ts'
import type { NewTestRun, TestRunFilter } from '../../../src/stores/test-run-store.ts'
import { publish } from '../publish.ts'
import { jsonVersion, yamlVersion } from '../sample-contracts.ts'

/** A store, and the database behind it, where other programs write. */
export interface Opened {
  readonly store: SqlContractStore
  readonly connection: Database.Database
  readonly database: StoreDatabase
}

type Operation = (opened: Opened) => Promise<unknown>

const author: Author = { caller: 'alice', reason: 'so that', requestId: 'r1' }
const first = yamlVersion('a', '1.0.0', 'id: a\nversion: 1.0.0\nstatus: draft\n')
const second = yamlVersion('a', '1.0.0', 'id: a\nversion: 1.0.0\nstatus: draft\nname: A\n')
const third = jsonVersion('a', '1.0.0', { status: 'active' })
const other = jsonVersion('b', '1.0.0', { status: 'active' })
const large = jsonVersion('large', '1.0.0', { description: { usage: 'long '.repeat(8_000) } })
const foreign = jsonVersion('c', '1.0.0', { status: 'active' })
const schema = [
  {
    name: 'orders',
    description: 'one row for each order',
    properties: [
      { name: 'customerId', logicalType: 'string', physicalType: 'varchar(10)' },
      { name: 'email', physicalName: 'c_mail', physicalType: 'varchar(320)', classification: 'PII' },
    ],
  },
]
const tagged = jsonVersion('shop.orders', '2.0.0', {
  ...{ status: 'active', name: 'Customer orders', domain: 'sales', team: { name: 'Crew' }, tags: ['gold'] },
  schema,
})
const older = jsonVersion('shop.orders', '1.0.0', { status: 'draft', tags: ['raw'], schema })
const retagged = jsonVersion('shop.orders', '2.0.0', { ...JSON.parse(tagged.json), tags: ['gold', 'raw'] })
const later = jsonVersion('shop.orders', '3.0.0', {
  status: 'draft',
  description: { usage: 'nothing is left' },
})
/** Versions that have few words in common. */
const wordy = ['1.0.0', '2.0.0'].map(version => {
  const words = Array.from({ length: 200 }, (_, at) => `word${at}of${version[0]}`)
  return jsonVersion('wordy', version, { description: { usage: words.join(' ') } })
})
const link = { datasetId: 'table:orders', datasetVersion: '1', linkedBy: 'alice' }
const oldest: HistoryQuery = { order: 'oldest', limit: 10 }

const run: NewTestRun = {
  ...{ source: 'spark', runId: '1', contractId: 'a', version: '1.0.0', fingerprint: 'f', isLatest: false },
  dataset: { id: 'table:orders', version: '1' },
  ...{ object: 'orders', server: 'production', environment: 'prod', result: 'failed' },
  ...{ startedAt: undefined, endedAt: undefined, durationMs: 10, rows: 2, errors: 1 },
  ...{ observedAt: new Date('2026-03-31'), receivedAt: new Date('2026-03-31') },
  checks: { passed: 0, warning: 0, failed: 1, error: 0, skipped: 0 },
  failed: [{ object: 'orders', property: 'amount', rule: 'q', type: 'min', result: 'failed', detail: 'low' }],
  ...{ caller: 'alice', digest: 'd', report: '{}' },
}
const allFilters: TestRunFilter = {
  ...{ scope: { ids: ['a'], prefixes: ['shop.'] }, contractId: 'a', version: '1.0.0', source: 'spark' },
  dataset: run.dataset,
  ...{ object: 'orders', server: 'production', environment: 'prod', results: ['failed'] },
  ...{ since: new Date('2026-03-01'), until: new Date('2026-05-01') },
}

function highestOf(contractId: string, among: HighestQuery['among']): HighestQuery {
  const name = among === 'named' ? '1.0.0' : '^1'
  return { contractId, among, lowest: '1', highest: '2', name, without: ['retired'] }
}

/** What is done with a store so that it sends every statement it has, by the name that the golden file gives it. */
export const operations: Record<string, Operation> = {
  'change, create': ({ store }) => publish(store, first, author),
  'change, nothing to do': ({ store }) => store.change(first, async () => undefined, author),
  'change, nothing to do any more': ({ store }) => {
    const changes: (Change | undefined)[] = [{ operation: 'delete' }]
    return store.change(first, async () => changes.shift(), author)
  },
  'change, overwrite, decided on the source and all versions': ({ store }) => {
    const decide = async (current: CurrentVersion): Promise<Change> => {
      await current.source()
      await current.versions()
      await current.earlier({ without: ['draft', 'proposed'], limit: 4 })
      await current.documentOf({ version: '0.9.0', revision: 1, fingerprint: '' })
      await current.replaced(1)
      return { operation: 'publish', version: second }
    }
    return store.change(second, decide, author)
  },
  'change, status': ({ store }) => {
    const change = { operation: 'status', version: third, successor: '2.0.0', sunset: new Date(0) } as const
    return store.change(third, async () => change, author)
  },
  'change, delete': ({ store }) => store.change(third, async () => ({ operation: 'delete' }), author),
  'change, create again': ({ store }) => publish(store, second, author),
  'change, of a row that another program inserted': ({ store, connection }) => {
    insertForeign(connection, other)
    return store.change(other, async () => ({ operation: 'publish', version: other }), author)
  },
  'change, of a row that another program writes meanwhile': ({ store, connection }) => {
    const writes = [() => overwriteForeign(connection, other)]
    const decide = async (): Promise<Change> => {
      writes.shift()?.()
      return { operation: 'publish', version: other }
    }
    return store.change(other, decide, author)
  },
  current: async ({ store }) => known(await store.current(second)),
  'current, of a row that another program overwrote': async ({ store, connection }) => {
    overwriteForeign(connection, other)
    return known(await store.current(other))
  },
  get: ({ store }) => store.get(second),
  'get, two at once': ({ store }) => Promise.all([store.get(second), store.get(other)]),
  'get, of a large document at once with another one': async ({ store }) => {
    await publish(store, large, author)
    return Promise.all([store.get(large), store.get(second)])
  },
  'latest, two at once': ({ store }) => Promise.all([store.latest('a'), store.latest('large')]),
  'change, delete of a large document': ({ store }) =>
    store.change(large, async () => ({ operation: 'delete' }), author),
  'get, of a row that another program inserted': ({ store, connection }) => {
    insertForeign(connection, foreign)
    return store.get(foreign)
  },
  latest: ({ store }) => store.latest('a'),
  'latest, of a contract with a row that another program inserted': ({ store, connection }) => {
    insertForeign(connection, jsonVersion('c', '2.0.0'))
    return store.latest('c')
  },
  ...Object.fromEntries(
    (['latest', 'releases', 'all', 'named'] as const).map(among => [
      `highest, ${among}`,
      ({ store }: Opened) => store.highest(highestOf('a', among)),
    ]),
  ),
  'highest, of any status': ({ store }) => store.highest({ ...highestOf('a', 'releases'), without: [] }),
  highestOfEach: ({ store }) => {
    return store.highestOfEach([
      highestOf('a', 'releases'),
      highestOf('b', 'releases'),
      highestOf('nowhere', 'releases'),
      highestOf('a', 'named'),
    ])
  },
  revisions: ({ store }) =>
    store.revisions([
      { ...first, revision: 1 },
      { ...second, revision: 5 },
    ]),
  'revisions, of several versions': ({ store }) =>
    store.revisions([
      { ...second, revision: 5 },
      { ...other, revision: 2 },
      { ...other, version: 'none', revision: 1 },
    ]),
  source: async ({ store }) => store.source(await readOf(store.get(second))),
  'source, of a document that was replaced': async ({ store }) => {
    const [replaced] = await store.revisions([{ ...first, revision: 1 }])
    return store.source(await readOf(Promise.resolve(replaced)))
  },
  listVersions: ({ store }) => store.listVersions('a'),
  'summaries, of one contract': ({ store }) => store.summaries(['a']),
  'summaries, of several contracts': ({ store }) => store.summaries(['a', 'b']),
  'summaries, of a row that another program overwrote': ({ store, connection }) => {
    overwriteForeign(connection, other)
    return store.summaries(['a', 'b'])
  },
  'summariesAsOf, of one contract': ({ store }) => store.summariesAsOf(['a'], new Date()),
  'summariesAsOf, of several contracts': ({ store }) => store.summariesAsOf(['a', 'b'], new Date()),
  summaryRows: ({ store }) => store.summaryRows(['a', 'b']),
  'summaryRows, of a time': ({ store }) => store.summaryRows(['a', 'b'], new Date()),
  catchUpIndex: ({ store }) => store.catchUpIndex(),
  'listContracts, one page': ({ store }) => store.listContracts({ limit: 2, offset: 1 }),
  'listContracts, all': ({ store }) => store.listContracts({ limit: undefined, offset: 0 }),
  'history, all': ({ store }) => store.history(oldest),
  'history, newest first': ({ store }) => store.history({ ...oldest, order: 'newest', before: 5 }),
  'history, going on': ({ store }) => store.history({ ...oldest, after: 2 }),
  'history, of a contract': ({ store }) => store.history({ ...oldest, contractId: 'a' }),
  'history, of a version, newest first': ({ store }) =>
    store.history({ ...oldest, contractId: 'a', version: '1.0.0', order: 'newest' }),
  'history, of a caller': ({ store }) => store.history({ ...oldest, caller: 'alice' }),
  'history, of an operation': ({ store }) => store.history({ ...oldest, operation: 'external' }),
  'history, with all filters': ({ store }) => {
    const range = { after: 0, before: 100 }
    const filters = { contractId: 'a', version: '1.0.0', caller: 'alice', operation: 'update' } as const
    return store.history({ ...oldest, ...filters, ...range })
  },
  'link, new': ({ store }) => store.links.link({ ...link, contractId: 'a', contractVersion: '1.0.0' }),
  'link, again': ({ store }) => store.links.link({ ...link, contractId: 'a', contractVersion: '1.0.0' }),
  'link, moved': ({ store }) => store.links.link({ ...link, contractId: 'b', contractVersion: '1.0.0' }),
  linked: ({ store }) => store.links.linked(link.datasetId, link.datasetVersion),
  linksOfDataset: ({ store }) => store.links.linksOfDataset({ ...link, limit: 10 }),
  'linksOfDataset, of a scope': ({ store }) =>
    store.links.linksOfDataset({ ...link, scope: { ids: ['a'], prefixes: ['shop.'] }, limit: 10 }),
  linkedDatasets: ({ store }) => store.links.linkedDatasets({ ids: ['a'], prefixes: ['shop.'] }, 10),
  linksOfVersion: ({ store }) => store.links.linksOfVersion(other, { limit: 10, offset: 0 }),
  countLinks: ({ store }) => store.links.countLinks('b'),
  'noteActive, first': ({ database }) =>
    new ActiveVersionRows(database).noteActive('a', { version: '1.0.0', inPlaceOf: undefined }),
  'noteActive, another': ({ database }) =>
    new ActiveVersionRows(database).noteActive('a', { version: '1.0.0', inPlaceOf: '2.0.0' }),
  activeVersions: ({ database }) => new ActiveVersionRows(database).activeVersions(['a', 'b']),
  'noteActive, as expected': ({ database }) => new ActiveVersionRows(database).noteActive('a', undefined),
  check: ({ store }) => store.check(),
  'change, create, with fields and tags': ({ store }) => publish(store, tagged, author),
  'change, create, of an older version': ({ store }) => publish(store, older, author),
  'change, overwrite, of the latest version': ({ store }) => publish(store, retagged, author),
  'change, create, of a later version': ({ store }) => publish(store, later, author),
  'change, delete, of the latest version': ({ store }) => {
    return store.change(later, async () => ({ operation: 'delete' }), author)
  },
  'search, everything': ({ store }) => everyPage(store, {}, {}),
  'search, a word': ({ store }) => everyPage(store, { q: 'customer' }, {}),
  'search, a word, by id': ({ store }) => everyPage(store, { q: 'customer' }, { sort: 'id' }),
  'search, a word, by name': ({ store }) => everyPage(store, { q: 'customer' }, { sort: 'name' }),
  'search, a word, by the last change': ({ store }) =>
    everyPage(store, { q: 'customer' }, { sort: 'updated' }),
  'search, everything, by id': ({ store }) => everyPage(store, {}, { sort: 'id' }),
  'search, everything, by name': ({ store }) => everyPage(store, {}, { sort: 'name' }),
  'search, everything, by the last change': ({ store }) => everyPage(store, {}, { sort: 'updated' }),
  'search, all versions': ({ store }) => everyPage(store, { q: 'customer' }, { versions: 'all' }),
  'search, words, a phrase and a beginning': ({ store }) =>
    everyPage(store, { q: 'customerId "one row" em*' }, {}),
  'search, filters': ({ store }) =>
    everyPage(store, { q: 'orders', tag: ['gold', 'raw'], owner: 'crew', status: 'active,none' }, {}),
  'search, what one field has': ({ store }) =>
    everyPage(store, { field_name: ['email', 'cust*'], field_type: 'varchar', classification: 'pii' }, {}),
  'search, a time': ({ store }) =>
    everyPage(
      store,
      { updated_after: new Date(0), updated_before: new Date('2027-01-01T00:00:00Z') },
      { sort: 'updated' },
    ),
  'search, how tests stand': ({ store }) => everyPage(store, { q: 'customer', tests: 'none' }, {}),
  'search, tests that failed': ({ store }) => everyPage(store, { tests: 'failed' }, {}),
  'search, valid ones': ({ store }) => everyPage(store, { q: 'customer', valid: true }, {}),
  'search, those that are not valid': ({ store }) => everyPage(store, { valid: false }, {}),
  'search, a scope': ({ store }) =>
    everyPage(store, { q: 'customer' }, { scope: { ids: ['a'], prefixes: ['sh'] } }),
  'search, a word of an older version that has few in common with others': async ({ store }) => {
    for (const version of wordy) await publish(store, version, author)
    return everyPage(store, { q: 'word7of1' }, {})
  },
  'change, delete of versions with few words in common': async ({ store }) => {
    for (const version of wordy) await store.change(version, async () => ({ operation: 'delete' }), author)
  },
  'countHits, everything': ({ store }) => store.countHits(asked({}, {}), 10_000),
  'countHits, a word': ({ store }) => store.countHits(asked({ q: 'customer' }, {}), 10_000),
  'countHits, a phrase of all versions': ({ store }) =>
    store.countHits(asked({ q: '"one row"' }, { versions: 'all' }), 1),
  'facets, of documents': ({ store }) => store.facets(asked({}, {}), ['status', 'owner', 'domain']),
  'facets, tags': ({ store }) => store.facets(asked({}, {}), ['tag']),
  'facets, of a word': ({ store }) => store.facets(asked({ q: 'customer' }, {}), ['status', 'tag']),
  'facets, of all versions': ({ store }) =>
    store.facets(asked({ q: 'customer' }, { versions: 'all' }), ['status', 'tag']),
  'fields, all': ({ store }) => everyField(store, {}),
  'fields, a name': ({ store }) => everyField(store, { field_name: ['email'] }),
  'fields, the beginning of a name': ({ store }) => everyField(store, { field_name: ['e*'] }),
  'fields, several names': ({ store }) => everyField(store, { field_name: ['email', 'c_mail'] }),
  'fields, a type': ({ store }) => everyField(store, { field_type: ['varchar'] }),
  'fields, a classification': ({ store }) => everyField(store, { classification: ['pii'] }),
  'fields, a name, a type and a classification': ({ store }) =>
    everyField(store, { field_name: ['email'], field_type: ['varchar'], classification: ['pii'] }),
  versions: ({ store }) => store.versions([first, tagged]),
  summariesOf: ({ store }) => store.summariesOf([first, tagged]),
  outlines: ({ store }) => store.outlines([first, tagged]),
  catchUpValidations: ({ store }) => store.catchUpValidations(),
  validations: ({ store }) => store.validations([first, tagged]),
  documentSizes: ({ store }) => store.documentSizes([first, { ...first, revision: 1 }]),
  reconcileEvery: async ({ store, connection }) => {
    insertForeign(connection, jsonVersion('e', '1.0.0'))
    store.reconcileEvery(0, { adopted: () => undefined, failed: () => undefined })
    // it tells nobody when it is done
    for (let turn = 0; turn < 50; turn++) await setImmediate()
  },
  'reindex, what is missing': ({ store, connection }) => {
    connection.prepare(`delete from contracts where contract_id = 'e'`).run()
    connection.prepare(`delete from contracts_texts where contract_id = 'shop.orders'`).run()
    return store.reindex({ onlyMissing: true })
  },
  'reindex, everything': ({ store }) => store.reindex({ onlyMissing: false }),
  'listContracts, of the index, one page': ({ store }) => store.listContracts({ limit: 2, offset: 1 }),
  adoptForeignRows: ({ store, connection }) => {
    insertForeign(connection, jsonVersion('d', '1.0.0'))
    overwriteForeign(connection, other)
    return store.adoptForeignRows()
  },
  enterForeignChanges: ({ store }) => store.enterForeignChanges(),
  'record, the entries of another store and a position in a log': ({ store }) =>
    store.record(recordable, { move: { from: 0, to: 3, mark: 'x' } }),
  'record, entries that are recorded': ({ store }) => store.record(recordable),
  restore: ({ store }) => store.restore(recordable),
  logPosition: ({ store }) => store.logPosition(),
  entriesAfter: ({ store }) => all(store.entriesAfter(0)),
  linkEntries: ({ store }) => all(store.linkEntries()),
  'recordTestRun, the first of its id': ({ store }) => store.testRuns.recordTestRun(run, 'once'),
  'recordTestRun, known': ({ store }) => store.testRuns.recordTestRun(run, 'once'),
  'recordTestRun, another report, last wins': ({ store }) =>
    store.testRuns.recordTestRun({ ...run, digest: 'e' }, 'last'),
  restoreRuns: ({ store }) => store.testRuns.restoreRuns([{ ...run, digest: 'e' }]),
  overwriteRuns: ({ store }) => store.testRuns.overwriteRuns([run]),
  keptRuns: ({ store }) => all(store.testRuns.keptRuns({ source: 'job', runId: '' })),
  keysBeginning: ({ store }) => store.testRuns.keysBeginning('a'),
  deleteKeys: ({ store }) => store.testRuns.deleteKeys(['none']),
  testRun: ({ store }) => store.testRuns.testRun(run),
  testReport: ({ store }) => store.testRuns.testReport(run),
  failedChecks: ({ store }) => store.testRuns.failedChecks(run, 100),
  testRunParts: ({ store }) =>
    store.testRuns.testRunParts([run, { ...run, runId: 'other' }], { checks: 100, reportBytes: 1000 }),
  testRuns: ({ store }) => store.testRuns.testRuns(allFilters, { limit: 10, after: [1e15, 'x'] }),
  testedDatasets: ({ store }) => store.testRuns.testedDatasets({ ids: ['a'], prefixes: ['shop.'] }, 10),
  countTestRuns: ({ store }) => store.testRuns.countTestRuns({ contractId: 'a', version: '1.0.0' }),
  lastTestRuns: ({ store }) => store.testRuns.lastTestRuns('a', 10),
  testFigures: ({ store }) => store.testRuns.testFigures({ contractId: 'a' }),
  testBuckets: ({ store }) => store.testRuns.testBuckets({ contractId: 'a' }, 'day', 10),
  failingChecks: ({ store }) => store.testRuns.failingChecks({ contractId: 'a' }, 10),
  failingSince: ({ store }) => store.testRuns.failingSince({ contractId: 'a' }),
  sweepTestRuns: ({ store }) =>
    store.testRuns.sweepTestRuns(
      { keepDays: 1, keepReportDays: 1, keepLast: 0, keepGroups: 1 },
      () => new Date('2026-04-30'),
    ),
  'deleteTestRuns, one': ({ store }) => store.testRuns.deleteTestRuns(run),
  'deleteTestRuns, those of a dataset': ({ store }) => store.testRuns.deleteTestRuns(allFilters),
  'recordTestRun, an equal one of later': ({ store }) => store.testRuns.recordTestRun(run, 'again'),
  recordDatasetEvent: async ({ store }) => {
    for (let at = 0; at < 2; at++) await store.datasetEvents.recordDatasetEvent(datasetEvent)
  },
  eventsOfDataset: ({ store }) =>
    store.datasetEvents.eventsOfDataset(
      { scope: { ids: ['a'], prefixes: ['shop.'] }, datasetId: 'd', datasetVersion: '1' },
      { events: 10, characters: 1000 },
    ),
  'eventsOfDataset, of all versions': ({ store }) =>
    store.datasetEvents.eventsOfDataset(
      { scope: undefined, datasetId: 'd', datasetVersion: undefined },
      { events: 10, characters: 1000 },
    ),
  datasetsWithEvents: ({ store }) =>
    store.datasetEvents.datasetsWithEvents({ ids: ['a'], prefixes: ['shop.'] }, 10),
  deleteReceivedBefore: ({ store }) => store.datasetEvents.deleteReceivedBefore(1e15, async () => true),
  clear: ({ store }) => store.clear(),
}

const datasetEvent = {
  ...{ dataset: { id: 'd', version: '1' }, contractId: 'a', contractVersion: '1.0.0' },
  ...{ event: '{}', lineage: undefined, digest: 'e', caller: 'job' },
}

const recorded = jsonVersion('r', '1.0.0')

function entryAt(revision: number, change: Change): VersionEntry {
  const place = { isThere: revision > 1, revision, time: new Date(revision), author }
  return { ...decidedEntry(recorded, change, place), id: `r ${revision}` }
}

const publication = entryAt(1, { operation: 'publish', version: recorded })
const recordable: Entry[] = [
  publication,
  {
    ...publication,
    revision: 2,
    time: new Date(2),
    state: { ...entryStateOf(recorded), document: undefined },
  },
  entryAt(3, { operation: 'publish', version: yamlVersion('r', '1.0.0', 'id: r\nversion: 1.0.0\n') }),
  entryAt(4, { operation: 'delete' }),
  {
    kind: 'link',
    id: 'l',
    link: { ...link, contractId: 'r', contractVersion: '1.0.0', linkedAt: new Date('2040-01-01T00:00:00Z') },
  },
]

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

type Wanted = Parameters<typeof searchOf>[0]
type Page = Parameters<typeof searchOf>[1]

function asked(wanted: Wanted, page: Partial<Page>): SearchQuery {
  const usual = {
    versions: 'latest',
    sort: 'relevance',
    offset: 0,
    after: undefined,
    scope: undefined,
  } as const
  return searchOf(wanted, { ...usual, limit: 1, ...page })
}

/** All hits, one a page. */
async function everyPage(store: SqlContractStore, wanted: Wanted, page: Partial<Page>) {
  const hits: SearchHit[] = []
  for (let query = asked(wanted, page); ; ) {
    const found = await store.search(query)
    hits.push(...found.hits)
    if (!found.next) return hits
    query = { ...query, after: found.next }
  }
}

/** All fields, one a page. */
async function everyField(store: SqlContractStore, filters: FieldFilters) {
  const condition = fieldConditionOf(filters)
  const pages: FieldPage[] = []
  for (let after: FieldPage['next']; ; ) {
    const page = await store.fields({
      condition,
      filters: filterTerms(filters),
      scope: undefined,
      limit: 1,
      after,
    })
    pages.push(page)
    after = page.next
    if (!after) return pages
  }
}

async function known({ stored, source, versions }: CurrentVersion) {
  return { stored, source: await source(), versions: await versions() }
}

/** A version that is there. */
async function readOf<T>(read: Promise<T | undefined>): Promise<T> {
  const stored = await read
  if (!stored) throw new Error('nothing was read')
  return stored
}

/** Has another program, which knows dc43's columns only, insert a version. */
function insertForeign(connection: Database.Database, version: ContractVersion): void {
  const columns = 'contract_id, version, name, json, fingerprint, created_at'
  const { contractId, version: name, json, fingerprint } = version
  connection
    .prepare(`insert into contracts (${columns}) values (?, ?, ?, ?, ?, '2026-01-01 00:00:00.000000')`)
    .run(contractId, name, contractId, json, fingerprint)
}

/** Has another program write another document to a version that is there. */
function overwriteForeign(connection: Database.Database, { contractId, version }: ContractVersion): void {
  const events = connection.prepare('select count(*) from contracts_history').pluck().get()
  const written = jsonVersion(contractId, version, { status: 'draft', name: `after ${events} events` })
  connection
    .prepare('update contracts set json = ?, fingerprint = ? where contract_id = ? and version = ?')
    .run(written.json, written.fingerprint, contractId, version)
}
