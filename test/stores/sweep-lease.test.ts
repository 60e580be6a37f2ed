import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../../src/sql/migrate.ts'
import { connectSqlite } from '../../src/sql/sqlite/connect.ts'
import { requireContractTable } from '../../src/stores/sql/adoptable-table.ts'
import { storeTables } from '../../src/stores/sql/store-database.ts'
import { SweepLease } from '../../src/stores/sql/test-runs/sweep-lease.ts'

const at = (minutes: number) => new Date(Date.parse('2026-03-31T12:00:00Z') + minutes * 60 * 1000)

async function twoLeases() {
  const connected = await connectSqlite({ file: undefined, table: 'contracts', logger: undefined })
  onTestFinished(() => connected.close())
  await migrate(connected.migrations, requireContractTable)
  const database = await connected.database(storeTables)
  return [new SweepLease(database), new SweepLease(database)] as const
}

test('a sweep that goes on for longer than ten minutes stays that of its instance', async () => {
  const [one, other] = await twoLeases()
  expect([await one.take(at(0)), await other.take(at(0))]).toEqual([true, false])
  for (let minutes = 9; minutes < 60; minutes += 9) {
    expect(await one.prolong(at(minutes))).toBe(true)
    expect(await other.take(at(minutes + 5))).toBe(false)
  }
  await one.end()
  expect(await other.take(at(60))).toBe(true)
})

test('an instance that was silent for ten minutes may lose the sweep, and notices', async () => {
  const [one, other] = await twoLeases()
  await one.take(at(0))
  expect(await other.take(at(11))).toBe(true)
  expect(await one.prolong(at(11))).toBe(false)
  // what it does not have it cannot give back
  await one.end()
  expect(await other.prolong(at(12))).toBe(true)
  // a clock that stands, or goes back, takes nothing away
  expect([await other.prolong(at(12)), await other.prolong(at(5))]).toEqual([true, true])
})
