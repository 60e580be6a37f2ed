import { expect, test } from 'vitest'
import { DeltaRuns } from '../../../../src/stores/delta/delta-runs.ts'
import { RunTable } from '../../../../src/stores/delta/run-table.ts'
import type { Parameters, StatementsApi } from '../../../../src/stores/delta/statements-api.ts'
import { readAll } from '../../../support/read-all.ts'

/** A warehouse with some keys, of whose results each holds two rows. */
function narrowWarehouse(keys: readonly string[]): StatementsApi {
  const run = async (_: string, { after = '' }: Parameters) => {
    const rest = keys.filter(key => key > after)
    return { rows: rest.slice(0, 2).map(key => [key, '0']), isCut: rest.length > 2 }
  }
  return { run } as unknown as StatementsApi
}

test('keys are told by their first characters, however they are cut into results, and so is where there are none', async () => {
  const keysOf = async (keys: readonly string[], firsts: string) => {
    const table = new RunTable(narrowWarehouse(keys), 'runs')
    const told = await readAll(new DeltaRuns(table, { lookInterval: 1, patience: 1 }).keysOf(firsts))
    return told.map(one => [one.first, [...one.keys.keys()].join(' ')])
  }
  expect(await keysOf(['a1', 'a2', 'a3', 'b1', 'd1'], 'dcba')).toEqual([
    ...[
      ['a', 'a1 a2 a3'],
      ['b', 'b1'],
      ['d', 'd1'],
    ],
    ['c', ''],
  ])
  expect(await keysOf([], 'ab')).toEqual([
    ['a', ''],
    ['b', ''],
  ])
  expect(await keysOf(['a1'], '')).toEqual([])
})

test('what several ask for at the same time is read by one statement', async () => {
  const asked: string[] = []
  const run = async (statement: string) => {
    asked.push(statement)
    return { rows: [['a', '{}', null]], isCut: false }
  }
  const table = new RunTable({ run } as unknown as StatementsApi, 'runs')
  const runs = new DeltaRuns(table, { lookInterval: 1, patience: 1 })
  const read = await Promise.all([[{ key: 'a' }, { key: 'b' }], [{ key: 'c' }]].map(keys => runs.read(keys)))
  expect(read).toEqual([['unreadable', undefined], [undefined]])
  expect(asked).toEqual([expect.stringContaining("IN ('a', 'b', 'c')")])
  await runs.read([{ key: 'd' }])
  expect(asked).toHaveLength(2)
})
