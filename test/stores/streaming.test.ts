import { expect, onTestFinished, test, vi } from 'vitest'
import type { SearchQuery } from '../../src/stores/search-query.ts'
import { Describers } from '../../src/use-cases/describers.ts'
import { ContractSearch } from '../../src/use-cases/search.ts'
import { readVersion } from '../../src/workers/indexed-documents.ts'
import { documentWorkers } from '../support/document-workers.ts'
import { publish } from '../support/publish.ts'
import { openSqliteStore } from '../support/sqlite-store.ts'

const everything: SearchQuery = {
  ...{ units: [], words: [], field: [], fieldUnits: [], scope: undefined },
  ...{ updatedAfter: undefined, updatedBefore: undefined, after: undefined },
  ...{ versions: 'latest', sort: 'id', limit: 1, offset: 0 },
}

test('a stream holds many small documents at once, and few large ones', async () => {
  const store = await openSqliteStore()
  onTestFinished(() => store.close())
  for (let at = 0; at < 300; at++) {
    const identity = { contractId: `c${String(at).padStart(3, '0')}`, version: '1.0.0' }
    const usage = 'x'.repeat(at < 200 ? 10 : 1_500_000)
    const bytes = Buffer.from(JSON.stringify({ description: { usage } }))
    await publish(store, readVersion({ bytes, format: 'json' }, identity))
  }
  const read = vi.spyOn(store, 'versions')
  const streamed: string[] = []
  for await (const { contractId } of new ContractSearch(
    store,
    new Describers(documentWorkers),
    documentWorkers,
  ).allVersions(everything))
    streamed.push(contractId)
  expect(streamed).toHaveLength(300)
  expect(streamed).toEqual([...new Set(streamed)].sort())
  const atOnce = read.mock.calls.map(([wanted]) => wanted.length)
  expect(atOnce.slice(0, 4)).toEqual([50, 50, 50, 50])
  expect(atOnce.slice(4)).toEqual(Array(50).fill(2))
})
