import { describe, expect, onTestFinished, test } from 'vitest'
import type { CataloguedField } from '../../src/stores/search-query.ts'
import { FieldCatalogue } from '../../src/stores/sql/search/field-catalogue.ts'
import { IndexPostings } from '../../src/stores/sql/search-index/index-postings.ts'
import type { SqlContractStore } from '../../src/stores/sql/store.ts'
import type { StoreDatabase } from '../../src/stores/sql/store-database.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion } from '../support/sample-contracts.ts'
import { engines, sqliteStorage } from '../support/storages.ts'
import { openStoreDatabase } from '../support/store-database.ts'

const every = {
  condition: { names: [], types: [], classifications: [] },
  filters: [],
  scope: undefined,
  limit: 1000,
  after: undefined,
}

/** A version whose schema has one object, with fields of these descriptions. */
function described(contractId: string, version: string, descriptions: Record<string, string | undefined>) {
  const properties = Object.entries(descriptions).map(([name, description]) => ({ name, description }))
  return jsonVersion(contractId, version, { schema: [{ name: 'z', properties }] })
}

/** The properties in short, in the order of the catalogue. */
function linesOf(fields: readonly CataloguedField[]): string[] {
  return fields
    .filter(({ kind }) => kind === 'property')
    .map(({ contractId, version, name, description }) => `${contractId} ${version} ${name}: ${description}`)
}

async function linesIn(store: SqlContractStore): Promise<string[]> {
  await store.catchUpIndex()
  return linesOf((await store.fields(every)).fields)
}

function deletion(store: SqlContractStore, contractId: string, version: string) {
  return store.change({ contractId, version }, async () => ({ operation: 'delete' }), somebody)
}

describe.each(engines.filter(({ isThere }) => isThere))('descriptions of fields on $name', ({ create }) => {
  async function opened() {
    const storage = await create()
    onTestFinished(() => storage.remove())
    const store = await storage.open()
    onTestFinished(() => store.close())
    return { storage, store }
  }

  test('are those of the latest version, whatever becomes of it', async () => {
    const { storage, store } = await opened()
    const stays = async (expected: string[]) => {
      expect(await linesIn(store)).toEqual(expected)
      await storage.execute('delete from contracts_field_descriptions')
      await store.reindex({ onlyMissing: false })
      expect(await linesIn(store)).toEqual(expected)
    }
    const one = ['a 1.0.0 id: Its number', 'a 1.0.0 note: undefined']
    await publish(store, described('a', '1.0.0', { id: 'Its number', note: undefined }))
    await stays(one)
    await publish(store, described('a', '2.0.0', { id: 'Its "number"\n\0', note: '\ud83d' }))
    await stays(['a 2.0.0 id: Its "number"\n\ufffd', 'a 2.0.0 note: \ufffd'])
    await publish(store, described('a', '2.0.0', { id: undefined, note: undefined }))
    await stays(['a 2.0.0 id: undefined', 'a 2.0.0 note: undefined'])
    await publish(store, described('a', '2.0.0', { id: undefined, new: 'of new', note: 'of note' }))
    await stays(['a 2.0.0 id: undefined', 'a 2.0.0 new: of new', 'a 2.0.0 note: of note'])
    await publish(store, described('a', '2.0.0', { id: undefined, note: 'of note' }))
    await stays(['a 2.0.0 id: undefined', 'a 2.0.0 note: of note'])
    await publish(store, described('b', '1.0.0', { id: 'Of b' }))
    await deletion(store, 'a', '2.0.0')
    await stays(['a 1.0.0 id: Its number', 'b 1.0.0 id: Of b', 'a 1.0.0 note: undefined'])
    await deletion(store, 'a', '1.0.0')
    await stays(['b 1.0.0 id: Of b'])
    await publish(store, described('a', '1.0.0', { id: undefined, note: undefined }))
    await stays(['a 1.0.0 id: undefined', 'b 1.0.0 id: Of b', 'a 1.0.0 note: undefined'])
  })

  test('are read with the fields that have them, also of giant documents', async () => {
    const { store } = await opened()
    const names = Array.from({ length: 1200 }, (_, at) => `column${String(at).padStart(4, '0')}`)
    const textOf = (version: string, name: string) => `${version} ${name} ${'é'.repeat(1100)}`
    for (const version of ['1.0.0', '2.0.0']) {
      const texts = names.map((name, at) => [name, at % 3 === 0 ? undefined : textOf(version, name)])
      await publish(store, described('a', version, Object.fromEntries(texts)))
      await store.catchUpIndex()
      for (const [at, name] of names.entries()) {
        if (at % 211 > 2) continue
        const condition = { ...every.condition, names: [{ key: name, isPrefix: false }] }
        const { fields } = await store.fields({ ...every, condition })
        const expected = at % 3 === 0 ? undefined : textOf(version, name).slice(0, 1000)
        expect(fields.map(({ description }) => description)).toEqual([expected])
      }
    }
  })

  test('are never those of another version', async () => {
    const { storage, store } = await opened()
    const database = await openStoreDatabase(storage.dsn)
    onTestFinished(() => database.close())
    await publish(store, described('a', '1.0.0', { id: 'one', name: 'one', note: undefined }))
    await publish(store, described('b', '1.0.0', { id: 'one', name: 'one' }))
    await publish(store, described('c', '1.0.0', { id: 'one' }))
    await publish(store, described('d', '1.0.0', { note: undefined }))
    await store.catchUpIndex()
    const changes = [
      async () => {
        await publish(store, described('a', '2.0.0', { id: 'two', name: 'two', note: 'two' }))
        await publish(store, described('b', '2.0.0', { other: 'two', name: 'two' }))
        await deletion(store, 'c', '1.0.0')
        await publish(store, described('d', '2.0.0', { note: 'two' }))
      },
      async () => {
        await publish(store, described('a', '3.0.0', { id: 'three', name: undefined, note: 'three' }))
      },
    ]
    // each comes after the fields were read, and before their descriptions are
    const select: StoreDatabase['select'] = async query => {
      const rows = await database.select(query)
      if (query.from === database.tables.fields) {
        await changes.shift()?.()
        await store.catchUpIndex()
      }
      return rows
    }
    const changing = new Proxy(database, {
      get(target, name) {
        const member = name === 'select' ? select : Reflect.get(target, name, target)
        return typeof member === 'function' ? member.bind(target) : member
      },
    })
    const { fields, next } = await new FieldCatalogue(changing, new IndexPostings(database)).page(every)
    expect(changes).toEqual([])
    expect(next).toBe(undefined)
    expect(linesOf(fields)).toEqual([
      'a 3.0.0 id: three',
      'a 3.0.0 name: undefined',
      'b 2.0.0 name: two',
      'a 3.0.0 note: three',
      // it had none that could be missing: all of it is as it was
      'd 1.0.0 note: undefined',
    ])
  })
})

test('a version with other descriptions leaves the rows of fields as they are, and does not read them', async () => {
  const storage = sqliteStorage()
  onTestFinished(() => storage.remove())
  const store = await storage.open()
  onTestFinished(() => store.close())
  await publish(store, described('a', '1.0.0', { id: 'one', name: 'one' }))
  expect(await linesIn(store)).toEqual(['a 1.0.0 id: one', 'a 1.0.0 name: one'])
  for (const [table, operations] of [
    ['contracts_fields', ['insert', 'update', 'delete']],
    ['contracts_field_descriptions', ['update']],
  ] as const)
    for (const operation of operations)
      await storage.execute(
        `create trigger no_${operation}_${table} before ${operation} on ${table} begin select raise(abort, 'written'); end`,
      )
  await publish(store, described('a', '2.0.0', { id: 'two', name: 'one' }))
  expect(await linesIn(store)).toEqual(['a 2.0.0 id: two', 'a 2.0.0 name: one'])
  await storage.execute(
    `create trigger no_descriptions before insert on contracts_field_descriptions begin select raise(abort, 'written'); end`,
  )
  await publish(store, described('a', '3.0.0', { id: 'two', name: 'one' }))
  expect(await linesIn(store)).toEqual(['a 3.0.0 id: two', 'a 3.0.0 name: one'])
  for (const name of ['no_descriptions', 'no_delete_contracts_fields'])
    await storage.execute(`drop trigger ${name}`)
  // who looked at the rows would miss one, and could not write it
  await storage.execute(`delete from contracts_fields where name = 'name'`)
  await publish(store, described('a', '4.0.0', { id: 'four', name: 'four' }))
  expect(await linesIn(store)).toEqual(['a 4.0.0 id: four'])
})
