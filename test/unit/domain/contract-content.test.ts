import { describe, expect, test } from 'vitest'
import { compareDocuments } from '../../../src/domain/contract-content.ts'

const draft = '{"version":"1.0.0","id":"x","status":"draft","schema":[{"name":"t","status":"a"}]}'

describe('two documents have the same content', () => {
  test.each([
    ['with the same status', draft],
    ['with another status', draft.replace('draft', 'active')],
    ['with a null status', draft.replace('"draft"', 'null')],
    ['when one has no status', draft.replace('"status":"draft",', '')],
    ['in another layout', JSON.stringify(JSON.parse(draft), null, 2)],
    [
      'in another order',
      '{"status":"active","schema":[{"status":"a","name":"t"}],"id":"x","version":"1.0.0"}',
    ],
    ['with null members', draft.replace('"id"', '"name":null,"id"')],
  ])('%s', (_, other) => {
    expect(compareDocuments(draft, other).isSameButStatus).toBe(true)
    expect(compareDocuments(other, draft).isSameButStatus).toBe(true)
  })
})

describe('two documents do not have the same content', () => {
  test.each([
    ['with another member', draft.replace('"id":"x"', '"id":"x","name":"n"')],
    ['with another version', draft.replace('1.0.0', '1.0.1')],
    ['with another status further down', draft.replace('"status":"a"', '"status":"b"')],
    ['when one is no object', '["status"]'],
    ['when one is no JSON', '{"status":'],
    ['when one has a key twice', draft.replace('{', '{"id":"x",')],
    ['when one is empty', ''],
  ])('%s', (_, other) => {
    expect(compareDocuments(draft, other).isSameButStatus).toBe(false)
    expect(compareDocuments(other, draft).isSameButStatus).toBe(false)
  })

  test('when neither is an object, though they are the same text', () => {
    for (const text of ['null', '[]', '"x"', 'banana', ''])
      expect(compareDocuments(text, text).isSameButStatus).toBe(false)
  })
})
