import { describe, expect, test } from 'vitest'
import { bytesVersion, keptVersion } from '../../../../src/stores/sql/rows.ts'

const row = {
  ...{ contractId: 'a', version: '1.0.0', status: 'active', revision: 1 },
  ...{ fingerprint: 'f', digest: 'd' },
}

describe.each([
  ['bytes', bytesVersion],
  ['a text', keptVersion],
])('a version that is kept as %s', (_, versionOf) => {
  test.each([
    ['{"name":"Bestellungen für später"}', ''],
    ['{}', '\ufeff'],
  ])('has %s as it is, and is sent without a mark', (text, mark) => {
    const version = versionOf({ ...row, json: mark + text })
    expect(version.json).toBe(mark + text)
    expect(version.bytes?.().toString()).toBe(text)
  })

  test('takes the memory of its document and no more', () => {
    for (const json of ['{}', `{"name":"${'x'.repeat(5000)}"}`, '\ufeff{}']) {
      const bytes = versionOf({ ...row, json }).bytes?.()
      expect(bytes?.buffer.byteLength).toBeLessThanOrEqual(Buffer.byteLength(json))
    }
  })
})
