import { expect, test } from 'vitest'
import type { Entry } from '../../../src/stores/entry.ts'
import { entryForJson, entrySchema } from '../../../src/stores/entry-json.ts'

const published: Entry = {
  kind: 'version',
  id: 'e1',
  contractId: 'a/é 😀',
  version: '1.0.0',
  operation: 'create',
  revision: 1,
  time: new Date('2026-01-02T03:04:05.678Z'),
  caller: 'somebody',
  reason: undefined,
  requestId: 'r',
  successor: null,
  sunset: new Date('2027-01-01T00:00:00.000Z'),
  state: {
    name: 'a',
    status: 'draft',
    fingerprint: 'f',
    document: { json: '{"version":1.0,"x":"\ud800\\n"}', source: Buffer.from([0, 0xff, 0x0a]) },
  },
}
const removed: Entry = {
  ...published,
  operation: 'delete',
  successor: undefined,
  sunset: undefined,
  state: undefined,
}
const linked: Entry = {
  kind: 'link',
  id: 'e2',
  link: {
    datasetId: 'd',
    datasetVersion: '1',
    contractId: 'a',
    contractVersion: '1.0.0',
    linkedAt: new Date('2026-01-02T03:04:05.678Z'),
    linkedBy: undefined,
  },
}
const unseen: Entry = {
  ...published,
  operation: 'external',
  caller: undefined,
  state: { name: 'a', status: undefined, fingerprint: 'f', document: undefined },
}

test.each([
  published,
  removed,
  linked,
  unseen,
])('an entry is read from JSON as it was written (%#)', entry => {
  const line = JSON.stringify(entryForJson(entry))
  expect(line).not.toContain('\n')
  expect(entrySchema.parse(JSON.parse(line))).toStrictEqual(entry)
})

test('what a later release adds is passed over, and what is no entry is refused', () => {
  const line = { ...entryForJson(removed), later: 1 }
  expect(entrySchema.parse(JSON.parse(JSON.stringify(line)))).toStrictEqual(removed)
  expect(() => entrySchema.parse({ ...entryForJson(removed), time: 'yesterday' })).toThrow()
  expect(() => entrySchema.parse({ kind: 'other' })).toThrow()
})
