import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Describer } from '../../../src/search/catalogue/description.ts'
import { parseQuery } from '../../../src/search/language/query.ts'
import type { VersionState } from '../../../src/stores/store.ts'
import { Describers } from '../../../src/use-cases/describers.ts'

function version(contractId: string, document: object): VersionState {
  const json = JSON.stringify(document)
  return { contractId, version: '1.0.0', json, digest: hash('sha256', json) } as VersionState
}

/** The places where the hit of a version has a word. */
function placesOf(describer: Describer, word: string): string[] {
  return describer.describe({ words: parseQuery(word), fieldUnits: [] }).matches.map(({ pointer }) => pointer)
}

const orders = version('orders', { name: 'Orders' })

test('what describes a document is made once', () => {
  const describers = new Describers()
  expect(placesOf(describers.of(orders), 'orders')).toEqual(['', '/name'])
  expect(describers.of(version('orders', { name: 'Orders' }))).toBe(describers.of(orders))
})

test('another document, and another contract with the same one, have their own', () => {
  const describers = new Describers()
  describers.of(orders)
  expect(placesOf(describers.of(version('orders', { name: 'Refunds' })), 'refunds')).toEqual(['/name'])
  const others = describers.of(version('refunds', { name: 'Orders' }))
  expect(placesOf(others, 'refunds')).toEqual([''])
})

test('those that were not asked for lately make room for others', () => {
  const describers = new Describers()
  const [first, often] = [describers.of(orders), version('often', { name: 'Often' })]
  const kept = describers.of(often)
  const description = 'x'.repeat(50_000)
  for (let at = 0; at < 100; at++) {
    describers.of(version(`c${at}`, { description }))
    describers.of(often)
  }
  expect(describers.of(often)).toBe(kept)
  expect(describers.of(orders)).not.toBe(first)
})

test('a document that is longer than all that are kept is read each time', () => {
  const describers = new Describers()
  const kept = describers.of(orders)
  const giant = version('giant', { description: 'x'.repeat(4_100_000) })
  expect(describers.of(giant)).not.toBe(describers.of(giant))
  expect(describers.of(orders)).toBe(kept)
})
