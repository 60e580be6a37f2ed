import { describe, expect, test } from 'vitest'
import { matchesStatus, parseStatusFilter } from '../../../src/domain/status-filter.ts'

const matches = (values: string[], status: string | undefined) =>
  matchesStatus(parseStatusFilter(values), status)

describe('a status filter', () => {
  test.each([
    [['active'], ['active']],
    [
      ['active', 'validated'],
      ['active', 'validated'],
    ],
    [['active,validated'], ['active', 'validated']],
    [
      ['active, Validated ', 'DRAFT'],
      ['active', 'validated', 'draft'],
    ],
    [['active,active', 'ACTIVE'], ['active']],
    [['in review'], ['in review']],
    [[' none '], ['none']],
  ])('%j names %j', (values, statuses) => {
    expect([...(parseStatusFilter(values) ?? [])]).toEqual(statuses)
  })

  test.each([[[]], [['*']], [[' * ']], [['active,*']], [['*', 'draft']]])('%j lifts every filter', values => {
    expect(parseStatusFilter(values)).toBeUndefined()
    for (const status of [undefined, '', 'active', 'banana']) expect(matches(values, status)).toBe(true)
  })

  test.each([
    [['']],
    [[' ']],
    [['active', '']],
    [['active,,draft']],
    [['active,']],
    [[',']],
    [['*', '']],
  ])('%j has an empty value, which is refused', values => {
    expect(() => parseStatusFilter(values)).toThrow(
      expect.objectContaining({ code: 'invalid-request', message: expect.stringContaining('status=active') }),
    )
  })

  test('has at most 50 values', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => `s${at}`)
    expect(parseStatusFilter(many(50))?.size).toBe(50)
    expect(parseStatusFilter([many(50).join(',')])?.size).toBe(50)
    const refused = expect.objectContaining({
      code: 'invalid-request',
      message: expect.stringContaining('50'),
    })
    expect(() => parseStatusFilter(many(51))).toThrow(refused)
    expect(() => parseStatusFilter([many(51).join(',')])).toThrow(refused)
    expect(() => parseStatusFilter([many(30).join(','), many(30).join(',')])).toThrow(refused)
    expect(() => parseStatusFilter([','.repeat(1_000_000)])).toThrow(refused)
  })
})

describe('a document', () => {
  test.each([
    ['active', 'active', true],
    ['active', 'Active', true],
    ['ACTIVE', ' active ', true],
    ['active', 'inactive', false],
    ['active', undefined, false],
    ['active', '', false],
    ['active,none', undefined, true],
  ])('by status=%s with the status %j: %s', (value, status, wanted) => {
    expect(matches([value], status)).toBe(wanted)
  })

  test.each([undefined, '', ' ', '\t', 'none', 'None'])('with the status %j is one of none', status => {
    expect(matches(['none'], status)).toBe(true)
    expect(matches(['NONE'], status)).toBe(true)
    expect(matches(['draft'], status)).toBe(false)
  })
})
