import { expect, test } from 'vitest'
import { Catalogues } from '../../../src/contracts/catalogues.ts'
import type { VersionState } from '../../../src/stores/store.ts'

function version(contractId: string, document: object): VersionState {
  return { contractId, version: '1.0.0', json: JSON.stringify(document) } as VersionState
}

const orders = version('orders', { name: 'Orders' })

test('the catalogue of a document is made once', () => {
  const catalogues = new Catalogues()
  expect(catalogues.of(orders).name).toBe('Orders')
  expect(catalogues.of(version('orders', { name: 'Orders' }))).toBe(catalogues.of(orders))
})

test('another document, and another contract with the same one, have their own', () => {
  const catalogues = new Catalogues()
  catalogues.of(orders)
  expect(catalogues.of(version('orders', { name: 'Refunds' })).name).toBe('Refunds')
  const others = catalogues.of(version('refunds', { name: 'Orders' }))
  expect(others.texts.map(({ text }) => text)).toContain('refunds')
})

test('those that were not asked for lately make room for others', () => {
  const catalogues = new Catalogues()
  const [first, often] = [catalogues.of(orders), version('often', { name: 'Often' })]
  const kept = catalogues.of(often)
  const description = 'x'.repeat(50_000)
  for (let at = 0; at < 30; at++) {
    catalogues.of(version(`c${at}`, { description }))
    catalogues.of(often)
  }
  expect(catalogues.of(often)).toBe(kept)
  expect(catalogues.of(orders)).not.toBe(first)
  expect(catalogues.of(orders)).toEqual(first)
})

test('a document that is longer than all that are kept is read each time', () => {
  const catalogues = new Catalogues()
  const kept = catalogues.of(orders)
  const giant = version('giant', { description: 'x'.repeat(1_100_000) })
  expect(catalogues.of(giant)).not.toBe(catalogues.of(giant))
  expect(catalogues.of(orders)).toBe(kept)
})
