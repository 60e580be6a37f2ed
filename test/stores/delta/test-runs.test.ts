import { randomBytes } from 'node:crypto'
import { cpSync } from 'node:fs'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { StatementsApi } from '../../../src/stores/delta/statements-api.ts'
import { WarehouseError } from '../../../src/stores/delta/warehouse-error.ts'
import type { NewTestRun } from '../../../src/stores/test-run-store.ts'
import { askBeside, DeltaStorage, runStatement, warehouse } from '../../support/delta.ts'
import { patience } from '../../support/patient.ts'
import { testRunOf } from '../../support/sample-test-runs.ts'
import { until } from '../../support/until.ts'
import { testTestRuns } from '../test-runs.suite.ts'

const noon = Date.parse('2026-03-31T12:00:00Z')
const day = 24 * 60 * 60 * 1000
const runOf = (runId: string, more: Partial<NewTestRun> = {}) => testRunOf({ runId, ...more })

describe.runIf(warehouse !== undefined)('test runs in a table of Delta Lake', () => {
  const empty = `${warehouse?.folder}/empty-of-runs`

  // tables are made once, and copied: each table that is made takes longer than a change
  beforeAll(async () => {
    const storage = new DeltaStorage({ table: undefined, root: empty })
    const log = await storage.openLog()
    await log.close()
    await storage.remove()
  })

  /** Tables, on which instances have an index each. */
  function newStorage() {
    const root = `${warehouse?.folder}/runs-${randomBytes(6).toString('hex')}`
    for (const suffix of ['', '_log', '_test_runs'])
      cpSync(empty + suffix, root + suffix, { recursive: true })
    const storage = new DeltaStorage({ table: undefined, root, refreshInterval: 3000 })
    return { path: `${root}_test_runs`, open: () => storage.open(), remove: () => storage.remove() }
  }

  testTestRuns(async () => ({ ...newStorage(), bound: patience, share: 0.1 }))

  test('are rows that all programs read, written together, and seen by others until they are taken out', async () => {
    const storage = newStorage()
    const [one, other] = [await storage.open(), await storage.open()]
    onTestFinished(async () => {
      await Promise.all([one.close(), other.close()])
      await storage.remove()
    })
    const names = Array.from({ length: 60 }, (_, at) => `r${at}`)
    const old = new Date(noon - 11 * day)
    const parts = { observedAt: old, receivedAt: old, result: 'failed' } as const
    const recorded = names.map(name => one.testRuns.recordTestRun(runOf(name, parts), 'once'))
    for (const { outcome } of await Promise.all(recorded)) expect(outcome).toBe('recorded')
    const sees = (ids: readonly string[]) =>
      until(async () => {
        const { runs } = await other.testRuns.testRuns({}, { limit: 100 })
        const found = runs.map(run => run.runId).sort()
        return found.join() === [...ids].sort().join() || `it sees ${found}`
      })
    await sees(names)
    const written = await runStatement(`DESCRIBE HISTORY delta.\`${storage.path}\``)
    expect(written.filter(row => row[4] === 'MERGE').length).toBeLessThan(4)
    const { rows } = await askBeside<{ rows: Record<string, unknown>[] }>('deltalake-read', {
      path: storage.path,
    })
    expect(rows).toHaveLength(60)
    expect(rows.find(row => row.run_id === 'r7')).toMatchObject({
      ...{ source: 'job', contract_id: 'a', version: '1.0.0', server: 'production', result: 'failed' },
      ...{ report: '{"id":"r7"}', replaced: 0 },
    })
    expect(await one.testRuns.recordTestRun(runOf('r7', { digest: 'x' }), 'last')).toMatchObject({
      outcome: 'replaced',
    })

    const retention = { keepDays: 10, keepReportDays: 5, keepLast: 3, keepGroups: 100 }
    const swept = await one.testRuns.sweepTestRuns(retention, () => new Date(noon))
    expect(swept.runs).toBe(57)
    const { runs: kept } = await one.testRuns.testRuns({}, { limit: 100 })
    await sees(kept.map(run => run.runId))
    expect(await runStatement(`SELECT count(*), count(report) FROM delta.\`${storage.path}\``)).toEqual([
      ['3', '1'],
    ])
    expect(await other.testRuns.deleteTestRuns({ contractId: 'a' })).toBe(3)
    expect(await runStatement(`SELECT count(*) FROM delta.\`${storage.path}\``)).toEqual([['0']])
  })

  test('are there once when an answer was lost, and are read while the warehouse is away', async () => {
    const storage = newStorage()
    const store = await storage.open()
    onTestFinished(async () => {
      await store.close()
      await storage.remove()
    })
    expect(await store.testRuns.countTestRuns({})).toBe(0)
    const { run } = StatementsApi.prototype
    const asking = vi.spyOn(StatementsApi.prototype, 'run')
    onTestFinished(() => asking.mockRestore())
    // as it sends a statement again when nobody knows whether it was carried out
    asking.mockImplementation(async function (this: StatementsApi, statement, ...more) {
      if (statement.startsWith('MERGE')) await run.call(this, statement, ...more)
      return run.call(this, statement, ...more)
    })
    expect((await store.testRuns.recordTestRun(runOf('r'), 'once')).outcome).toBe('recorded')
    asking.mockRejectedValue(new WarehouseError('the workspace does not answer'))
    const late = store.testRuns.recordTestRun(runOf('s'), 'once')
    await expect(late).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(await store.testRuns.countTestRuns({})).toBe(1)
    const retention = { keepDays: 1e6, keepReportDays: 1e6, keepLast: 3, keepGroups: 100 }
    await store.testRuns.sweepTestRuns(retention, () => new Date(noon))
    expect(await store.testRuns.countTestRuns({})).toBe(1)
  })
})
