import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { TransferStore } from '../../../src/stores/transfer-store.ts'
import { readGriotValidation } from '../../../src/test-reports/griot.ts'
import { ReportObject } from '../../../src/test-reports/report-object.ts'
import { folderPlace } from '../../support/log-stores.ts'
import { publish } from '../../support/publish.ts'
import { jsonVersion } from '../../support/sample-contracts.ts'
import { testRunOf } from '../../support/sample-test-runs.ts'
import { until } from '../../support/until.ts'

const ids = ['0d9c1d5e-7e41-4a6e-9f0a-6f3a86f1c001', '0d9c1d5e-7e41-4a6e-9f0a-6f3a86f1c002'] as const

/** A validation as griot writes it, with the data of a person in it. */
function validationOf(id: string, more: object = {}): string {
  const validation = {
    ...{ id, contract_id: 'sales-orders', contract_version: '1.2.0', passed: false },
    ...{ row_count: 10_000, error_count: 12, error_rate: 0.0012, duration_ms: 4300.4 },
    ...{ environment: 'production', pipeline_id: 'spark-orders', run_id: '2026-01-10T02' },
    recorded_at: '2026-01-10T02:03:04.123456+00:00',
    sample_errors: [
      { field: 'name', row: 17, value: 'Ada', constraint: 'pattern', message: 'Ada has no capitals' },
    ],
    ...more,
  }
  return JSON.stringify(validation, undefined, 2)
}

/** Storage of griot, which instances use; validations are beside the contracts, or in the folder of each. */
function opened(where: 'beside' | 'within') {
  const place = folderPlace('griot')
  const beside = join(dirname(place.root), 'validations')
  if (where === 'beside') mkdirSync(beside)
  const folderOf = (id: string) =>
    where === 'beside' ? join(beside, id) : join(place.root, id, 'validations')
  const write = (name: string, text: string, isOld = true) => {
    const path = join(folderOf('sales-orders'), name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    if (isOld) utimesSync(path, new Date('2026-01-10'), new Date('2026-01-10'))
  }
  const stores: TransferStore[] = []
  onTestFinished(async () => {
    for (const store of stores) await store.close()
    await place.remove()
  })
  const open = async () => {
    const store = await place.open()
    stores.push(store)
    return store
  }
  const start = async () => [await open(), await open()] as const
  const filesOf = (id: string) => readdirSync(folderOf(id)).filter(name => name.endsWith('.json'))
  const read = (id: string, name: string) => JSON.parse(readFileSync(join(folderOf(id), name), 'utf8'))
  return { write, open, start, filesOf, read, folderOf }
}

const runIdsOf = async ({ testRuns }: TransferStore) =>
  (await testRuns.testRuns({}, { limit: 99 })).runs.map(run => run.runId).sort()

describe.each(['beside', 'within'] as const)('validations of griot %s the contracts', where => {
  test('are test runs, as long as their files are there', async () => {
    const { write, start, folderOf, filesOf } = opened(where)
    write(`20260110_020304_${ids[0]}.json`, validationOf(ids[0]))
    write(
      '2024-01-10_001.json',
      '{"status":"warning","total_rows":7,"error_count":0,"validated_at":"2024-01-10"}',
    )
    write('notes.txt', 'none')
    write('20260110_020305_broken.json', '{"passed": tr')
    const [one, other] = await start()
    expect(await runIdsOf(one)).toEqual([ids[0], 'sales-orders/2024-01-10_001'])
    const id = { source: 'griot', runId: ids[0] }
    expect(await one.testRuns.testRun(id)).toMatchObject({
      ...{ contractId: 'sales-orders', version: '1.2.0', fingerprint: undefined, result: 'failed' },
      ...{ rows: 10_000, errors: 12, durationMs: 4300, environment: 'production' },
      receivedAt: new Date('2026-01-10T02:03:04.123Z'),
    })
    expect(await one.testRuns.failedChecks(id, 9)).toMatchObject([{ property: 'name', type: 'pattern' }])
    const report = (await one.testRuns.testReport(id)) ?? ''
    expect([report.includes('Ada'), report.includes('spark-orders')]).toEqual([false, true])
    expect(
      await one.testRuns.testRun({ source: 'griot', runId: 'sales-orders/2024-01-10_001' }),
    ).toMatchObject({
      ...{ contractId: 'sales-orders', version: undefined, result: 'warning', rows: 7 },
      observedAt: new Date('2024-01-10'),
    })

    // one that is being written is there once it is whole
    const text = validationOf(ids[1], { passed: true })
    write(`20260111_020304_${ids[1]}.json`, text.slice(0, 60), false)
    expect(await runIdsOf(other)).not.toContain(ids[1])
    writeFileSync(join(folderOf('sales-orders'), `20260111_020304_${ids[1]}.json`), text)
    for (const store of [one, other])
      await until(async () => (await runIdsOf(store)).includes(ids[1]) || 'it is not seen')
    expect((await one.testRuns.testFigures({})).runs).toBe(3)

    rmSync(join(folderOf('sales-orders'), '2024-01-10_001.json'))
    expect(await other.testRuns.deleteTestRuns(id)).toBe(1)
    expect(filesOf('sales-orders').filter(name => name.includes(ids[0]))).toEqual([])
    for (const store of [one, other])
      await until(async () => (await runIdsOf(store)).join() === ids[1] || 'they are still there')
  })

  test('that expire are passed over, and their files stay', async () => {
    const { write, start, filesOf } = opened(where)
    write(`20260110_020304_${ids[0]}.json`, validationOf(ids[0]))
    write(`20260111_020304_${ids[1]}.json`, validationOf(ids[1], { recorded_at: '2026-01-11T02:03:04Z' }))
    const [one, other] = await start()
    expect(await runIdsOf(one)).toEqual(ids)
    const retention = { keepDays: 1, keepReportDays: 1, keepLast: 1, keepGroups: 1 }
    const swept = await one.testRuns.sweepTestRuns(retention, () => new Date('2026-02-01'))
    expect(swept.runs).toBe(1)
    expect(await runIdsOf(one)).toEqual([ids[1]])
    expect(await runIdsOf(other)).toEqual(ids)
    expect(filesOf('sales-orders')).toHaveLength(2)
  })

  test('are written for runs that are reported here, so that griot reads them', async () => {
    const { start, open, filesOf, read, folderOf } = opened(where)
    const [one, other] = await start()
    await publish(one, jsonVersion('sales-orders', '1.0.0'))
    const run = testRunOf({
      ...{ contractId: 'sales-orders', runId: 'a/b', result: 'failed', rows: 100, errors: 4 },
      receivedAt: new Date('2026-03-31T12:00:01.500Z'),
      failed: Array.from({ length: 200 }, (_, at) => ({
        ...{ object: 'orders', property: `p${at}`, rule: undefined, type: 'minimum', detail: 'below' },
        result: 'failed' as const,
      })),
    })
    await one.testRuns.recordTestRun(run, 'last')
    const shown = () => filesOf('sales-orders').map(name => [name, read('sales-orders', name)] as const)
    const [[name, file] = ['', {}], ...others] = shown()
    expect(others).toEqual([])
    expect(name).toMatch(
      /^20260331_120001_[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}\.json$/,
    )
    expect(file).toEqual({
      ...{ id: name.slice(16, -5), contract_id: 'sales-orders', contract_version: '1.0.0', passed: false },
      ...{ row_count: 100, error_count: 4, error_rate: 0.04, duration_ms: null, environment: null },
      ...{ pipeline_id: 'job', run_id: 'a/b', recorded_at: '2026-03-31T12:00:01.500+00:00' },
      sample_errors: expect.arrayContaining([
        { field: 'p0', row: null, value: null, constraint: 'minimum', message: 'below' },
      ]),
    })
    // griot takes no more of them
    expect(file.sample_errors).toHaveLength(100)
    expect(readGriotValidation(new ReportObject(file, 'strict'))).toMatchObject({
      result: 'failed',
      rows: 100,
    })
    // a validation of griot is not what is shown to griot
    for (const store of [one, other, await open()]) expect(await runIdsOf(store)).toEqual(['a/b'])

    // whoever replaces it, griot sees the last one only
    const reports = Array.from({ length: 6 }, (_, at) =>
      (at % 2 ? one : other).testRuns.recordTestRun(
        { ...run, digest: `d${at}`, rows: at, receivedAt: new Date(Date.parse('2026-04-01') + at * 1000) },
        'last',
      ),
    )
    await Promise.all(reports)
    const kept = await (await open()).testRuns.testRun(run)
    expect(shown().map(([, one]) => one.row_count)).toEqual([kept?.rows])

    // a process that has ended has shown half of what it keeps
    await one.testRuns.recordTestRun(testRunOf({ contractId: 'sales-orders', runId: 'c' }), 'once')
    await one.testRuns.recordTestRun(testRunOf({ contractId: undefined, runId: 'of nothing' }), 'once')
    const before = filesOf('sales-orders').sort()
    for (const name of before) rmSync(join(folderOf('sales-orders'), name))
    expect(await runIdsOf(await open())).toEqual(['a/b', 'c', 'of nothing'])
    expect(filesOf('sales-orders').sort()).toEqual(before)
    expect(await other.testRuns.deleteTestRuns({ contractId: 'sales-orders' })).toBe(2)
    expect(filesOf('sales-orders')).toEqual([])
  })
})
