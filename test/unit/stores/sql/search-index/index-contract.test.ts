import { expect, test } from 'vitest'
import {
  areInOrder,
  type ContractChange,
  type ContractPlan,
  planContract,
} from '../../../../../src/stores/sql/search-index/index-contract.ts'

const early = new Date('2026-01-01T00:00:00Z')
const late = new Date('2026-02-01T00:00:00Z')

const row = {
  id: 7,
  contractId: 'a',
  version: '2.0.0',
  nameKey: 'a',
  updatedAt: early,
  fieldsDigest: 'digest',
  descriptionsDigest: 'another',
  nextNumber: 5,
  isOrdered: 1,
}

const nothing: ContractChange = {
  contractId: 'a',
  before: undefined,
  isNew: true,
  left: [],
  written: [],
  deleted: [],
}

/** A contract whose latest version is 2.0.0, and whose next version is number 5. */
const known: ContractChange = { ...nothing, before: row, isNew: false, left: ['2.0.0'] }

const added = (version: string) => ({ version, time: late, number: undefined })
const again = (version: string, number: number) => ({ version, time: late, number })
const gone = (version: string) => ({ version, time: late })

/** The numbers, those out of order with a mark. */
function numbersIn(plan: ContractPlan | undefined): Record<string, string> {
  const entries = plan?.versions.map(({ version, number, isOutOfOrder }) => [
    version,
    `${number}${isOutOfOrder ? ' out of order' : ''}`,
  ])
  return Object.fromEntries(entries ?? [])
}

test('the first versions of a contract get numbers in their order, however they came', () => {
  const plan = planContract({ ...nothing, written: [added('2.0.0'), added('1.0.0'), added('10.0.0')] })
  expect(numbersIn(plan)).toEqual({ '1.0.0': '0', '2.0.0': '1', '10.0.0': '2' })
  expect(plan).toMatchObject({
    latest: '10.0.0',
    isLatestNew: true,
    nextNumber: 3,
    isOrdered: true,
    updatedAt: late,
  })
})

test('later versions go on with the next number', () => {
  const plan = planContract({ ...known, written: [added('3.0.0'), added('2.1.0')] })
  expect(numbersIn(plan)).toEqual({ '2.1.0': '5', '3.0.0': '6' })
  expect(plan).toMatchObject({ latest: '3.0.0', nextNumber: 7, isOrdered: true })
})

test('a version that is lower than the latest there was is out of order, and no later one is for that', () => {
  const plan = planContract({ ...known, written: [added('1.5.0'), added('3.0.0')] })
  expect(numbersIn(plan)).toEqual({ '1.5.0': '5 out of order', '3.0.0': '6' })
  expect(plan).toMatchObject({ latest: '3.0.0', nextNumber: 7, isOrdered: false })
  const next = planContract({
    ...known,
    before: { ...row, version: '3.0.0', isOrdered: 0 },
    left: ['3.0.0'],
    written: [added('4.0.0')],
  })
  expect(numbersIn(next)).toEqual({ '4.0.0': '5' })
  expect(next).toMatchObject({ isOrdered: false })
})

test('the order is the one by which the latest version is told: a pre-release is below all releases', () => {
  const plan = planContract({ ...known, written: [added('3.0.0-rc.1')] })
  expect(numbersIn(plan)).toEqual({ '3.0.0-rc.1': '5 out of order' })
  expect(plan).toMatchObject({ latest: '2.0.0', isLatestNew: false, isOrdered: false })
  const first = planContract({ ...nothing, written: [added('3.0.0-rc.1'), added('2.0.0'), added('other')] })
  expect(numbersIn(first)).toEqual({ other: '0', '3.0.0-rc.1': '1', '2.0.0': '2' })
})

test('a version that is published again keeps its number', () => {
  const plan = planContract({ ...known, written: [again('1.0.0', 2)] })
  expect(numbersIn(plan)).toEqual({ '1.0.0': '2' })
  expect(plan).toMatchObject({ latest: '2.0.0', isLatestNew: false, nextNumber: 5, isOrdered: true })
  const latest = planContract({ ...known, written: [again('2.0.0', 4)] })
  expect(numbersIn(latest)).toEqual({ '2.0.0': '4' })
  expect(latest).toMatchObject({ latest: '2.0.0', isLatestNew: true })
})

test('where order is lost, one that is published again may be out of order, unless it is the latest', () => {
  const unordered = { ...known, before: { ...row, isOrdered: 0 } }
  const plan = planContract({ ...unordered, written: [again('1.0.0', 3), again('2.0.0', 1)] })
  expect(numbersIn(plan)).toEqual({ '1.0.0': '3 out of order', '2.0.0': '1' })
})

test('without its latest version a contract has the highest of those left, which no number that was given tells', () => {
  const change = { ...known, left: ['1.0.0', '1.5.0'], deleted: [gone('2.0.0')] }
  const plan = planContract(change)
  expect(plan).toMatchObject({
    latest: '1.5.0',
    isLatestNew: true,
    versions: [],
    nextNumber: 6,
    updatedAt: late,
  })
  const next = planContract({ ...change, written: [added('1.8.0')] })
  expect(numbersIn(next)).toEqual({ '1.8.0': '6' })
  expect(next).toMatchObject({ latest: '1.8.0', isOrdered: true })
  const lower = planContract({ ...change, written: [added('1.2.0')] })
  expect(numbersIn(lower)).toEqual({ '1.2.0': '6 out of order' })
})

test('a contract without versions has no plan', () => {
  expect(planContract({ ...known, left: [], deleted: [gone('2.0.0')] })).toBeUndefined()
  expect(planContract({ ...nothing, deleted: [gone('2.0.0')] })).toBeUndefined()
})

test('where all versions are new again, as in a rebuild, all have numbers in their order', () => {
  const plan = planContract({
    ...known,
    before: { ...row, nextNumber: 0, isOrdered: 1 },
    left: [],
    written: [added('2.0.0'), added('1.0.0'), added('1.5.0')],
  })
  expect(numbersIn(plan)).toEqual({ '1.0.0': '0', '1.5.0': '1', '2.0.0': '2' })
  expect(plan).toMatchObject({ latest: '2.0.0', isLatestNew: true, nextNumber: 3, isOrdered: true })
})

test('a contract was changed last when any of its versions was, and never earlier than before', () => {
  expect(planContract({ ...known, written: [{ ...added('1.0.0'), time: new Date(0) }] })?.updatedAt).toEqual(
    early,
  )
})

test('numbers are kept that are in the order of versions and belong to all of them', () => {
  const numbers = new Map([
    ['1.0.0', 1],
    ['2.0.0-rc.1', 0],
    ['2.0.0', 4],
  ])
  expect(areInOrder(['2.0.0', '1.0.0', '2.0.0-rc.1'], numbers, 5)).toBe(true)
  expect(areInOrder(['2.0.0', '1.0.0'], numbers, 4)).toBe(false)
  expect(areInOrder(['1.0.0', '3.0.0'], numbers, 5)).toBe(false)
  expect(areInOrder(['1.0.0', '2.0.0'], new Map([...numbers, ['2.0.0', 0]]), 5)).toBe(false)
  expect(areInOrder(['1.0.0', '2.0.0'], new Map([...numbers, ['2.0.0', 1]]), 5)).toBe(false)
})
