import { describe, expect, test } from 'vitest'
import {
  compareContracts,
  type Differences,
  type ReadContract,
} from '../../../../src/domain/compatibility/report.ts'
import type { ObjectNode } from '../../../../src/domain/document/node.ts'
import { parseJson } from '../../../../src/domain/document/parse-json.ts'
import { leastTime, promptly } from '../../../support/processor-time.ts'
import type { Plain } from './single-changes.ts'

/** How many objects and lists are in each other; there may be 200 of both. */
const depth = 90
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

/** A contract whose properties have properties, and so on. */
function nested(around: (inner: Plain[], level: number) => Plain[], innermost: Plain[]): Plain {
  const properties = numbers(depth).reduce(around, innermost)
  return { apiVersion: 'v3.1.0', kind: 'DataContract', schema: [{ name: 'o', properties }] }
}

function read(document: Plain): ReadContract {
  const text = JSON.stringify(document)
  return { document: parseJson(text) as ObjectNode, text }
}

function compare(before: Plain, after: Plain): Differences {
  const [{ document }, other] = [read(before), read(after)]
  return promptly(() => compareContracts(document, other))
}

describe('what is in very many lists is not gone through with each of them:', () => {
  const leaf = (tags: number[]) => [{ name: 'leaf', tags }]
  const many = numbers(100_000)
  test('names that stand there twice', () => {
    const twice = (description: string) => (properties: Plain[]) => [
      { name: 'a', properties },
      { name: 'a', description },
    ]
    const [before, after] = ['b', 'c'].map(text => nested(twice(text), leaf(many)))
    expect(compare(before, after).counts).toEqual({
      breaking: 0,
      compatible: 0,
      cosmetic: depth,
    })
  })

  test('a difference at the end', () => {
    const alone = (properties: Plain[]) => [{ name: 'a', properties }]
    const texts = ['b', 'c'].map(description => [{ name: 'leaf', tags: many, description }])
    const [deep, flat] = [alone, (inner: Plain[]) => inner].map(around => {
      const [before, after] = texts.map(innermost => read(nested(around, innermost)))
      return before && after ? leastTime(() => compareContracts(before.document, after)) : Number.NaN
    }) as [number, number]
    expect(deep).toBeLessThan(6 * flat)
  })
})

describe('what is told of a change stays short', () => {
  const changed = numbers(1000)
  const lengthOf = (before: Plain, after: Plain) => JSON.stringify(compare(before, after)).length

  test('in elements with long names', () => {
    const long = (properties: Plain[], at: number) => [{ name: `${at}${'n'.repeat(5000)}`, properties }]
    const [before, after] = [true, false].map(required =>
      nested(
        long,
        changed.map(at => ({ name: `l${at}`, required })),
      ),
    )
    expect(lengthOf(before, after)).toBeLessThan(5_000_000)
  })

  test('below long keys', () => {
    const below = (value: number) =>
      numbers(depth).reduce((inner, at) => ({ [`${at}${'k'.repeat(5000)}`]: inner }), {
        all: Object.fromEntries(changed.map(at => [at, value])),
      } as Plain)
    const [before, after] = [1, 2].map(value => ({ apiVersion: 'v2.2.0', x: below(value) }))
    expect(lengthOf(before, after)).toBeLessThan(5_000_000)
  })
})
