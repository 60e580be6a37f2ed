import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { corpusContract } from '../../bench/search/corpus.ts'
import { fill } from '../../bench/search/fill.ts'
import { publisher } from '../../bench/search/load.ts'
import { DocumentWorkers } from '../../src/workers/document-workers.ts'
import { readVersion } from '../../src/workers/indexed-documents.ts'
import { type LiveServer, mariadbServer, mysqlServer } from '../support/live-servers.ts'
import { openStoreOf } from '../support/open-store.ts'
import { publish } from '../support/publish.ts'
import { tempFolder } from '../support/temp-folder.ts'

const size = { contracts: 8, versions: 6 }

/** A database to fill, and a way to look at all of it. */
interface Filled {
  readonly dsn: string
  /** The names of its tables. */
  tables(): Promise<string[]>
  rows(table: string): Promise<readonly unknown[]>
}

test('the corpus of a benchmark is loaded as publishing it would', () => expectSame(async () => sqliteFile()))

for (const server of [mariadbServer, mysqlServer]) {
  test.skipIf(!server.isThere)(`so is that of ${server.name}, which is told what to index`, async () => {
    await expectSame(() => mysqlDatabase(server))
  })
}

async function expectSame(create: () => Promise<Filled>): Promise<void> {
  const [loaded, published] = [await create(), await create()]
  await fill(loaded.dsn, size, () => undefined)
  // without rules: verdicts come behind the index, and would be there or not when the store closes
  const documents = new DocumentWorkers()
  const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: published.dsn }, undefined, undefined, documents)
  for (let index = 0; index < size.contracts; index++) {
    for (const { document, ...identity } of corpusContract(index, size.versions)) {
      const bytes = Buffer.from(JSON.stringify(document))
      await publish(store, readVersion({ bytes, format: 'json' }, identity), author)
      // one by one, in the order of their numbers
      await store.catchUpIndex()
    }
  }
  await store.close()
  await documents.close()
  expect(await contentsOf(loaded)).toEqual(await contentsOf(published))
}

const author = { caller: publisher, reason: undefined, requestId: undefined }

function sqliteFile(): Filled {
  const file = `${tempFolder()}/registry.db`
  const read = (query: string) => {
    const database = new Database(file, { readonly: true })
    const rows = database.prepare(query).all() as Record<string, unknown>[]
    database.close()
    return rows
  }
  const names = "select name from sqlite_schema where type = 'table' and name like 'contracts%'"
  return {
    dsn: `sqlite:///${file}`,
    tables: async () => read(names).map(({ name }) => String(name)),
    rows: async table => read(`select * from ${table}`),
  }
}

async function mysqlDatabase(server: LiveServer): Promise<Filled> {
  const database = await server.create()
  onTestFinished(() => database.drop())
  return {
    dsn: database.dsn,
    tables: async () => {
      const rows = await database.execute("show full tables where table_type = 'BASE TABLE'")
      return rows.map(row => String(Object.values(row)[0]))
    },
    rows: table => database.execute(`select * from ${table}`),
  }
}

/** Tables that depend on when what was indexed, or on when tables were made. */
const others = /_(segments|postings|migrations)$/

/** A table whose ids tell how often others took the place of a row. */
const renewed = /_field_descriptions$/

/** All rows of all other tables in the order of their texts, but for their times. */
async function contentsOf({ tables, rows }: Filled): Promise<unknown> {
  const names = (await tables()).filter(name => !others.test(name))
  const contents = names.map(async name => {
    const varying = renewed.test(name) ? /^id$/ : /_at$|^clock$/
    return [name, (await rows(name)).map(row => textOf(row, varying)).sort()] as const
  })
  return Object.fromEntries(await Promise.all(contents))
}

function textOf(row: unknown, varying: RegExp): string {
  return JSON.stringify(row, (key, value) => (varying.test(key) ? 'of each its own' : value))
}
