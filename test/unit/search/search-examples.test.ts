import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readStored } from '../../../src/domain/contract-version.ts'
import { readContractVersion } from '../../../src/domain/uploaded-version.ts'
import { catalogueOf } from '../../../src/search/catalogue/read-catalogue.ts'
import { matchesOf } from '../../../src/search/catalogue/snippets.ts'
import { termsOf } from '../../../src/search/catalogue/terms.ts'
import { filterTerms } from '../../../src/search/language/filters.ts'
import { parseQuery } from '../../../src/search/language/query.ts'
import { matchesTerms } from '../../../src/search/language/terms.ts'
import { wordsOf } from '../../../src/search/language/words.ts'
import { notRun } from '../../support/not-run.ts'
import { valueAt } from './documents.ts'

const folder = fileURLToPath(new URL('../../../../shared/odcs/examples', import.meta.url))
const files = existsSync(folder) ? globSync('**/*.yaml', { cwd: folder }).sort() : []
if (files.length === 0) notRun("searching ODCS's own examples", 'there is no folder ../shared/odcs/examples')

function example(file: string) {
  const text = readFileSync(`${folder}/${file}`, 'utf8')
  const { id, version } = parse(text, { schema: 'failsafe' }) as { id: string; version: string }
  const identity = { contractId: id, version }
  const { json } = readContractVersion({ bytes: Buffer.from(text), format: 'yaml' }, identity).version
  const catalogue = catalogueOf(readStored(json), identity)
  return { json, catalogue, terms: termsOf(catalogue) }
}

/** How many elements of `schema` an example has, counted without knowledge of their nesting. */
function countFields(node: unknown): number {
  if (Array.isArray(node)) return node.reduce<number>((sum, item) => sum + countFields(item), 0)
  if (typeof node !== 'object' || node === null) return 0
  const { properties, items } = node as { properties?: unknown; items?: unknown }
  return 1 + countFields(properties) + countFields(items)
}

/** Its beginning as a phrase, as the same in capitals, and as words in any order. */
function questionsOf(text: string): string[] {
  const words = wordsOf(text).flat().slice(0, 32)
  if (words.length === 0) return []
  const phrase = text.split(/\s+/).slice(0, 30).join(' ').replaceAll('"', '')
  return [`"${phrase}"`, `"${phrase.toUpperCase()}"`, words.reverse().join(' ')]
}

describe.skipIf(files.length === 0)("ODCS's own example", () => {
  test.each(files)('%s has all its fields, and each of its texts is found', file => {
    const { json, catalogue, terms } = example(file)
    const document: unknown = JSON.parse(json)
    expect(terms).toMatch(/^( [a-z0-9]{3,80})+ $/)
    expect(catalogue.fields).toHaveLength(countFields(valueAt(document, '/schema')))
    for (const { pointer, text } of catalogue.texts) {
      expect(valueAt(document, pointer)).toBe(text)
      for (const q of questionsOf(text)) if (!matchesTerms(parseQuery(q), terms)) expect.fail(q)
    }
    for (const { name, logicalType } of catalogue.fields) {
      const filters = { field_name: name ? [name] : [], field_type: logicalType ? [logicalType] : [] }
      expect(matchesTerms(filterTerms(filters), terms)).toBe(true)
    }
  })

  test('the full one is summed up, and found by what it says', () => {
    const { catalogue, terms } = example('all/full-example.odcs.yaml')
    expect(catalogue).toMatchObject({
      name: undefined,
      description: 'Predict sales over time',
      status: 'active',
      owner: 'my-team',
      owners: ['my-team', 'daustin'],
      domain: 'seller',
      dataProduct: 'my quantum',
      tenant: 'ClimateQuantumInc',
      tags: ['transactions'],
      elementTags: ['finance', 'payments', 'uid', 'master-data', 'receivers'],
      serverTypes: ['postgres'],
    })
    for (const q of [
      'payment',
      '"seller tables"',
      'rcvrId',
      'RCVR-CNTRY*',
      'daustin',
      'my-team',
      'txn_ref_dt',
    ])
      expect(matchesTerms(parseQuery(q), terms), q).toBe(true)
    for (const q of ['quantum', 'Climate', 'collibra', 'megabyte', '"tables predict"'])
      expect(matchesTerms(parseQuery(q), terms), q).toBe(false)
    expect(matchesOf(parseQuery('rcvrId'), catalogue, 1)).toEqual([
      { pointer: '/schema/0/properties/1/name', where: 'field', snippet: 'rcvr_id' },
    ])
  })
})
