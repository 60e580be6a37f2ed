import { describe, expect, test } from 'vitest'
import { type RuleName, rules } from '../../../src/validation/rule-names.ts'
import { validateUpload } from '../../../src/validation/validate.ts'
import { standardRules, type ValidationRules } from '../../../src/validation/validation.ts'
import { broken, head, orders } from './broken-documents.ts'

function findings(yaml: string, own: ValidationRules = standardRules) {
  const text = yaml.startsWith('version') ? yaml : head + yaml
  return validateUpload({ bytes: Buffer.from(text), format: 'yaml' }, own).findings
}

describe.each(Object.keys(rules) as RuleName[])('the rule %s', rule => {
  const [yaml, ...pointers] = broken[rule]
  // by 3.1 a status is required
  const isOnly = rule !== 'declared-version'

  test('finds what breaks it, where it stands', () => {
    const found = findings(yaml).filter(one => !isOnly || one.rule === rule)
    const own = found.filter(one => one.rule === rule)
    expect(own.map(({ pointer }) => pointer)).toEqual(pointers)
    for (const { detail, line, column, severity, source } of own) {
      expect(detail).not.toBe('')
      expect(line).toBeGreaterThan(0)
      expect(column).toBeGreaterThan(0)
      expect({ severity, source }).toEqual({ severity: rules[rule][0], source: 'dc43-registry' })
    }
    if (isOnly) expect(findings(yaml).filter(one => one.rule !== rule)).toEqual([])
  })

  test('has the level that is set for it, or is not looked at', () => {
    const severities = (level: 'error' | 'off') =>
      findings(yaml, { ...standardRules, levels: { [rule]: level } }).flatMap(one =>
        one.rule === rule ? [one.severity] : [],
      )
    expect(new Set(severities('error'))).toEqual(new Set(['error']))
    expect(severities('off')).toEqual([])
  })
})

test('the rules compare numbers with all their digits', () => {
  const [less, more] = ['9007199254740992', '9007199254740993']
  const found = (text: string) => findings(text).map(({ rule, pointer }) => `${rule} ${pointer}`)
  const enumOf = (...values: string[]) => `
schema:
  - name: a
    properties:
      - { name: b, logicalType: integer, enum: [${values.map((value, at) => `{ value: ${value}, label: l${at} }`)}] }
`
  expect(found(enumOf(less, more, `1${'0'.repeat(400)}`))).toEqual([])
  expect(found(enumOf(more, more))).toEqual(['enum-repeated /schema/0/properties/0/enum/1/value'])
  const ranges = (least: string, most: string) => `
schema:
  - name: a
    quality: [{ metric: rowCount, mustBeBetween: [${least}, ${most}] }]
    properties:
      - { name: b, logicalType: integer, logicalTypeOptions: { minimum: ${least}, maximum: ${most} } }
`
  expect(found(ranges(less, more))).toEqual([])
  expect(found(ranges(more, less))).toEqual([
    'metric-interval /schema/0/quality/0/mustBeBetween',
    'option-range /schema/0/properties/0/logicalTypeOptions/minimum',
  ])
})

test.each([
  ['to: orders.order_idd', 'orders.order_id'],
  ['to: order.order_id', 'orders.order_id'],
  ['to: orders.address.cty', 'orders.address.city'],
  ['to: Orders', 'orders'],
  ['to: customers.id', undefined],
  [`to: ${'orders.'.repeat(30)}x`, undefined],
])('a relationship %s is told which one was meant', (members, meant) => {
  const found = findings(`${orders}    relationships: [{ from: orders.order_id, ${members} }]\n`)
  const targets = found.filter(({ rule }) => rule === 'relationship-target')
  const advice = targets.map(({ detail }) => /; did you mean "(.*)"\?$/.exec(detail)?.[1])
  expect(advice).toEqual(members.length > 100 ? [] : [meant])
})

test('an SLA of an element that is misspelt is told which one was meant', () => {
  const [finding] = findings(
    `${orders}slaProperties: [{ property: latency, value: 1, element: orders.addres }]\n`,
  )
  expect(finding?.detail).toBe('the schema has no "orders.addres"; did you mean "orders.address"?')
})

test('a metric without an operator is told once, whatever the version', () => {
  const yaml = 'schema:\n  - name: a\n    properties: [{ name: b, quality: [{ metric: nullValues }] }]\n'
  const rulesFor = (version: string) =>
    findings(`${head.replace('3.2.0', version)}status: draft\n${yaml}`).map(({ rule }) => rule)
  expect(rulesFor('3.2.0')).toEqual(['schema/oneOf'])
  expect(rulesFor('3.1.0')).toEqual(['schema/oneOf'])
})
