import { describe, expect, test } from 'vitest'
import { checkedOverlay } from '../../../src/validation/overlay.ts'
import { validateUpload } from '../../../src/validation/validate.ts'
import { standardRules } from '../../../src/validation/validation.ts'

const start = { version: '1.0.0', apiVersion: 'v3.2.0', kind: 'DataContract', id: 'orders' }

function validated(document: object, schema?: object) {
  const overlay = schema && checkedOverlay(JSON.stringify(schema), 'json')
  const bytes = Buffer.from(JSON.stringify({ ...start, ...document }))
  return validateUpload({ bytes, format: 'json' }, { ...standardRules, overlay })
}

function times<Item>(count: number, item: (at: number) => Item): Item[] {
  return Array.from({ length: count }, (_, at) => item(at))
}

describe('a document with very many faults', () => {
  test.each([
    ['objects without names', times(20_000, () => ({}))],
    ['unknown keys', [{ name: 'a', ...Object.fromEntries(times(20_000, at => [`k${at}`, 1])) }]],
    ['quality rules', [{ name: 'a', quality: times(20_000, () => ({ metric: 1 })) }]],
  ])('is not valid, and says that not all of %s are listed', (_, schema) => {
    const { findings, valid, counts } = validated({ schema })
    expect(valid).toBe(false)
    expect(counts.error).toBeGreaterThan(1000)
    expect(findings.length).toBeLessThanOrEqual(100)
    expect(findings[0]).toMatchObject({ rule: 'partial', severity: 'error' })
  })

  test('is not valid, whatever levels are set for the faults that are listed', () => {
    const schema = times(1500, () => ({}))
    const bytes = Buffer.from(JSON.stringify({ ...start, schema }))
    const levels = { 'schema/required': 'off' } as const
    expect(validateUpload({ bytes, format: 'json' }, { ...standardRules, levels })).toMatchObject({
      valid: false,
      counts: { error: 1, warning: 0 },
      findings: [{ rule: 'partial' }],
    })
  })

  test('is valid when they are only of formats', () => {
    const servers = times(1500, at => ({ server: `s${at}`, type: 's3', location: 's3://{a}' }))
    const { valid, counts, findings } = validated({ servers })
    expect({ valid, errors: counts.error }).toEqual({ valid: true, errors: 0 })
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['partial', 'schema/format']))
    const other = validated({ servers: [...servers, { server: 's', type: 's3', location: 's3://a', x: 1 }] })
    expect(other.valid).toBe(false)
  })

  test('is judged as a whole: what a list has is not taken for missing', () => {
    const schema = times(1500, at => ({ name: `o${at}` }))
    const { findings } = validated(
      { schema },
      {
        properties: {
          schema: {
            ...{ minItems: 1500, contains: { properties: { name: { const: 'o1400' } } } },
            items: { required: ['description'] },
          },
        },
      },
    )
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['partial', 'overlay/required']))
  })

  test('has no faults of ways that were never meant', () => {
    const tags = times(5000, at => `t${at}`)
    const either = (...items: object[]) => ({ properties: { tags: { items: { anyOf: items } } } })
    const refused = validated({ tags }, either({ type: 'integer' }, { type: 'string', pattern: '^x' }))
    expect(refused.findings.map(({ rule }) => rule)).toContain('overlay/pattern')
    expect(refused.findings.map(({ rule }) => rule)).not.toContain('overlay/type')
    // the faults on the first way are many, and of no account
    const lists = { properties: { tags: { anyOf: [{ items: { type: 'integer' } }, { minItems: 5000 }] } } }
    expect(validated({ tags }, lists)).toMatchObject({ valid: true, findings: [] })
    const none = { properties: { tags: { anyOf: [{ type: 'object' }, { items: { type: 'integer' } }] } } }
    expect(validated({ tags }, none).findings.map(({ rule }) => rule)).not.toContain('overlay/anyOf')
  })

  test('is not looked at again for each pair of its values', () => {
    const values = times(50_000, value => ({ value }))
    const before = process.cpuUsage()
    expect(
      validated({ schema: [{ name: 'a', properties: [{ name: 'b', enum: values }] }] }).findings,
    ).toEqual([])
    // the pairs would take half a minute
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10)
  })
})
