import { describe, expect, onTestFinished, test } from 'vitest'
import { versionKey } from '../../src/domain/identity.ts'
import type { SearchQuery } from '../../src/stores/search-query.ts'
import type { SqlContractStore } from '../../src/stores/sql/store.ts'
import { rulesOf, standardRules } from '../../src/validation/validation.ts'
import { DocumentWorkers } from '../../src/workers/document-workers.ts'
import { readVersion } from '../../src/workers/indexed-documents.ts'
import { publish, somebody } from '../support/publish.ts'
import { jsonVersion, yamlVersion } from '../support/sample-contracts.ts'
import { type Engine, engines, quoted } from '../support/storages.ts'

const everything = {
  ...{ units: [], words: [], fieldUnits: [], field: [], updatedAfter: undefined, updatedBefore: undefined },
  ...{ scope: undefined, limit: 100, offset: 0, after: undefined },
} satisfies Omit<SearchQuery, 'versions' | 'sort'>

const valid = { apiVersion: 'v3.1.0', kind: 'DataContract', status: 'active' }
const invalid = { ...valid, price: { priceCurrency: 1, priceUnit: 2 } }
const none = { error: 0, warning: 0, info: 0 }

/** The versions that are found, as a search for a verdict and a count of its hits tell them. */
async function found(store: SqlContractStore, isValid: boolean, versions: 'latest' | 'all' = 'all') {
  const query: SearchQuery = { ...everything, versions, sort: 'id', valid: isValid }
  // a search waits for some seconds only
  await store.catchUpIndex()
  await store.catchUpValidations()
  const { hits } = await store.search(query)
  const total = { count: hits.length, isExact: true }
  expect(await store.countHits(query, 100)).toEqual(total)
  return hits.map(hit => `${hit.contractId} ${hit.version}`).sort()
}

for (const engine of engines)
  describe.skipIf(!engine.isThere)(`validations in ${engine.name}`, () => testValidations(engine))

function testValidations(engine: Engine): void {
  async function opened() {
    const storage = await engine.create()
    onTestFinished(() => storage.remove())
    const open = async (rules = standardRules) => {
      const documents = new DocumentWorkers(rules)
      const store = await storage.open(documents)
      onTestFinished(async () => {
        await store.close()
        await documents.close()
      })
      return store
    }
    return { storage, open }
  }

  test('are those of the documents that are there now, whoever wrote them', async () => {
    const { storage, open } = await opened()
    const store = await open()
    const document = (version: string, members: object) =>
      readVersion(
        {
          bytes: Buffer.from(JSON.stringify({ version, id: 'told', ...members })),
          format: 'json',
        },
        { contractId: 'told', version },
        standardRules,
      )
    await publish(store, document('1.0.0', invalid))
    await publish(store, document('2.0.0', valid))
    // without a verdict, as a log tells of it
    await publish(store, jsonVersion('a', '1.0.0', invalid))
    await publish(store, yamlVersion('yaml', '1.0.0', 'apiVersion: v3.1.0\nkind: DataContract\nstatus: a\n'))
    for (const [id, json] of [
      ['foreign', JSON.stringify({ version: '1', id: 'foreign', ...valid })],
      ['no-json', 'no: json'],
    ] as const)
      await storage.execute(
        `insert into contracts (contract_id, version, name, json, fingerprint) values ('${id}', '1', 'x', ${quoted(json)}, 'f')`,
      )
    await store.adoptForeignRows()
    expect(await found(store, false)).toEqual(['a 1.0.0', 'no-json 1', 'told 1.0.0'])
    expect(await found(store, true)).toEqual(['foreign 1', 'told 2.0.0', 'yaml 1.0.0'])
    expect(await found(store, false, 'latest')).toEqual(['a 1.0.0', 'no-json 1', 'told 1.0.0'])
    const wanted = [
      { contractId: 'told', version: '1.0.0' },
      { contractId: 'told', version: '2.0.0' },
      { contractId: 'no-json', version: '1' },
      { contractId: 'nowhere', version: '1' },
    ]
    const told = await store.validations(wanted)
    expect(wanted.map(one => told.get(versionKey(one)))).toEqual([
      { ...none, error: 2 },
      none,
      { ...none, error: 1 },
      undefined,
    ])

    await publish(store, document('1.0.0', valid))
    await publish(store, jsonVersion('a', '1.0.0', valid))
    const changed = { contractId: 'yaml', version: '1.0.0' }
    await store.change(changed, async () => ({ operation: 'delete' }), somebody)
    expect(await found(store, false)).toEqual(['no-json 1'])
    expect(await found(store, true)).toEqual(['a 1.0.0', 'foreign 1', 'told 1.0.0', 'told 2.0.0'])
    expect((await store.validations([changed])).size).toBe(0)
  })

  test('are made anew by other rules, and by another instance without a word from the first', async () => {
    const { open } = await opened()
    const store = await open()
    await publish(store, jsonVersion('a', '1.0.0', invalid))
    await publish(store, jsonVersion('b', '1.0.0', valid))
    expect(await found(store, false)).toEqual(['a 1.0.0'])
    const lenient = await open(
      rulesOf({
        levels: { 'schema/type': 'warning' },
        overlay: undefined,
      }),
    )
    expect(await found(lenient, false)).toEqual([])
    const a = { contractId: 'a', version: '1.0.0' }
    expect((await lenient.validations([a])).get(versionKey(a))).toEqual({ ...none, warning: 2 })
    const withOverlay = await open(rulesOf({ levels: {}, overlay: '{"required": ["domain"]}' }))
    expect(await found(withOverlay, false)).toEqual(['a 1.0.0', 'b 1.0.0'])
    // what one has judged is not what another one tells
    expect(await found(store, false)).toEqual(['a 1.0.0'])
    await publish(store, jsonVersion('c', '1.0.0', invalid))
    await store.reindex({ onlyMissing: false })
    expect(await found(store, false)).toEqual(['a 1.0.0', 'c 1.0.0'])
  })

  test('are the same after a few changes that two instances make at a time', async () => {
    const { open } = await opened()
    const stores = [await open(), await open()]
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    for (const round of [1, 2, 3])
      await Promise.all(
        ids.map(async (id, at) => {
          const store = stores[(at + round) % 2] ?? expect.fail()
          const isValid = (at * round) % 3 === 0
          await publish(store, jsonVersion(id, '1.0.0', { ...(isValid ? valid : invalid), name: `${round}` }))
          await store.validations([{ contractId: id, version: '1.0.0' }])
        }),
      )
    const expected = ids.filter((_, at) => (at * 3) % 3 !== 0).map(id => `${id} 1.0.0`)
    for (const store of stores) expect(await found(store, false)).toEqual(expected)
  })
}
