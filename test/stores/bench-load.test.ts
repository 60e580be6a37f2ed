import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { corpusContract } from '../../bench/search/corpus.ts'
import { fill } from '../../bench/search/databases.ts'
import { publisher } from '../../bench/search/load.ts'
import { readContractVersion } from '../../src/domain/contract-version.ts'
import { openStoreOf } from '../support/open-store.ts'
import { publish } from '../support/publish.ts'
import { tempFolder } from '../support/temp-folder.ts'

const size = { contracts: 8, versions: 6 }

test('the corpus of a benchmark is loaded as publishing it would', async () => {
  const folder = tempFolder()
  const [loaded, published] = [`${folder}/loaded.db`, `${folder}/published.db`]
  await fill(`sqlite:///${loaded}`, size, () => undefined)
  const store = await openStoreOf({ DC43_CONTRACT_STORE_DSN: `sqlite:///${published}` })
  for (let index = 0; index < size.contracts; index++) {
    for (const { document, ...identity } of corpusContract(index, size.versions)) {
      const bytes = Buffer.from(JSON.stringify(document))
      await publish(store, readContractVersion({ bytes, format: 'json' }, identity), author)
    }
  }
  await store.reindex({ onlyMissing: true })
  await store.close()
  expect(contentsOf(loaded)).toEqual(contentsOf(published))
})

const author = { caller: publisher, reason: undefined, requestId: undefined }

/** All rows of all tables in the order of their texts, but for their times. */
function contentsOf(file: string): unknown {
  const database = new Database(file, { readonly: true })
  const tables = database.prepare(
    "select name from sqlite_schema where type = 'table' and name like 'contracts%'",
  )
  const names = (tables.pluck().all() as string[]).filter(name => !/_migrations|_terms/.test(name))
  const rows = names.map(name => [name, database.prepare(`select * from ${name}`).all().map(textOf).sort()])
  database.close()
  return Object.fromEntries(rows)
}

function textOf(row: unknown): string {
  return JSON.stringify(row, (key, value) => (/_at$|^clock$/.test(key) ? 'a time' : value))
}
