import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { schemaFor, schemaVersions } from '../../../src/validation/schema-versions.ts'
import { validateUpload } from '../../../src/validation/validate.ts'
import { standardRules } from '../../../src/validation/validation.ts'
import { allowedInTheEnd, documentOf, negativeDocuments } from './official-negative-documents.ts'

const folder = join(import.meta.dirname, '../../../schemas/odcs')

const findingsIn = (yaml: string) =>
  validateUpload({ bytes: Buffer.from(documentOf(yaml)), format: 'yaml' }, standardRules)

test('the schemas are the copies whose digests are kept', () => {
  const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n')
  expect(sums).toHaveLength(schemaVersions.length)
  for (const [digest, name = ''] of sums.map(line => line.split('  ')))
    expect(
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ).toBe(digest)
})

test.each([
  ['v3.1.0', '3.1.0', 'exact'],
  ['3.1.0', '3.1.0', 'exact'],
  ['v3.1.7', '3.1.0', 'near'],
  ['v3.0.9', '3.0.2', 'near'],
  ['2.2.0', '2.2.1', 'near'],
  ['v3.0.0-preview', '3.0.0', 'near'],
  ['v4.0.0', '3.2.0', 'unknown'],
  [undefined, '3.2.0', 'unknown'],
])('a document of %s is judged by the schema of %s', (declared, version, match) => {
  expect(schemaFor(declared)).toEqual({ version, match })
})

describe("Bitol's negative tests", () => {
  test.each(negativeDocuments)('$name has that fault and no other', ({ yaml, findings }) => {
    const validation = findingsIn(yaml)
    expect(validation.valid).toBe(false)
    expect(
      validation.findings
        .filter(({ severity }) => severity === 'error')
        .map(({ rule, pointer }) => `${rule} ${pointer}`),
    ).toEqual(findings)
  })

  test('are 44, of which the final schema allows one', () => {
    expect(negativeDocuments).toHaveLength(43)
    expect(findingsIn(allowedInTheEnd.yaml).valid).toBe(true)
  })

  test('a property needs no logicalType', () => {
    expect(findingsIn('schema:\n  - name: orders\n    properties:\n      - name: amount')).toMatchObject({
      valid: true,
      findings: [],
    })
  })
})
