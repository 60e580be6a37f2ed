import type Database from 'better-sqlite3'
import type { ContractVersion } from '../../../src/domain/contract-version.ts'
import type { Author } from '../../../src/domain/history.ts'
import type { SqlContractStore } from '../../../src/stores/sql/store.ts'
import type { Change, CurrentVersion, HistoryQuery } from '../../../src/stores/store.ts'
import { publish } from '../publish.ts'
import { jsonVersion, yamlVersion } from '../sample-contracts.ts'

/** A store, and the database behind it, where other programs write. */
export interface Opened {
  readonly store: SqlContractStore
  readonly connection: Database.Database
}

type Operation = (opened: Opened) => Promise<unknown>

const author: Author = { caller: 'alice', reason: 'so that', requestId: 'r1' }
const first = yamlVersion('a', '1.0.0', 'id: a\nversion: 1.0.0\nstatus: draft\n')
const second = yamlVersion('a', '1.0.0', 'id: a\nversion: 1.0.0\nstatus: draft\nname: A\n')
const third = jsonVersion('a', '1.0.0', { status: 'active' })
const other = jsonVersion('b', '1.0.0', { status: 'active' })
const foreign = jsonVersion('c', '1.0.0', { status: 'active' })
const link = { datasetId: 'table:orders', datasetVersion: '1', linkedBy: 'alice' }
const oldest: HistoryQuery = { order: 'oldest', limit: 10 }

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
  'get, of a row that another program inserted': ({ store, connection }) => {
    insertForeign(connection, foreign)
    return store.get(foreign)
  },
  latest: ({ store }) => store.latest('a'),
  'latest, of a contract with a row that another program inserted': ({ store, connection }) => {
    insertForeign(connection, jsonVersion('c', '2.0.0'))
    return store.latest('c')
  },
  revisions: ({ store }) =>
    store.revisions([
      { ...first, revision: 1 },
      { ...second, revision: 5 },
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
  'link, new': ({ store }) => store.link({ ...link, contractId: 'a', contractVersion: '1.0.0' }),
  'link, again': ({ store }) => store.link({ ...link, contractId: 'a', contractVersion: '1.0.0' }),
  'link, moved': ({ store }) => store.link({ ...link, contractId: 'b', contractVersion: '1.0.0' }),
  linked: ({ store }) => store.linked(link.datasetId, link.datasetVersion),
  links: ({ store }) => store.links(other, { limit: 10, offset: 0 }),
  countLinks: ({ store }) => store.countLinks('b'),
  check: ({ store }) => store.check(),
  adoptForeignRows: ({ store, connection }) => {
    insertForeign(connection, jsonVersion('d', '1.0.0'))
    overwriteForeign(connection, other)
    return store.adoptForeignRows()
  },
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
