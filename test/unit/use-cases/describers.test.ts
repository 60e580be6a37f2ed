import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Describer } from '../../../src/search/catalogue/description.ts'
import { parseQuery } from '../../../src/search/language/query.ts'
import type { VersionState } from '../../../src/stores/store.ts'
import { Describers } from '../../../src/use-cases/describers.ts'
import { documentWorkers } from '../../support/document-workers.ts'

function version(contractId: string, document: object): VersionState {
  const json = JSON.stringify(document)
  return { contractId, version: '1.0.0', json, digest: hash('sha256', json) } as VersionState
}

/** The places where the hit of a version has a word. */
function placesOf(describer: Describer | undefined, word: string): string[] | undefined {
  return describer
    ?.describe({ words: parseQuery(word), fieldUnits: [] })
    .matches.map(({ pointer }) => pointer)
}

const orders = version('orders', { name: 'Orders' })

test('what describes a document is made once', async () => {
  const describers = new Describers(documentWorkers)
  const describer = await describers.of(orders)
  expect(placesOf(describer, 'orders')).toEqual(['', '/name'])
  expect(await describers.of(version('orders', { name: 'Orders' }))).toBe(describer)
})

test('another document, and another contract with the same one, have their own', async () => {
  const describers = new Describers(documentWorkers)
  await describers.of(orders)
  expect(placesOf(await describers.of(version('orders', { name: 'Refunds' })), 'refunds')).toEqual(['/name'])
  const others = await describers.of(version('refunds', { name: 'Orders' }))
  expect(placesOf(others, 'refunds')).toEqual([''])
})

test('those that were not asked for lately make room for others', async () => {
  const describers = new Describers(documentWorkers)
  const [first, often] = [await describers.of(orders), version('often', { name: 'Often' })]
  const kept = await describers.of(often)
  const description = 'x'.repeat(50_000)
  for (let at = 0; at < 400; at++) {
    await describers.of(version(`c${at}`, { description }))
    await describers.of(often)
  }
  expect(await describers.of(often)).toBe(kept)
  expect(describers.known(orders)).toBeUndefined()
  expect(await describers.of(orders)).not.toBe(first)
})

test('what was divided into words to describe hits counts, too', async () => {
  const describers = new Describers(documentWorkers)
  const many = Array.from({ length: 400 }, (_, at) => {
    const usage = Array.from({ length: 2500 }, (_, word) => `w${word}`).join(' ')
    return version(`c${at}`, { description: { usage } })
  })
  for (const one of many) await describers.of(one)
  const kept = () => many.filter(one => describers.known(one)).length
  expect(kept()).toBe(400)
  for (const one of many) {
    const describer = describers.known(one)
    if (!describer) continue
    expect(placesOf(describer, 'w7')).toEqual(['/description/usage'])
    describers.keep(one, describer)
  }
  expect(kept()).toBeLessThan(380)
  expect(kept()).toBeGreaterThan(200)
})

test('a long document is read in a thread, and what was read of it is kept', async () => {
  const describers = new Describers(documentWorkers)
  const long = version('long', { name: 'Orders', description: 'x'.repeat(200_000) })
  const describer = await describers.of(long)
  expect(placesOf(describer, 'orders')).toEqual(['/name'])
  expect(await describers.of(long)).toBe(describer)
})

test('of a document that is longer nothing is kept', async () => {
  const describers = new Describers(documentWorkers)
  const kept = await describers.of(orders)
  expect(await describers.of(version('giant', { description: 'x'.repeat(300_000) }))).toBeUndefined()
  expect(await describers.of(orders)).toBe(kept)
})
